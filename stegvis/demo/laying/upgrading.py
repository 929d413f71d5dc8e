"""A newer version of a program that residents are in the middle of: offered, one moved, one in the middle of a form."""

from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from stegvis.access.hats import hats_of
from stegvis.authoring.actions import freeze
from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.authoring.models.drafts import save_draft
from stegvis.care import actions, upgrades
from stegvis.care.kinds import MoveState
from stegvis.care.models import Move
from stegvis.care.moves import Offering
from stegvis.care.schedule.upgrading import find_residents
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import ProgramVersion
from stegvis.catalogue.policies import Placing
from stegvis.course import walk
from stegvis.course.models import Response
from stegvis.demo.content import people
from stegvis.demo.content import upgrading as content
from stegvis.demo.content.shapes import Step
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.demo.laying.programs import DESIGNER
from stegvis.lib.clock import local_day
from stegvis.questionnaires import queries as library

# A base of ids of its own, so that the step is the same each time.
STEP_ID = "5d1d5d3c-0000-4000-9000-{:012d}"


def lay_upgrades(places: Places, versions: dict[str, ProgramVersion], now: datetime) -> None:
    """Published a week ago, offered to everybody who walks the first version."""
    old = versions[content.OF]
    new = _newer(places, old, now - timedelta(days=7))
    coordinator = places.actor(COORDINATOR, str(people.PROVIDER["slug"]))
    offering = Offering(old, new, new.program.publisher_unit.provider)
    actions.start_upgrade(offering, due_at=now, text=content.TO_RESIDENTS, now=now - timedelta(days=2), by=coordinator)
    find_residents(now=now)
    _decide(now)


def _newer(places: Places, old: ProgramVersion, at: datetime) -> ProgramVersion:
    """One step more, and a series every week instead of every other."""
    designer, coordinator = places.actor(DESIGNER, "utgivare"), places.actor(COORDINATOR, str(people.PROVIDER["slug"]))
    page = ProgramPage.objects.get(program_uuid=old.program_id)
    module = ModulePage.objects.child_of(page).order_by("path").last().get_latest_revision_as_object()
    body = deepcopy(module.body.get_prep_value())
    body[-1]["value"]["steps"].append(_new_step(content.STEP))
    module.body = body
    save_draft(module, designer.account_id)
    draft = page.get_latest_revision_as_object()
    asked = deepcopy(draft.measurements.get_prep_value())
    for each in asked:
        value = each["value"]
        if value["when"] == "every" and value["days"] == 14 and "gad-7" in str(value["questionnaire"]):
            value["days"], value["times"] = 7, 8
    draft.measurements = asked
    save_draft(draft, designer.account_id)
    candidate = freeze(page, content.NOTE, now=at, by=designer)
    clearance = catalogue.clear(candidate, ClearanceKind.BROUGHT_IN, content.REASON, now=at, by=coordinator)
    version: ProgramVersion = catalogue.publish(clearance, now=at, by=designer)
    for unit in people.DISTRIBUTIONS[content.OF]:
        catalogue.distribute(Placing(version, places.units[unit]), now=at + timedelta(days=1), by=coordinator)
    return version


def _decide(now: datetime) -> None:
    """The therapists have begun: one resident is moved, one is in the middle of a form and waits."""
    moved = waiting = False
    for move in Move.objects.filter(state=MoveState.OFFERED).select_related("enrolment__course__world").order_by("pk"):
        course = move.enrolment.course
        occasion = next((each for each in walk.shown(course, now).occasions if each.is_answerable), None)
        begun = course.responses.filter(state="draft").exists()
        if not waiting and (begun or occasion is not None):
            if occasion is not None and not begun:
                form = library.by_digest(occasion.questionnaire)
                Response.objects.get_or_create(
                    course=course,
                    occasion=occasion.key,
                    defaults={"definition": form, "answers": {}, "revision": 1, "started_at": now, "saved_at": now},
                )
            waiting = _choose(move, now)
        elif not moved and not begun and move.waits == "":
            moved = _choose(move, now)
        if moved and waiting:
            return


def _choose(move: Move, now: datetime) -> bool:
    """By the therapist, who has read what it does."""
    unit = str(move.enrolment.unit_id)
    hats = hats_of(move.enrolment.therapist, local_day(now))
    therapist = next((each for each in hats if each.hat.unit_id == unit and each.can("enrolment:steer")), None)
    if therapist is None:
        return False
    offer = upgrades.offer_of(therapist, move.enrolment, move.enrolment.course.now())
    if offer is None or offer.rehearsal is None:
        return False
    actions.choose_move(offer.move, offer.rehearsal.digest, by=therapist)
    return True


def _new_step(raw: Step) -> dict[str, Any]:
    """A step as the editor keeps it."""
    blocks = [
        {"type": block["type"], "id": STEP_ID.format(number), "value": dict(block["value"])}
        for number, block in enumerate(raw["blocks"], start=1)
    ]
    return {"type": "step", "id": STEP_ID.format(0), "value": {"title": raw["title"], "blocks": blocks}}
