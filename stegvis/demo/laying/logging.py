"""Something to see in the log: a block, an emergency opening to follow up, and random checks, one done and one begun."""

from datetime import datetime, timedelta

from django.db.models import Count

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.kinds import LogOutcome
from stegvis.access.log_review import actions as review
from stegvis.access.log_review import queries
from stegvis.access.models import Account, Patient
from stegvis.access.models.settings import SettingChange
from stegvis.access.settings import Key
from stegvis.care.blocks import actions
from stegvis.care.blocks.policies import Across, Wish
from stegvis.care.kinds import AcrossKind
from stegvis.care.models import Enrolment
from stegvis.demo.content import people
from stegvis.demo.laying.entries import Act, log_acts
from stegvis.demo.laying.hours import at_local
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

REVIEWER, REASON = "gudrun-hedlund", "the demo lays out its own people"
DANGER = "Kom till akuten förvirrad. Vi behöver veta vilka läkemedel och vilka symtom som är kända."
# Whose head has a question to answer.
ASKED_AT = "Psykiatrimottagningen Norr"
NOTES = (
    "Egen patient, bokat besök samma dag.",
    "Ersatte en kollega som var sjuk. Stämmer med bemanningen.",
    "Tog hand om en flagga.",
)


def lay_log(places: Places, now: datetime) -> None:
    """A couple of dozen rows; needs the lives and their entries."""
    SettingChange.objects.create(
        provider=places.provider,
        key=Key.LOG_STAFF_NAMES.value,
        value=True,
        before=None,
        at=now - timedelta(days=120),
        by=str(places.accounts[COORDINATOR].pk),
    )
    _block_and_emergency(places, now)
    _at_night(places, now)
    reviewer = places.actor(REVIEWER, str(people.PROVIDER["slug"]))
    _check(reviewer, now - timedelta(days=28), 6, done=True)
    _check(reviewer, now - timedelta(hours=3), 8, done=False)
    _check(places.actor("leila-haddad", "psyk-norr"), now - timedelta(days=2), 5, done=False)


def _check(by: Actor, at: datetime, size: int, *, done: bool) -> None:
    reviewed = queries.reviewed_by(by)
    if reviewed is None:
        return
    last = local_day(at)
    try:
        made = review.draw_check(reviewed, last - timedelta(days=30), last, size, now=at, by=by, seed=f"demo{size}")
    except Cannot:
        return
    drawn = queries.drawn(made)
    items = [row.item for row in drawn]
    asked_about = next((n for n, row in enumerate(drawn) if row.entry and row.entry.unit_name == ASKED_AT), 1)
    for number, item in enumerate(items if done else items[: max(size // 2, asked_about + 1)]):
        asked = number == asked_about and not done
        outcome = LogOutcome.ASKED if asked else LogOutcome.JUSTIFIED
        question = (
            "Vad var anledningen till att journalen öppnades den kvällen?" if asked or (number == 1 and done) else ""
        )
        answer = "Hon ersatte en kollega på kvällsmottagningen." if number == 1 and done else ""
        note = "" if asked else NOTES[number % len(NOTES)]
        review.judge(item, outcome, note, question=question, answer=answer, now=at, by=by)
    if done:
        review.finish(made, now=at + timedelta(hours=1), by=by)


def _block_and_emergency(places: Places, now: datetime) -> None:
    """The first resident, by name, who has programs on two units: one is blocked, and opened at the other."""
    rows = Enrolment.objects.without_asking_who_because(REASON)
    several = rows.values("patient").annotate(units=Count("unit", distinct=True)).filter(units__gt=1)
    patients = Patient.objects.without_asking_who_because(REASON).filter(pk__in=[row["patient"] for row in several])
    for patient in patients.order_by("family_name", "given_name"):
        here, there = _two_units(patient)
        account = Account.objects.filter(resident=True, person_id=patient.person_id).first()
        if account is None:
            continue
        wish = Wish(patient.person, places.provider, there.unit)
        actions.set_block(wish, "", now=now - timedelta(days=20), by=hats_of(account, local_day(now))[0])
        by = next(hat for hat in hats_of(here.therapist, local_day(now)) if hat.hat.unit_id == str(here.unit_id))
        across = Across(here, AcrossKind.EMERGENCY)
        actions.see_blocked(across, DANGER, by=by)
        actions.open_in_emergency(across, DANGER, now=now - timedelta(hours=5), by=by)
        return


def _two_units(patient: Patient) -> tuple[Enrolment, Enrolment]:
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(patient=patient)
    found = list(
        rows.select_related("unit__provider", "therapist", "course__world", "course__person").order_by("started_at")
    )
    other = next(row for row in found if row.unit_id != found[-1].unit_id)
    return found[-1], other


def _at_night(places: Places, now: datetime) -> None:
    """Somebody opened a colleague's patient late in the evening: what a hint is for."""
    by = places.actor("mikael-sandberg", "psyk-norr")
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(unit=places.units["psyk-norr"])
    row = rows.exclude(therapist=places.accounts["mikael-sandberg"]).order_by("started_at").first()
    if row is not None:
        at = at_local(local_day(now - timedelta(days=2)), 23, 41)
        log_acts([Act(at, by, "enrolment:read", row, read=True)], now)
