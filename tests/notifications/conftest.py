"""Who is told, and a way that remembers what it was handed."""

import pytest

from tests.notifications.telling import Remembering


@pytest.fixture
def rita(cast):
    return cast.rita_person


@pytest.fixture
def way(monkeypatch):
    return Remembering().instead_of(monkeypatch)
