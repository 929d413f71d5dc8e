"""Everything about one person as one FHIR R4 Bundle of type collection, for another system to read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _

from stegvis.course.corrected import Wrong
from stegvis.course.kinds import Phase
from stegvis.lib import switches
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.questionnaires.engine import Definition, link_of, settle
from stegvis.questionnaires.fhir import About, Identity, export_response, export_scores
from stegvis.records.extract import Extract, Run
from stegvis.web import marking
from stegvis.web.bundles import SYSTEMS
from stegvis.web.marking import mode_of
from stegvis.web.records.audited import events
from stegvis.web.records.paper import Telling, disclosure_said, objection_said

_URN = "urn:ietf:rfc:3986"
_STATUS = {
    Phase.UPCOMING: "draft",
    Phase.ACTIVE: "active",
    Phase.PAUSED: "on-hold",
    Phase.MAINTENANCE: "active",
    Phase.CLOSED: "completed",
    Phase.LEFT: "revoked",
    Phase.WRONG_START: "entered-in-error",
}
Entry = dict[str, Any]


def bundle_of(extract: Extract, language: str) -> dict[str, Any]:
    """Patient first; then each program as a CarePlan with its goal and all that hangs on it; the access log last."""
    writing = _Writing(extract, language)
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _moment(extract.made_at),
        "entry": [
            writing.patient(),
            *(each for run in extract.runs for each in writing.run(run)),
            *writing.rights(),
            *writing.notices(),
            *writing.log(),
        ],
    }


def _moment(at: Any) -> str:
    return str(localtime(at).isoformat(timespec="seconds"))


def _entry(pk: UUID, resource: dict[str, Any]) -> Entry:
    return {"fullUrl": pk.urn, "resource": resource}


def _note(at: Any, author: str, *words: str) -> dict[str, str]:
    return {"authorString": author, "time": _moment(at), "text": "\n".join(words)}


class _Writing:
    """One bundle being written."""

    def __init__(self, extract: Extract, language: str) -> None:
        self.extract, self.language = extract, language
        number = extract.number
        self.identity = Identity(SYSTEMS[number.type], number.value)
        self.pk = uuid5(NAMESPACE_URL, f"{self.identity.system}|{self.identity.value}")
        self.subject = {"reference": self.pk.urn}

    def patient(self) -> Entry:
        identifiers = [
            {"system": SYSTEMS[each.type], "value": each.value} for each in (self.extract.number, *self.extract.earlier)
        ]
        made: dict[str, Any] = {
            "resourceType": "Patient",
            "identifier": identifiers,
            "name": [{"text": self.extract.name}],
        }
        telecom = [
            {"system": "phone" if row.kind == "sms" else "email", "value": row.value}
            for row in self.extract.addresses
            if row.kind in {"sms", "email"}
        ]
        return _entry(self.pk, {**made, "telecom": telecom} if telecom else made)

    def run(self, run: Run) -> list[Entry]:
        course, told = run.course, Telling(run, self.language, own=self.extract.own)
        plan: dict[str, Any] = {
            "resourceType": "CarePlan",
            "status": _STATUS[Phase(course.phase)],
            "intent": "plan",
            "title": course.title,
            "subject": self.subject,
            "period": {"start": _moment(course.started_at)},
            "identifier": [{"system": _URN, "value": course.pk.urn}],
        }
        if run.enrolment:
            unit = run.enrolment.unit
            plan["author"] = {"display": f"{unit.name}, {unit.provider.name}"}
        notes = [*self.struck(run), *self.noted(run)]
        notes += [{"text": text} for text in (told.left_out(),) if text]
        if notes:
            plan["note"] = notes
        found = [_entry(course.pk, plan)]
        planning = told.planning()
        if activities := planning.activities():
            plan["activity"] = activities
        if goal := planning.goal(self.subject):
            plan["goal"] = [{"reference": goal[0].urn}]
            found.append(_entry(*goal))
        for row in run.responses:
            found += self.answers(run, row, told)
        found += [self.entry(run, row) for row in run.diary]
        found += [self.exercise(run, row, told) for row in run.exercises]
        for message in run.messages:
            who = "" if told.by_themself(message) else told.author(message)
            found.append(self.said(message.pk, course.pk, message.sent_at, message.body, who))
        found += [
            self.said(row.pk, course.pk, row.sent_at, row.text, row.author.get_full_name()) for row in run.feedback
        ]
        return found + [self.flag(flag, course.pk) for flag in run.flags]

    def _about(self, row: Any, at: Any, *, completed: bool, amended: bool) -> About:
        return About(
            authored=localtime(at),
            zone=get_current_timezone(),
            completed=completed,
            amended=amended,
            subject=self.identity,
            source=self.identity,
            identifier=Identity(_URN, row.pk.urn),
            language=self.language,
        )

    def answers(self, run: Run, row: Any, told: Telling) -> list[Entry]:
        definition = library.definition_by_digest(row.definition.digest)
        sent = row.sent_at is not None
        about = self._about(row, row.sent_at or row.saved_at, completed=sent, amended=row.amends_id is not None)
        wrong = run.marks.wrong(row.pk).in_(definition)
        # What is wrong keeps its answers here, where a person gets all that there is; its scores count no more.
        about = replace(about, mode=mode_of(row), amended=about.amended or bool(wrong.places))
        about = replace(about, struck=self.why(run, row, definition, wrong))
        made = self._placed(run, row, export_response(definition, row.answers, about))
        found = [_entry(row.pk, made), *self.put_aside(run, row)]
        if not sent or not switches.scores() or wrong.whole:
            return found
        scores = export_scores(definition, row.answers, about, response=row.pk.urn)
        for rule, score in zip(definition.scores, scores, strict=False):
            told_of = not self.extract.own or told.shows(definition.url, rule.code)
            if told_of and not wrong.voids(definition, rule.code):
                found.append(_entry(uuid5(row.pk, rule.code), {**score, "subject": self.subject}))
        return found

    def staff(self, account: Any) -> str:
        """Who decided, by name where the provider gives it out; the resident's own names no more than the pages do."""
        return _("Personalen") if self.extract.own else str(account)

    def struck(self, run: Run) -> Iterator[dict[str, str]]:
        """Each mark that something is wrong, with the question that it is on; and each that was taken back."""
        questions = {row.pk: self.questions(row) for row in run.responses if row.pk in run.marks.strikes}
        for ref, rows in run.marks.strikes.items():
            for row in rows:
                words = marking.strikes_said([row], questions.get(ref, {}), names=not self.extract.own)
                if row.taken_back_at:
                    yield _note(row.made_at, self.staff(row.made_by), *words[:-1])
                    yield _note(row.taken_back_at, self.staff(row.taken_back_by), words[-1])
                else:
                    yield _note(row.made_at, self.staff(row.made_by), *words)

    def noted(self, run: Run) -> Iterator[dict[str, str]]:
        """What the resident has said is not right, and staff's answers."""
        for rows in run.marks.dissents.values():
            for row in rows:
                author = marking.noted_by(row, run.course.person_id)
                said, *answered = marking.dissent_said(row, author, names=not self.extract.own)
                yield _note(row.made_at, author or self.extract.name, said)
                for words in answered:
                    yield _note(row.answered_at, self.staff(row.answered_by), words)

    def questions(self, row: Any) -> dict[str, str]:
        """The words of each question of sent answers, by place."""
        definition = library.definition_by_digest(row.definition.digest)
        return marking.questions_of(build_answers(definition, row.answers, language=self.language, marks=False))

    def why(self, run: Run, row: Any, definition: Definition, wrong: Wrong) -> dict[str, str]:
        """Why an answer is wrong, by place; under the empty place why all are."""
        found = {
            mark.item: "\n".join(marking.strikes_said([mark], {}, names=not self.extract.own))
            for mark in run.marks.standing(row.pk)
        }
        if wrong.calculated:
            told = _("Uträknat från ett svar som är markerat som fel.")
            places = (place.key for place in settle(definition, row.answers).places)
            found = {**{key: told for key in places if link_of(key) in wrong.calculated and wrong.holds(key)}, **found}
        return found

    def put_aside(self, run: Run, row: Any) -> list[Entry]:
        """What the resident had begun when staff entered the answers: the resident's alone, and never sent."""
        entered = getattr(row, "entered", None)
        if entered is None or not self.extract.own or not entered.put_aside:
            return []
        pk = uuid5(row.pk, "put-aside")
        about = self._about(row, entered.entered_at, completed=False, amended=False)
        about = replace(about, identifier=Identity(_URN, pk.urn))
        made = export_response(library.definition_by_digest(row.definition.digest), entered.put_aside, about)
        ours = {"basedOn": [{"reference": run.course.pk.urn}], "subject": self.subject, "source": self.subject}
        return [_entry(pk, {**made, **ours})]

    def _placed(self, run: Run, row: Any, made: dict[str, Any]) -> dict[str, Any]:
        """In its program, and marked where it was an error."""
        made = {**made, "basedOn": [{"reference": run.course.pk.urn}], "subject": self.subject, "source": self.subject}
        return {**made, "status": "entered-in-error"} if run.marks.wrong(row.pk).whole else made

    def entry(self, run: Run, row: Any) -> Entry:
        definition = library.definition_by_digest(row.definition.digest)
        about = self._about(row, row.entered_at, completed=True, amended=row.amends_id is not None)
        made = self._placed(run, row, export_response(definition, row.answers, about))
        # Neither what was removed nor what was replaced holds any longer.
        past = row.removed_at is not None or not row.current
        return _entry(row.pk, {**made, "status": "entered-in-error"} if past else made)

    def exercise(self, run: Run, row: Any, told: Telling) -> Entry:
        content = row.content if isinstance(row.content, list) else [row.content]
        lines = [" | ".join(map(str, each)) if isinstance(each, list) else str(each or "") for each in content]
        answers = [{"valueString": line} for line in lines if line.strip()]
        item: dict[str, Any] = {"linkId": row.block, "text": told.text(f"{row.block}.title") or row.block}
        made: dict[str, Any] = {
            "resourceType": "QuestionnaireResponse",
            "identifier": {"system": _URN, "value": row.pk.urn},
            "status": "completed" if row.sent_at else "in-progress",
            "authored": _moment(row.sent_at or row.saved_at),
            "item": [{**item, "answer": answers} if answers else item],
        }
        return _entry(row.pk, self._placed(run, row, made))

    def said(self, pk: UUID, course: UUID, at: Any, text: str, who: str) -> Entry:
        sender = {"display": who} if who else self.subject
        made: dict[str, Any] = {
            "resourceType": "Communication",
            "status": "completed",
            "subject": self.subject,
            "basedOn": [{"reference": course.urn}],
            "sent": _moment(at),
            "sender": sender,
            "payload": [{"contentString": text or " "}],
        }
        return _entry(pk, made)

    def flag(self, flag: Any, course: UUID) -> Entry:
        period = {"start": _moment(flag.raised_at)}
        if flag.handled_at:
            period["end"] = _moment(flag.handled_at)
        made: dict[str, Any] = {
            "resourceType": "Flag",
            "status": "inactive" if flag.handled_at else "active",
            "code": {"text": str(flag.get_kind_display())},
            "subject": self.subject,
            "period": period,
        }
        return _entry(flag.pk, made)

    def rights(self) -> list[Entry]:
        """What they have objected to, and what of it was handed out, in the words of the paper."""
        extract = self.extract
        told = [(r.pk, "objection", _moment(r.noted_at), objection_said(r)) for r in extract.objections]
        told += [(r.pk, "disclosure", _moment(r.recorded_at), disclosure_said(r)) for r in extract.disclosures]
        return [
            _entry(
                pk,
                {
                    "resourceType": "Communication",
                    "status": "completed",
                    "category": [{"text": category}],
                    "subject": self.subject,
                    "sent": at,
                    "payload": [{"contentString": text}],
                },
            )
            for pk, category, at, text in told
        ]

    def log(self) -> list[Entry]:
        """Who has opened and changed it."""
        return [_entry(row.uid, made) for row, made in events(self.extract, self.subject)]

    def notices(self) -> list[Entry]:
        return [
            _entry(
                uuid5(self.pk, f"notice-{row.pk}"),
                {
                    "resourceType": "Communication",
                    "status": "completed",
                    "category": [{"text": "notification"}],
                    "subject": self.subject,
                    "sent": _moment(row.due_at),
                    "topic": {"text": row.about},
                },
            )
            for row in self.extract.notices
        ]
