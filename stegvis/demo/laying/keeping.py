"""Something to see in the archive: rules, a hold, and a list of what was never sent that waits for a decision."""

from contextlib import suppress
from datetime import datetime, timedelta

from stegvis.access.models import Patient
from stegvis.catalogue.models import Program
from stegvis.demo.content import people
from stegvis.demo.laying.places import Places
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.records import actions, holdings
from stegvis.records.keeping import Rule
from stegvis.records.kinds import DataClass, Since

OFFICER, OTHER = "gudrun-hedlund", "signe-almqvist"
PLAN = "Dokumenthanteringsplan för vårdens stödprogram, RS 2025-0817"
RULES = (
    (Rule(DataClass.RECORD, 120, Since.PATIENT), PLAN),
    (Rule(DataClass.UNSENT, 1, Since.ENDED), "Gallringsbeslut RS 2025-0818"),
    (Rule(DataClass.LOG, 72, Since.ENDED), PLAN),
)
REASON = "the demo lays out its own people"


def lay_keeping(places: Places, now: datetime) -> None:
    """A handful of rows; needs the lives."""
    provider, today = places.provider, local_day(now)
    officer = places.actor(OFFICER, str(people.PROVIDER["slug"]))
    for rule, grounds in RULES:
        actions.set_rule(provider, rule, grounds, now=now - timedelta(days=200), by=officer)
    rows = holdings.enrolments(provider.pk).order_by("started_at", "pk")
    program = Program.objects.filter(pk__in=rows.values("course__version__program_id")).order_by("title").first()
    if program is not None:
        reason = "Uppföljning för forskning, etikprövning 2026-00412-01. Svaren behövs tills studien är klar."
        actions.set_hold(
            provider, reason, today + timedelta(days=900), program=program, today=today,
            now=now - timedelta(days=60), by=officer,
        )  # fmt: skip
    patients = Patient.objects.without_asking_who_because(REASON).filter(provider=provider)
    patient = patients.filter(pk__in=rows.values("patient_id")).order_by("family_name", "pk").first()
    if patient is not None:
        reason = "Anmälan om vårdskada, ärende 2026-118. Chefläkaren meddelar när ärendet är avslutat."
        actions.set_hold(provider, reason, None, patient=patient, today=today, now=now - timedelta(days=12), by=officer)
    with suppress(Cannot):
        other = places.actor(OTHER, str(people.PROVIDER["slug"]))
        actions.prepare(provider, DataClass.UNSENT, today=today, now=now - timedelta(hours=20), by=other)
