"""The person registry: a look-up finds by type and value, and is logged."""

import pytest

from stegvis.access.identity import read_number
from stegvis.access.registry import ask
from stegvis.audit.models import Entry
from tests.cast import RITA

pytestmark = pytest.mark.django_db


def test_a_known_number_gives_a_name_and_an_entry(cast):
    assert ask(cast.tina, read_number(RITA)).full_name == "Rita Lund"
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.patient_number, entry.name) == ("registry:look_up", RITA, "Tina Ek")


def test_an_unknown_number_gives_nothing_and_an_entry(cast):
    assert ask(cast.tina, read_number("196408073416")) is None
    assert Entry.objects.latest("id").act == "registry:look_up"
