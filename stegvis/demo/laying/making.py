"""Routines of the demo's programs and units; and for each initiative that is being made, its group, meetings, plan."""

from datetime import datetime, timedelta
from uuid import UUID

from stegvis.catalogue.models import Program, ProgramRoutine, UnitRoutine
from stegvis.demo.content.making.groups import MEETINGS, MEMBERS, PLAN
from stegvis.demo.content.making.routines import OF_UNITS, ROUTINES
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.governance.group.kinds import Answer
from stegvis.governance.kinds import MemberKind, Stage
from stegvis.governance.models import Attendance, Decision, Initiative, Meeting, Member, Milestone
from stegvis.lib.clock import local_day

_MADE = (Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW)


def lay_routines(places: Places, programs: dict[str, UUID], now: datetime) -> None:
    """The region's routine for each program, and some units' own. `programs`: by the content's own names."""
    templates: dict[str, ProgramRoutine] = {}
    for name, texts in ROUTINES.items():
        if name not in programs:
            continue
        at, who = now - timedelta(days=100), places.accounts[COORDINATOR]
        templates[name] = ProgramRoutine.objects.create(
            program=Program.objects.get(pk=programs[name]), provider=places.provider, number=1, sections=texts,
            revision=1, saved_by=who, saved_at=at, established_by=who, established_at=at,
        )  # fmt: skip
    for name, unit, slug, days, own in OF_UNITS:
        if name not in templates:
            continue
        at, who = now - timedelta(days=days), places.accounts[slug]
        UnitRoutine.objects.create(
            program=templates[name].program, unit=places.units[unit], template=templates[name], number=1,
            sections={**ROUTINES[name], **own}, revision=1, saved_by=who, saved_at=at, established_by=who,
            established_at=at,
        )  # fmt: skip


def lay_groups(places: Places, now: datetime) -> None:
    """For what is being made in the region: people, meetings behind and ahead, a plan. Some rows for each."""
    rows = Initiative.objects.filter(provider=places.provider, stage__in=_MADE).order_by("opened_at", "pk")
    for initiative in rows:
        if not initiative.members.exists():
            _members(places, initiative, now)
        if not initiative.meetings.exists():
            _meetings(places, initiative, now)
            _plan(initiative, now)


def _members(places: Places, initiative: Initiative, now: datetime) -> None:
    by = initiative.owner_id or initiative.opened_by_id
    Member.objects.bulk_create(
        Member(
            initiative=initiative, account=places.accounts[slug], kind=MemberKind(kind), invited_by_id=by,
            invited_at=now - timedelta(days=70),
        )
        for slug, kind in MEMBERS
    )  # fmt: skip


def _meetings(places: Places, initiative: Initiative, now: datetime) -> None:
    by = initiative.owner_id or initiative.opened_by_id
    people = list(initiative.members.filter(left_at__isnull=True).values_list("account_id", flat=True))
    for held in MEETINGS:
        at = (now + timedelta(days=held.days)).replace(hour=12, minute=0, second=0, microsecond=0)
        done = held.days < 0
        meeting = Meeting.objects.create(
            initiative=initiative, title=held.title, starts_at=at, minutes=60, place=held.place, agenda=held.agenda,
            notes=held.notes, made_by_id=by, made_at=at - timedelta(days=14), held_at=at if done else None,
            revision=int(done),
        )  # fmt: skip
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting, account_id=pk, answer=Answer.YES if number else Answer.ASKED,
                present=(number != 2) if done else None,
            )
            for number, pk in enumerate(people)
        )  # fmt: skip
        Decision.objects.bulk_create(Decision(meeting=meeting, text=text, by_id=by, at=at) for text in held.decisions)


def _plan(initiative: Initiative, now: datetime) -> None:
    by = initiative.owner_id or initiative.opened_by_id
    Milestone.objects.bulk_create(
        Milestone(
            initiative=initiative, title=title, due_on=local_day(now) + timedelta(days=days), made_by_id=by,
            made_at=now - timedelta(days=60), done_at=now + timedelta(days=days) if done else None,
            done_by_id=by if done else None,
        )
        for title, days, done in PLAN
    )  # fmt: skip
