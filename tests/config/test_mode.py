"""Demo mode cannot be opened beside real secrets or hosts, and nothing starts without either."""

import os
import subprocess
import sys

import pytest

from stegvis.config.mode import demo_refusal, weakness


@pytest.mark.parametrize(
    ("environ", "refused"),
    [
        ({}, False),
        ({"STEGVIS_HOSTS": "localhost,127.0.0.1"}, False),
        ({"STEGVIS_BASE_URL": "http://localhost:8001"}, False),
        ({"STEGVIS_SECRET_KEY": "x"}, True),
        ({"STEGVIS_KEYS": "x"}, True),
        ({"STEGVIS_HASH_KEY": "x"}, True),
        ({"STEGVIS_HOSTS": "program.example.se"}, True),
        ({"STEGVIS_BASE_URL": "https://program.example.se"}, True),
        ({"DATABASE_URL": "postgres://u:p@db.example.se/x"}, True),
        ({"DATABASE_URL": "postgres://u@localhost:5433/x"}, False),
        ({"DATABASE_URL": "sqlite:///var/x.sqlite3"}, False),
    ],
)
def test_when_demo_mode_refuses(environ, refused):
    assert bool(demo_refusal(environ)) is refused


@pytest.mark.parametrize(
    ("secret", "hosts", "weak"),
    [("x" * 50, ["a.se"], False), ("kort", ["a.se"], True), ("x" * 50, ["*"], True), ("x" * 50, [""], True)],
)
def test_weak_values_stop_a_real_installation(secret, hosts, weak):
    assert bool(weakness(secret, hosts)) is weak


@pytest.mark.parametrize("environ", [{}, {"STEGVIS_DEMO": "1", "STEGVIS_SECRET_KEY": "x"}, {"STEGVIS_SECRET_KEY": "x"}])
def test_settings_stop_a_start_that_is_not_safe(environ):
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STEGVIS_")}
    run = subprocess.run(
        [sys.executable, "-c", "import stegvis.config.settings"],
        env={**clean, **environ}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode != 0
    assert "ImproperlyConfigured" in run.stderr
