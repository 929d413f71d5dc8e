"""What has happened in one run, in plain words and without what was answered; and what was put right, with why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.care import corrections, queries
from stegvis.care.persons.queries import who_acted
from stegvis.course.kinds import DissentOutcome, Phase
from stegvis.lib.clock import local_day
from stegvis.program.facts import FactKind
from stegvis.ui.parts import TimelineItem
from stegvis.web import marking
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.moments import said

# Said through what they cause, or not worth a line.
SILENT = frozenset({FactKind.MESSAGE_READ, FactKind.ANNULLED})


@needs("enrolment:read")
@require_safe
@about_one("history:read")
def history(request: HttpRequest, case: Case) -> HttpResponse:
    """Newest first."""
    facts = [fact for fact in queries.happenings(case.row) if fact.kind not in SILENT and _is_told(case, fact)]
    names = access.names_of({fact.by for fact in facts})
    acted = who_acted(case.row, [fact.by for fact in facts if fact.acting_for])
    timed = [(group[0].occurred_at, _item(case, group, names | acted)) for group in _grouped(facts)]
    timed += _corrections(case)
    # What happened at the same moment stays in the order of its facts.
    items = [item for _at, item in sorted(timed, key=lambda pair: pair[0], reverse=True)]
    return show(request, case, "history", {"items": items}, here="history")


def _corrections(case: Case) -> list[tuple[datetime, TimelineItem]]:
    """What was marked as wrong, taken back and noted, with why: each leads to the answers that it is about."""
    marks = corrections.marks(case.row)
    known = corrections.sent(case.row, {*marks.strikes, *marks.dissents}) if marks.strikes or marks.dissents else {}
    found: list[tuple[datetime, TimelineItem]] = []

    def add(at: datetime, ref: UUID, words: str, who: object, why: str, icon: str, tone: str) -> None:
        row = known.get(ref)
        title = words % {
            "name": case.definition(row.definition.digest).title(case.language) if row else _("ett formulär")
        }
        href = reverse("clinician:response", args=[case.pk, ref]) if row else ""
        text = f"{who}: {why}" if why else str(who)
        item = TimelineItem(said(at, case.now), title, text, localtime(at).isoformat(), icon, tone, url=href)  # type: ignore[arg-type]
        found.append((at, item))

    for ref, rows in marks.strikes.items():
        for row in rows:
            words = _("Ett svar i %(name)s markerades som fel") if row.item else _("%(name)s markerades som fel")
            add(row.made_at, ref, words, row.made_by, row.reason, "edit", "warning")
            if row.taken_back_at:
                words = _("Markeringen av %(name)s togs bort")
                add(row.taken_back_at, ref, words, row.taken_back_by, row.taken_back_reason, "edit", "info")
    for ref, notes in marks.dissents.items():
        for note in notes:
            words = _("Skrev att något inte stämmer i %(name)s")
            who = marking.noted_by(note, case.row.course.person_id) or _("Invånaren")
            add(note.made_at, ref, words, who, "", "message", "warning")
            # What was agreed with stands as a mark already, with the same words.
            if note.answered_at and note.outcome != DissentOutcome.STRUCK:
                words = _("Svarade på en anteckning om %(name)s")
                add(note.answered_at, ref, words, note.answered_by, note.answer, "message", "info")
    return found


def _is_told(case: Case, fact: Any) -> bool:
    """A dangerous answer that is not sent stays the resident's own until its minutes have passed (safety rule 1)."""
    if fact.kind != FactKind.DANGER_GIVEN or fact.payload.get("sent"):
        return True
    return bool(fact.occurred_at <= case.now - case.plan.unsent_after)


def _grouped(facts: Iterable[Any]) -> list[list[Any]]:
    """Steps done one after another on one day are one line."""
    groups: list[list[Any]] = []
    for fact in facts:
        if groups and _joins(fact, groups[-1][-1]):
            groups[-1].append(fact)
        else:
            groups.append([fact])
    return groups


def _joins(fact: Any, last: Any) -> bool:
    alike = fact.kind == last.kind == FactKind.STEP_DONE and fact.by == last.by
    return alike and local_day(fact.occurred_at) == local_day(last.occurred_at)


def _item(case: Case, group: list[Any], names: dict[str, str]) -> TimelineItem:
    fact = group[0]
    title, icon, tone = _words(case, group)
    return TimelineItem(
        when=said(fact.occurred_at, case.now),
        iso=localtime(fact.occurred_at).isoformat(),
        title=title,
        text=_who(fact, names),
        icon=icon,
        tone=tone,  # type: ignore[arg-type]
    )


