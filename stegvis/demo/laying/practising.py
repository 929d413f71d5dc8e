"""The demo's unit for practice: opened and stocked as a coordinator would, and one who has practised there."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.registry import RegistryPerson
from stegvis.care.actions import start
from stegvis.catalogue.models import ProgramVersion
from stegvis.course import worlds
from stegvis.demo.content import people
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.lib.clock import local_day
from stegvis.support.actions import practice
from stegvis.support.models import PracticeUnit

# She has several hats already: one more changes nothing of how she signs in.
PRACTISES = "sofia-nilsson"
# Whom she has started what for. Bo says nothing, so his reminders and flags have come.
STARTED = {"bo": "sov-battre", "alva": "rorelse-vid-artros"}
PASSED = timedelta(days=9)


def lay_practice(places: Places, versions: Mapping[str, ProgramVersion], now: datetime) -> None:
    """Opened forty days ago; since yesterday two made-up residents have nine days behind them."""
    by = places.actor(COORDINATOR, str(people.PROVIDER["slug"]))
    made = practice.open_unit(places.provider, now=now - timedelta(days=40), by=by)
    practice.stock(made, now=now - timedelta(days=40), by=by)
    there = _goes_there(places, made, now)
    for slug, program in STARTED.items():
        person = made.residents.select_related("person").get(slug=slug).person
        known = RegistryPerson(person.number, person.given_name, person.family_name)
        today = local_day(worlds.now_for(there))
        start(made.unit, known, versions[program].pk, there.account, today, by=there)
    practice.move_clock(made, PASSED, by=there)


def _goes_there(places: Places, made: PracticeUnit, now: datetime) -> Actor:
    practice.enter(made, now=now - timedelta(days=1), by=places.somebody(PRACTISES))
    hats = hats_of(places.accounts[PRACTISES], local_day(now))
    return next(hat for hat in hats if hat.hat.unit_id == str(made.unit_id))
