"""What the law asks for, in the demo region: information published, an assessment, incidents, rights, reports."""

from datetime import datetime, timedelta

from django.utils import timezone

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.models import Account
from stegvis.care.kinds import DisclosureDecision, DisclosureGround, ObjectionKind, Recipient
from stegvis.care.models import Enrolment
from stegvis.care.rights import actions as rights
from stegvis.care.rights.policies import Against
from stegvis.catalogue.queries.record import programs_to_hand_out
from stegvis.course.kinds import Phase, WorldKind
from stegvis.demo.content import law as content
from stegvis.demo.content import people
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.law.actions import editions, incidents
from stegvis.law.actions.incidents import Reported
from stegvis.law.deadlines import Level
from stegvis.law.kinds import GroundKind, IncidentKind
from stegvis.law.models import InformationEdition, InformationSeen
from stegvis.law.policies.editions import Used
from stegvis.law.queries.grounds import holding
from stegvis.lib.clock import local_day
from stegvis.support.actions import handling, sending
from stegvis.support.kinds import AnswerBy, CaseKind

REASON = "the demo lays out its own people"


def lay_law(places: Places, now: datetime) -> None:
    """A few dozen rows; needs the lives."""
    by = places.actor(COORDINATOR, str(people.PROVIDER["slug"]))
    _grounds(places, now, by)
    _information(places, now, by)
    _assessment(places, now, by)
    _breach(places, now, by)
    _outage(places, now, by)
    _rights(places, now)
    _reports(places, now, by)


def _grounds(places: Places, now: datetime, by: Actor) -> None:
    """Every program that the region has is used for care."""
    at = now - timedelta(days=205)
    for program in programs_to_hand_out(places.provider.pk):
        held = holding(program.pk, places.provider)
        used = Used(program, places.provider)
        editions.settle_ground(used, GroundKind(held.kind), held.controller, held.basis, now=at, by=by)


def _information(places: Places, now: datetime, by: Actor) -> None:
    """Published before anybody began; everybody who has been in a program was shown it, the newest meet it first."""
    at = now - timedelta(days=200)
    edition: InformationEdition = editions.begin_information(places.provider, now=at, by=by)
    editions.publish_information(edition, 1, now=at, by=by)
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(provider=places.provider)
    rows = rows.filter(course__last_active_at__isnull=False)
    # The first of each person is what is left.
    began = dict(rows.order_by("-started_at").values_list("course__person_id", "started_at"))
    InformationSeen.objects.bulk_create(
        InformationSeen(person_id=person, edition=edition, seen_at=started) for person, started in began.items()
    )


def _assessment(places: Places, now: datetime, by: Actor) -> None:
    """Half of it answered: the rest shows what is left to people."""
    at = now - timedelta(days=40)
    edition = editions.begin_impact(places.provider, now=at, by=by)
    editions.write_impact(edition, content.ASSESSED, 1, by=by)


def _breach(places: Places, now: datetime, by: Actor) -> None:
    """Reported yesterday evening by somebody on a unit: the clock is running."""
    unit = places.units["psyk-norr"]
    reporter = places.actor("leila-haddad", "psyk-norr")
    known = now - timedelta(hours=19)
    raw = content.BREACH
    said = Reported(
        [IncidentKind.BREACH],
        raw["title"],
        raw["text"],
        known,
        "demo-breach",
        happened_at=known - timedelta(days=1),
        unit_id=unit.pk,
    )
    made = incidents.report(places.provider, said, now=known + timedelta(minutes=40), by=reporter)
    at = known + timedelta(hours=12)
    incidents.give(made, by.account, now=at, by=by)
    made.refresh_from_db()
    incidents.judge(made, IncidentKind.BREACH, Level.RISK, raw["why"], made.version_no, now=at, by=by)
    due = timezone.localdate(now) + timedelta(days=1)
    incidents.ask(made, raw["task"], reporter.account, due, "demo", now=at, by=by)


def _outage(places: Places, now: datetime, by: Actor) -> None:
    """Looked into and closed."""
    known, raw = now - timedelta(days=34), content.OUTAGE
    said = Reported([IncidentKind.CYBER], raw["title"], raw["text"], known, "demo-outage", happened_at=known)
    made = incidents.report(places.provider, said, now=known + timedelta(hours=1), by=by)
    at = known + timedelta(hours=5)
    incidents.judge(made, IncidentKind.CYBER, Level.MINOR, raw["why"], made.version_no, now=at, by=by)
    incidents.close(made, raw["lessons"], now=known + timedelta(days=9), by=by)


def _rights(places: Places, now: datetime) -> None:
    """An objection by one resident of a unit, and a disclosure about another."""
    unit = places.units["psyk-norr"]
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(unit=unit, course__phase=Phase.ACTIVE)
    rows = rows.filter(course__world__kind=WorldKind.REAL).select_related(
        "course__person", "unit__provider", "therapist"
    )
    found = list(rows.order_by("patient__family_name", "patient__given_name", "started_at")[:8])
    if len(found) < 2:
        return
    account = Account.objects.filter(resident=True, person_id=found[0].course.person_id).first()
    if account is not None:
        against = Against(found[0].course.person, places.provider)
        resident = hats_of(account, local_day(now))[0]
        rights.note(against, ObjectionKind.FOLLOW_UP, content.OBJECTED, now=now - timedelta(days=3), by=resident)
    row = found[1]
    by = next(hat for hat in hats_of(row.therapist, local_day(now)) if hat.hat.unit_id == str(unit.pk))
    raw, decided = content.DISCLOSED, timezone.localdate(now) - timedelta(days=6)
    asked = rights.Asked(
        asked_on=decided - timedelta(days=4),
        recipient_kind=Recipient.AUTHORITY,
        recipient=raw["recipient"],
        what=raw["what"],
        ground=DisclosureGround.CONSENT,
        examination=raw["examination"],
        decision=DisclosureDecision.PARTLY,
        reason=raw["reason"],
        decided_by="Leila Haddad, enhetschef",
        decided_on=decided,
        once="demo-disclosure",
    )
    rights.record(row, asked, now=now - timedelta(days=5), by=by)


def _reports(places: Places, now: datetime, by: Actor) -> None:
    """Two reports of what is not accessible, from people who had not signed in: one answered, one waiting."""
    for raw, days in ((content.UNREADABLE, 16), (content.UNANSWERED, 4)):
        at = now - timedelta(days=days, hours=2)
        sent = sending.Sent(
            kind=CaseKind.ACCESSIBILITY,
            subject=raw["subject"],
            text=raw["text"],
            once=f"demo-accessibility-{days}",
            page="entrance:accessibility",
            answer_by=AnswerBy.CODE,
        )
        case = sending.send(places.provider, sent, now=at, by=Actor.nobody())
        if "answer" in raw:
            handling.answer(case, raw["answer"], "demo", now=at + timedelta(days=5), by=by)
