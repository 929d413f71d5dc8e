"""A PostgreSQL for one run, with a database for each of the two projects."""

from pathlib import Path

import psycopg

from tests import cluster


def start(folder: Path, names: tuple[str, ...]) -> tuple[str, int]:
    """The cluster's address without database, and the process that everything in it descends from."""
    address = cluster.start(folder)
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        for name in names:
            server.execute(f'CREATE DATABASE "{name}"'.encode())
    pid = int((folder / "pg" / "data" / "postmaster.pid").read_text().split()[0])
    return address, pid
