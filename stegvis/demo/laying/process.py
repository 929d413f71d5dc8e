"""Programs in the middle of the region's process, laid by the process's own doors: nothing is let past them."""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from stegvis.access.actor import Actor
from stegvis.authoring.building import build_program
from stegvis.authoring.freeze import freeze
from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.authoring.models.drafts import save_draft
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import Candidate, Program, ProgramVersion
from stegvis.demo.content.process import FIXED_STEP, told
from stegvis.demo.laying.nominated import lay_nomination
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.demo.laying.prototypes import lay_prototype_program, lay_prototypes
from stegvis.demo.laying.risks import Upto, lay_risks
from stegvis.governance import actions as process
from stegvis.governance.checklist import actions as checklist
from stegvis.governance.checklist.actions import CannotTick
from stegvis.governance.checklist.queries import checklist as lines_of
from stegvis.governance.kinds import DecisionKind, Lane, MemberKind, Stage
from stegvis.governance.lanes import decisions, opening
from stegvis.governance.models import Initiative, Member
from stegvis.governance.moving import next_number, open_stage_tasks, tell
from stegvis.governance.review import actions as review
from stegvis.governance.risks import actions as risks
from stegvis.governance.risks.actions.signing import mark
from stegvis.governance.risks.queries import state_of
from stegvis.governance.risks.rows import Values
from stegvis.governance.routines import actions as routines
from stegvis.lib.clock import local_day

PUBLISHER = "utgivare"
GROUP = {told.MEDICAL: MemberKind.MEDICAL, told.SAFETY: MemberKind.SAFETY, told.SECURITY: MemberKind.SECURITY}


def lay_process(places: Places, versions: dict[str, ProgramVersion], rework: Initiative, now: datetime) -> None:
    """One program in each of the later stages, and what was done for those that are in use. Some seconds."""
    for slug in told.OLD:
        _in_use(places, versions[slug], slug, now)
    _next_version(places, versions, now)
    _stale(places, rework, now)
    _in_design(places, now)
    _in_review(places, now)
    _approved(places, now)
    _urgent(places, now)
    _brought_in(places, now)
    _withdrawn(places, now)


# --- In each stage ------------------------------------------------------------------------------


def _in_use(places: Places, version: ProgramVersion, slug: str, now: datetime) -> None:
    """Came in with the decisions of the time before, and with an analysis of its risks."""
    unit, owner, deputy, manager = told.OLD[slug]
    at = version.published_at - timedelta(days=20)
    work = told.Work(
        program={"title": version.title},  # type: ignore[typeddict-item]  # the title is all that is asked for
        unit=unit, owner=owner, deputy=deputy, manager=manager, care=owner, days_ago=0, entry={},
    )  # fmt: skip
    found = _initiative(places, work, version.program, Lane.BROUGHT_IN, Stage.PREPARATION, at)
    found.candidate = version.clearance.candidate
    found.save(update_fields=["candidate"])
    lay_risks(places, found, slug, Upto.APPROVED, at + timedelta(days=2))
    found.version, found.stage, found.stage_since = version, Stage.PUBLISHED, version.published_at
    found.save(update_fields=["version", "stage", "stage_since"])
    details = {"version": version.number}
    tell(found, "initiative:publish", details=details, now=version.published_at, by=places.actor(owner, unit))


def _next_version(places: Places, versions: dict[str, ProgramVersion], now: datetime) -> None:
    """Laid forward, with an analysis where something is still wanting."""
    slug, unit, owner, deputy, manager = told.NEXT
    version = versions[slug]
    page = ProgramPage.objects.get(program_uuid=version.program_id)
    row = ModulePage.objects.child_of(page).order_by("path")[0]
    module: Any = row.get_latest_revision_as_object()
    body = deepcopy(module.body.get_prep_value())
    block = next(each for each in body[0]["value"]["steps"][0]["value"]["blocks"] if each["type"] == "text")
    block["value"]["body"] += told.NEXT_WORDS
    module.body = body
    save_draft(module, _designer(places).account_id)
    work = told.Work(
        program={"title": f"{version.title}, nästa version"},  # type: ignore[typeddict-item]  # as above
        unit=unit, owner=owner, deputy=deputy, manager=manager, care=owner, days_ago=0, entry={},
    )  # fmt: skip
    found = _initiative(places, work, version.program, Lane.VERSION, Stage.DESIGN, now - timedelta(days=30))
    candidate = freeze(page, told.NEXT_NOTE, now=now - timedelta(days=7), by=_designer(places))
    review.propose(found, candidate.pk, now=now - timedelta(days=6), by=_designer(places))
    lay_risks(places, found, "folj-upp-maendet", Upto.WORKING, now - timedelta(days=4))


