"""Cases, documents, trainings and bulletins of the demo region, laid out through the doors in their time."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.identity import read_number
from stegvis.access.kinds import Role
from stegvis.catalogue.models import ProgramVersion
from stegvis.demo.content import people
from stegvis.demo.content.support.bulletins import BULLETINS
from stegvis.demo.content.support.cases import CASES, Sent
from stegvis.demo.content.support.documents import DOCUMENTS, DRAFT, Document
from stegvis.demo.content.support.trainings import ABSENT, DATES, TAKEN, TRAININGS, questions
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.demo.laying.practising import lay_practice
from stegvis.governance.changes import queries as changes
from stegvis.governance.changes.actions import open_change
from stegvis.governance.changes.kinds import Origin
from stegvis.lib.clock import local_day
from stegvis.support.actions import bulletins, documents, handling, sending, taking, training
from stegvis.support.kinds import AnswerBy, CaseKind, DocumentKind, Way
from stegvis.support.models import Case, RegionalDocument, Training
from stegvis.support.queries.cases import text_of
from stegvis.support.queries.training import published


def lay_support(places: Places, versions: dict[str, ProgramVersion], now: datetime) -> None:
    """About a hundred rows."""
    _documents(places, now)
    _trainings(places, now)
    _bulletins(places, now)
    lay_practice(places, versions, now)
    for raw in sorted(CASES, key=lambda row: -row["days_ago"]):
        _case(places, versions, raw, now)


def _keeper(places: Places, slug: str = COORDINATOR) -> Actor:
    return places.actor(slug, str(people.PROVIDER["slug"]))


def _anybody(places: Places, slug: str) -> Actor:
    """A member of staff under their first hat."""
    return hats_of(places.accounts[slug], local_day(places.now))[0]


def _documents(places: Places, now: datetime) -> None:
    made = {raw["title"]: _document(places, raw, now) for raw in DOCUMENTS}
    title, changed, body = DRAFT
    raw = next(row for row in DOCUMENTS if row["title"] == title)
    by = _keeper(places, "jonas-westman")
    at = now - timedelta(days=1)
    documents.save(made[title], _written(raw, body, changed, now), 0, now=at, by=by)


def _document(places: Places, raw: Document, now: datetime) -> RegionalDocument:
    by = _keeper(places)
    (first, _nothing, begun), *later = raw["editions"]
    at = now - timedelta(days=first, hours=3)
    document: RegionalDocument = documents.create(places.provider, _written(raw, begun, "", now), now=at, by=by)
    documents.publish(document, 1, now=at, by=by)
    for days_ago, changed, body in later:
        at = now - timedelta(days=days_ago, hours=3)
        documents.save(document, _written(raw, body, changed, now), 0, now=at, by=by)
        documents.publish(document, 1, now=at, by=by)
    return document


def _written(raw: Document, body: str, changed: str, now: datetime) -> documents.Written:
    review_on = timezone.localdate(now) + timedelta(days=raw["review_in"])
    kind = DocumentKind(raw["kind"])
    return documents.Written(
        raw["title"], raw["summary"], body, kind, raw["language"], raw["contact"], review_on, changed
    )


def _trainings(places: Places, now: datetime) -> None:
    by, long_ago = _keeper(places), now - timedelta(days=830)
    made: dict[str, Training] = {}
    for raw in TRAININGS:
        steps = [{"title": title, "body": body} for title, body in raw["steps"]]
        content = training.Content(
            title=raw["title"],
            role=raw["role"],
            way=Way(raw["way"]),
            valid_months=raw["months"],
            lead=raw["lead"],
            steps=steps,
            questions=questions(raw["questions"]),
            pass_percent=75,
            minutes=raw["minutes"],
        )
        row = made[raw["slug"]] = training.create(places.provider, content, now=long_ago, by=by)
        training.publish(row, 1, now=long_ago, by=by)
        roles = [Role(value) for value in raw["demanded_of"]]
        training.demand(row, roles, now=now - timedelta(days=60), by=by)
    _taken(places, made, now)
    _dates(places, made, now)


def _taken(places: Places, made: dict[str, Training], now: datetime) -> None:
    for who, slug, days_ago in TAKEN:
        _pass(places, made[slug], who, now - timedelta(days=days_ago, hours=1))
    # Somebody who has tried, and not passed yet.
    edition = published(made["designer"])
    if edition:
        wrong = [(asked["right"] + 1) % len(asked["options"]) for asked in edition.questions]
        trainee = _anybody(places, "tove-ringdahl")
        taking.try_test(edition, wrong, "demo-tove", now=now - timedelta(days=2), by=trainee)


def _pass(places: Places, row: Training, who: str, at: datetime) -> None:
    edition = published(row)
    if edition:
        answers = [asked["right"] for asked in edition.questions]
        taking.try_test(edition, answers, f"demo-{row.pk}-{who}"[:64], now=at, by=_anybody(places, who))


def _dates(places: Places, made: dict[str, Training], now: datetime) -> None:
    for slug, days, hour, place, leader, seats, coming in DATES:
        day = timezone.localtime(now) + timedelta(days=days)
        starts_at = day.replace(hour=hour, minute=0, second=0, microsecond=0)
        known_at = min(now, starts_at) - timedelta(days=21)
        leads = _keeper(places, leader)
        at = training.make_date(made[slug], starts_at, place, leads.account, seats, now=known_at, by=_keeper(places))
        for who in coming:
            taking.sign_up(at, now=known_at + timedelta(days=2), by=_anybody(places, who))
        if starts_at < now:
            for who in coming:
                _pass(places, made[slug], who, starts_at - timedelta(days=1))
            there = {places.accounts[who].pk: who not in ABSENT for who in coming}
            taking.register(at, there, now=starts_at + timedelta(hours=2), by=leads)


def _bulletins(places: Places, now: datetime) -> None:
    today = timezone.localdate(now)
    names = {row["slug"]: row["name"] for row in people.ADMINISTRATIONS}
    branches = {row.name: row.pk for row in places.provider.administrations.all()}
    for number, (ago, until, important, units, administrations, roles, title, text, readers) in enumerate(BULLETINS):
        day = today - timedelta(days=ago)
        word = bulletins.Word(
            title=title,
            text=text,
            once=f"demo-bulletin-{number}",
            from_day=day,
            until_day=None if until is None else today + timedelta(days=until),
            important=important,
            roles=roles,
            units=[places.units[slug].pk for slug in units],
            administrations=[branches[names[slug]] for slug in administrations],
        )
        at = now - timedelta(days=ago, hours=2)
        made = bulletins.write(places.provider, word, now=at, by=_keeper(places))
        for hours, who in enumerate(readers, start=3):
            bulletins.mark_read(made, now=at + timedelta(hours=hours), by=_anybody(places, who))


def _case(places: Places, versions: dict[str, ProgramVersion], raw: Sent, now: datetime) -> None:
    version = versions.get(raw["program"])
    by = _sender(places, raw["who"])
    at = now - timedelta(days=raw["days_ago"], hours=4)
    sent = sending.Sent(
        kind=CaseKind(raw["kind"]),
        subject=raw["subject"],
        text=raw["text"],
        once=f"demo-case-{raw['who']}-{raw['days_ago']}"[:64],
        page=raw["page"],
        program_id=version.program_id if version else None,
        version_id=version.pk if version else None,
        unit_id=UUID(by.hat.unit_id) if by.hat.unit_id else None,
        answer_by=AnswerBy.CODE,
    )
    case = sending.send(places.provider, sent, now=at, by=by)
    for number, (days_ago, what, who, text) in enumerate(raw["steps"]):
        if what == "collect":
            _collect(places, case, who, text, now - timedelta(days=days_ago))
            continue
        _step(places, case, what, who, text, now - timedelta(days=days_ago, hours=3 - number % 3))


def _sender(places: Places, who: str) -> Actor:
    if who == "visitor":
        return Actor.nobody()
    if not who.startswith("resident:"):
        return _anybody(places, who)
    raw: Any = next(row for row in people.residents() if row["slug"] == who.partition(":")[2])
    person = signin.person_for(read_number(raw["identity_number"]), raw["given"], raw["family"])
    return hats_of(signin.resident_account(person), local_day(places.now))[0]


def _step(places: Places, case: Case, what: str, who: str, text: str, at: datetime) -> None:
    case.refresh_from_db()
    if what == "more":
        sending.add(case, text, f"{case.version_no}", now=at, by=_anybody(places, who))
        return
    by = _keeper(places, who)
    if what == "give":
        handling.give(case, by.account, case.version_no, now=at, by=by)
    elif what == "note":
        handling.note(case, text, f"{case.version_no}", now=at, by=by)
    elif what == "answer":
        handling.answer(case, text, f"{case.version_no}", now=at, by=by)
    elif what == "close":
        handling.close(case, text, now=at, by=by)


def _collect(places: Places, case: Case, who: str, why: str, at: datetime) -> None:
    """A wish that has become a change request, with what the sender wrote."""
    by = _keeper(places, who)
    case.refresh_from_db()
    program = changes.program(by, case.program_id) if case.program_id else None
    if program is None:
        raise LookupError(case.subject)
    asked = open_change(
        program,
        case.subject,
        text_of(case),
        why,
        origin=Origin.CASE,
        case=str(case.pk),
        once=f"demo-{case.pk}",
        now=at,
        by=by,
    )
    handling.collected_into(case, str(asked.pk), now=at, by=by)
