"""The whole scene, from an empty database to requests, with the queries of each row counted on the way."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client

from bench.asking import Ask
from bench.counting import queries_of
from bench.processes import CannotMeasure
from bench.rows import Row
from bench.scene.asks import Asks
from bench.scene.laying import lay_unit
from bench.scene.pieces import pieces
from bench.scene.walking import lay_walkers
from stegvis.config.management.commands.serve import prepare_files
from stegvis.lib.clock import utc_now


@dataclass(frozen=True)
class Scene:
    """The requests of each row, how many queries one of them takes, and what makes ready for a round."""

    streams: dict[str, Iterator[Ask]]
    queries: dict[str, int]
    prepare: Callable[[], None]
    pieces: dict[str, Callable[[], object]]


def make_scene(rows: Iterable[Row], residents: int) -> Scene:
    """Lay everything, and count."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    prepare_files()
    with transaction.atomic():
        unit = lay_unit(utc_now())
        walkers = lay_walkers(unit, residents)
        asks = Asks(walkers, unit.accounts)
        streams = {row.key: asks.of(row.key) for row in rows if not row.inside}
        uses_up = [row.key for row in rows if row.uses_up]

    def prepare() -> None:
        if uses_up:
            with transaction.atomic():
                asks.prepare(uses_up)
        connections.close_all()

    prepare()
    queries = {key: queries_of(lambda stream=stream: _ask_here(next(stream))) for key, stream in streams.items()}
    return Scene(streams, queries, prepare, pieces())


def _ask_here(ask: Ask) -> HttpResponse:
    """The same request without a server. The browser's cookie and form go along as they are."""
    client = Client(headers={"cookie": ask.cookie})
    if ask.body:
        answer = client.post(ask.path, ask.body, content_type="application/x-www-form-urlencoded")
    else:
        answer = client.get(ask.path)
    if answer.status_code != ask.status:
        raise CannotMeasure(f"{ask.method} {ask.path} gav {answer.status_code}")
    found: HttpResponse = answer
    return found