def _stale(places: Places, rework: Initiative, now: datetime) -> None:
    """Approved for the round before: what the newest one changed makes rows stale."""
    newest = rework.candidate
    for slug, kind in GROUP.items():
        Member.objects.get_or_create(
            initiative=rework,
            account=places.accounts[slug],
            left_at=None,
            defaults={"kind": kind, "invited_by": rework.opened_by, "invited_at": rework.opened_at},
        )
    if rework.program is None or newest is None:
        return
    rework.candidate = rework.program.candidates.exclude(pk=newest.pk).order_by("-frozen_at").first()
    rework.save(update_fields=["candidate"])
    lay_risks(places, rework, "rorelse-vid-artros", Upto.APPROVED, now - timedelta(days=8))
    rework.candidate = newest
    rework.save(update_fields=["candidate"])


def _in_design(places: Places, now: datetime) -> None:
    """The working group walks a prototype and says what it thinks."""
    page = lay_prototype_program(places, now - timedelta(days=60))
    program = Program.objects.get(pk=page.program_uuid)
    work = replace(told.REVIEWED, program={"title": page.title})  # type: ignore[typeddict-item]  # as above
    found = _initiative(places, work, program, Lane.NEW, Stage.DESIGN, now - timedelta(days=58))
    found.designer = places.accounts["samir-kaya"]
    found.save(update_fields=["designer"])
    lay_prototypes(places, found, now)


def _in_review(places: Places, now: datetime) -> None:
    _reviewable(places, told.REVIEWED, now - timedelta(days=6))


def _approved(places: Places, now: datetime) -> None:
    found = _reviewable(places, told.APPROVED, now - timedelta(days=12))
    review.approve(found, told.APPROVAL, now=now - timedelta(days=3), by=_coordinator(places))


def _urgent(places: Places, now: datetime) -> None:
    """Published long ago with a fault that somebody saw; the fix is out and waits for its review."""
    work = told.URGENT
    page, candidate = _frozen(places, work, now - timedelta(days=work.days_ago), told.NOTE)
    kaj, owner = _coordinator(places), places.actor(work.owner, work.unit)
    at = now - timedelta(days=work.days_ago - 5)
    clearance = catalogue.clear(candidate, ClearanceKind.BROUGHT_IN, told.BRING_IN_REASON, now=at, by=kaj)
    catalogue.name_publisher(candidate.program, owner.account, now=at, by=kaj)
    catalogue.publish(clearance, now=at, by=owner)
    _mend(places, page)
    found = _initiative(places, work, candidate.program, Lane.URGENT, Stage.DESIGN, now - timedelta(hours=30))
    fixed = freeze(page, told.URGENT_NOTE, now=now - timedelta(hours=28), by=_designer(places))
    review.propose(found, fixed.pk, now=now - timedelta(hours=28), by=_designer(places))
    review.clear_urgent(found, told.URGENT_REASON, now=now - timedelta(hours=27), by=kaj)
    review.publish(found, None, now=now - timedelta(hours=26), by=owner)


def _brought_in(places: Places, now: datetime) -> None:
    work = told.BROUGHT_IN
    _page, candidate = _frozen(places, work, now - timedelta(days=work.days_ago), told.NOTE)
    kaj = _coordinator(places)
    owner = places.accounts[work.owner].pk
    at = now - timedelta(days=work.days_ago - 2)
    found = opening.bring_in(candidate.program, owner, told.BRING_IN_REASON, now=at, by=kaj)
    for kind, days, who, reference in told.DECISIONS:
        on = local_day(now - timedelta(days=days))
        decisions.record(found, DecisionKind(kind), on, who, reference, now=at + timedelta(days=1), by=kaj)


def _withdrawn(places: Places, now: datetime) -> None:
    work = told.REVIEWED
    found = _initiative(places, work, None, Lane.NEW, Stage.NOMINATION, now - timedelta(days=90))
    found.title = told.WITHDRAWN_TITLE
    found.save(update_fields=["title"])
    owner = places.actor(work.owner, work.unit)
    process.withdraw(found, told.WITHDRAWN_REASON, now=now - timedelta(days=70), by=owner)


# --- What they share ----------------------------------------------------------------------------


def _reviewable(places: Places, work: told.Work, asked: datetime) -> Initiative:
    """From design to the final review: proposed, analysed, signed, ticked, asked for."""
    began = asked - timedelta(days=work.days_ago - 30)
    _page, candidate = _frozen(places, work, asked - timedelta(days=16), told.NOTE)
    found = _initiative(places, work, candidate.program, Lane.NEW, Stage.DESIGN, began)
    review.propose(found, candidate.pk, now=asked - timedelta(days=15), by=_designer(places))
    _routine(places, work, found, asked - timedelta(days=20))
    _analyse(places, work, found, asked - timedelta(days=10))
    _tick(places, work, found, asked - timedelta(days=2))
    review.ask_review(found, now=asked, by=_designer(places))
    return found


def _frozen(places: Places, work: told.Work, at: datetime, note: str) -> tuple[ProgramPage, Candidate]:
    page = build_program(places.publishers[PUBLISHER], work.program, _designer(places))
    candidate: Candidate = freeze(page, note, now=at, by=_designer(places))
    day = local_day(places.now) + timedelta(days=500)
    values = {**work.entry, "review_by_on": day}
    catalogue.describe(candidate.program, values, 0, now=at, by=_coordinator(places))
    return page, candidate


