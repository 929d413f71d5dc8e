"""The settings tests and type checks run under: demo mode in a folder of its own, never a real database.

Imported before Django starts, in the first process and in each of its workers. STEGVIS_TEST_DB=postgres
starts a PostgreSQL that lives as long as the run; otherwise SQLite.
"""

import os
import tempfile
from pathlib import Path

from tests import cluster

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

# A shell that is set up for a real installation must not leak into a test run.
for name in ("STEGVIS_SECRET_KEY", "STEGVIS_KEYS", "STEGVIS_HASH_KEY", "STEGVIS_HOSTS", "STEGVIS_BASE_URL", "PORT"):
    os.environ.pop(name, None)

if "STEGVIS_TEST_FOLDER" not in os.environ:
    _folder = tempfile.TemporaryDirectory(prefix="stegvis-", ignore_cleanup_errors=True)
    os.environ["STEGVIS_TEST_FOLDER"] = _folder.name
FOLDER = Path(os.environ["STEGVIS_TEST_FOLDER"])
HERE = FOLDER / WORKER
(HERE / "static").mkdir(parents=True, exist_ok=True)

os.environ["STEGVIS_DEMO"] = "1"
os.environ["STEGVIS_VAR"] = str(HERE)
if os.environ.get("STEGVIS_TEST_DB") == "postgres":
    if "STEGVIS_TEST_CLUSTER" not in os.environ:
        os.environ["STEGVIS_TEST_CLUSTER"] = cluster.start(FOLDER)
    os.environ["DATABASE_URL"] = f"{os.environ['STEGVIS_TEST_CLUSTER']}/stegvis_{WORKER}"
else:
    os.environ["DATABASE_URL"] = f"sqlite:///{HERE / 'stegvis.sqlite3'}"

from stegvis.config.settings import *  # noqa: E402, F403
from stegvis.config.settings import STORAGES  # noqa: E402

# Fingerprinted names need a collectstatic first; a test asks for the file itself.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