def _who(fact: Any, names: dict[str, str]) -> str:
    if fact.by.startswith("system:"):
        return _("Av sig själv")
    if fact.acting_for:
        # Somebody who acts for the resident is always named: staff see who acted (safety rule 10).
        return _("%(name)s, för invånarens räkning") % {"name": names.get(fact.by) or _("Ombud")}
    return names.get(fact.by) or _("Invånaren")


def _words(case: Case, group: list[Any]) -> tuple[str, str, str]:
    """Sentence, icon, tone."""
    fact = group[0]
    kind, title = fact.kind, case.text(f"{fact.ref}.title")
    if kind == FactKind.STEP_DONE:
        number = len(group)
        words = ngettext("Gjorde %(n)d steg", "Gjorde %(n)d steg", number) % {"n": number}
        return (_("Gjorde steget %(title)s") % {"title": title} if number == 1 else words), "check", "success"
    if kind in {FactKind.RESPONSE_SUBMITTED, FactKind.DANGER_GIVEN, FactKind.OCCASION_ADDED}:
        return _about_answers(case, fact)
    if kind == FactKind.MESSAGE_SENT:
        to_staff = fact.payload.get("to") == "staff"
        return (
            (_("Invånaren skrev ett meddelande") if to_staff else _("Personal skrev ett meddelande")),
            "message",
            "neutral",
        )
    if kind == FactKind.DIARY_NOTED:
        return _("Registrerade i %(title)s") % {"title": title or _title(case, fact.ref)}, "edit", "success"
    if kind == FactKind.PHASE_SET:
        return _("Fas: %(phase)s") % {"phase": Phase(fact.payload["phase"]).label.lower()}, "steps", "info"
    if kind == FactKind.STARTED and fact.seq > 1 and fact.payload.get("epoch", 1) == 1:
        return _("Startdatumet flyttades"), "calendar", "info"
    return _plain(title).get(kind, (_("Något som den här versionen inte känner till"), "info", "neutral"))


def _about_answers(case: Case, fact: Any) -> tuple[str, str, str]:
    ref = fact.payload.get("measurement") if fact.kind == FactKind.OCCASION_ADDED else fact.ref.split(".")[0]
    name = case.text(f"{ref}.title") or _title(case, str(ref))
    if fact.kind == FactKind.OCCASION_ADDED:
        return _("Ny mätning: %(name)s") % {"name": name}, "calendar", "info"
    if fact.kind == FactKind.DANGER_GIVEN:
        return _("Ett farligt svar i %(name)s") % {"name": name}, "flag", "danger"
    return _("Svarade på %(name)s") % {"name": name}, "form", "success"


def _title(case: Case, ref: str) -> str:
    """What the questionnaire of a measurement, or of a block in a step, is called."""
    measurement = case.plan.measurement(ref)
    blocks = (found for asked in case.plan.step_questionnaires.values() for found in asked)
    diary = case.plan.diaries.get(ref)
    planned = measurement or diary
    digest = planned.questionnaire if planned else next((d for block, d in blocks if block == ref), "")
    return case.definition(digest).title(case.language) if digest else _("ett formulär")


def _plain(title: str) -> dict[str, tuple[str, str, str]]:
    said_of = {"title": title}
    return {
        FactKind.STARTED: (_("Programmet startades"), "flag", "info"),
        FactKind.WELCOME_READ: (_("Läste välkomsttexten"), "book", "neutral"),
        FactKind.MODULE_OPENED: (_("Modulen %(title)s öppnades") % said_of, "steps", "info"),
        FactKind.MODULE_CLOSED: (_("Modulen %(title)s stängdes") % said_of, "lock", "neutral"),
        FactKind.SECTION_HIDDEN: (_("Avsnittet %(title)s doldes") % said_of, "minus", "neutral"),
        FactKind.SECTION_SHOWN: (_("Avsnittet %(title)s visades igen") % said_of, "eye", "neutral"),
        FactKind.EXERCISE_SENT: (_("Skickade in övningen %(title)s") % said_of, "edit", "success"),
        FactKind.WRONG_START: (_("Starten ångrades"), "close", "warning"),
        FactKind.LEFT: (_("Invånaren lämnade programmet"), "sign-out", "warning"),
        FactKind.PAUSED: (_("Ett uppehåll lades in"), "pause", "warning"),
        FactKind.RESUMED: (_("Ett uppehåll avslutades eller togs bort"), "play", "info"),
        FactKind.FEEDBACK_GIVEN: (_("Personal återkopplade på övningen %(title)s") % said_of, "message", "neutral"),
        FactKind.MESSAGE_SETTLED: (_("Personal markerade att inget meddelande väntar"), "check", "neutral"),
        FactKind.REOPENED: (_("Programmet öppnades igen"), "play", "info"),
    }