def _initiative(
    places: Places, work: told.Work, program: Program | None, lane: Lane, stage: Stage, at: datetime
) -> Initiative:
    """A row as the earlier steps would have left it."""
    unit, accounts = places.units[work.unit], places.accounts
    found = Initiative.objects.create(
        provider=places.provider,
        number=next_number(places.provider, at),
        lane=lane,
        stage=stage,
        stage_since=at,
        title=str(work.program["title"]),
        administration=unit.administration,
        unit=unit,
        opened_by=accounts[work.owner],
        opened_at=at - timedelta(days=20),
        manager=accounts[work.manager],
        owner=accounts[work.owner],
        deputy_owner=accounts[work.deputy],
        designer=accounts[told.DESIGNER],
        publisher_unit=places.publishers[PUBLISHER],
        program=program,
        target_on=local_day(places.now + timedelta(days=30)),
    )
    for slug, kind in {work.care: MemberKind.CARE, **GROUP}.items():
        Member.objects.create(
            initiative=found, account=accounts[slug], kind=kind, invited_by=accounts[work.owner], invited_at=at
        )
    owner = places.actor(work.owner, work.unit)
    begun = "program:bring_in" if lane == Lane.BROUGHT_IN else "initiative:program"
    tell(found, begun, details={"program": found.title}, now=at - timedelta(days=20), by=owner)
    open_stage_tasks(found, now=at)
    if lane == Lane.NEW and stage != Stage.NOMINATION:
        lay_nomination(found, at - timedelta(days=20))
    return found


def _analyse(places: Places, work: told.Work, found: Initiative, at: datetime) -> None:
    """Care staff write the rows, everyone demanded signs, the coordinator approves."""
    nurse = places.actor(work.care, work.unit)
    analysis = risks.begin(found, now=at, by=nurse)
    document = open_document(found.candidate.document_id)  # type: ignore[union-attr]  # just proposed
    steps = {document.text(step.key("title")): step.id for module in document.modules for step in module.steps}
    for number, row in enumerate(work.risks):
        values = Values(
            risk=row.risk,
            cause=row.cause,
            consequence=row.consequence,
            likelihood=row.likelihood,
            comment=row.comment,
            action=row.action,
            responsible=places.accounts[work.owner].pk,
            due_on=local_day(at + timedelta(days=5)),
            residual_consequence=row.consequence,
            residual_likelihood=1,
            places=(steps[row.leans_on],),
        )
        risks.add_row(analysis, values, now=at + timedelta(minutes=10 * number), by=nurse)
    signers = (nurse, *(places.somebody(slug) for slug in GROUP))
    for number, signer in enumerate(signers):
        risks.sign(analysis, _seen(found), now=at + timedelta(days=1, hours=number), by=signer)
    risks.approve(analysis, _seen(found), now=at + timedelta(days=4), by=_coordinator(places))


def _routine(places: Places, work: told.Work, found: Initiative, at: datetime) -> None:
    owner = places.actor(work.owner, work.unit)
    draft = routines.save(found, told.ROUTINE, 0, now=at, by=owner)
    routines.establish(found, draft.revision, "", now=at + timedelta(hours=1), by=owner)


def _seen(found: Initiative) -> str:
    state = state_of(found)
    return mark(state) if state else ""


def _tick(places: Places, work: told.Work, found: Initiative, at: datetime) -> None:
    """Whatever the system cannot see by itself, each by one of those who may."""
    people = [
        places.actor(work.care, work.unit),
        places.actor(work.owner, work.unit),
        _designer(places),
        places.somebody(told.MEDICAL),
        _coordinator(places),
    ]
    for number, line in enumerate(lines_of(found)):
        if line.tickable:
            _first_who_may(people, found, line.line.key, at + timedelta(minutes=7 * number))


def _first_who_may(people: list[Actor], found: Initiative, key: str, at: datetime) -> None:
    for person in people:
        try:
            checklist.tick(found, key, now=at, by=person)
        except CannotTick:
            continue
        return


def _mend(places: Places, page: ProgramPage) -> None:
    """The step with the wrong number, with the right one."""
    row = ModulePage.objects.child_of(page).order_by("path")[0]
    module: Any = row.get_latest_revision_as_object()
    body = deepcopy(module.body.get_prep_value())
    step = body[0]["value"]["steps"][-1]["value"]
    for block, fixed in zip(step["blocks"], FIXED_STEP["blocks"], strict=True):
        block["value"] = {**block["value"], **fixed["value"]}
    module.body = body
    save_draft(module, _designer(places).account_id)


def _designer(places: Places) -> Actor:
    return places.actor(told.DESIGNER, PUBLISHER)


def _coordinator(places: Places) -> Actor:
    return places.actor(COORDINATOR, "region")
