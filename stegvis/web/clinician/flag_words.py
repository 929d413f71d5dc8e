"""What a flag means, in words a colleague can act on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from stegvis.access.verdict import Verdict
from stegvis.care import corrections, policies, queries
from stegvis.care.kinds import FlagKind, FlagState
from stegvis.care.queries import Flag
from stegvis.course.misheard import Misheard, Name, name_of
from stegvis.questionnaires.engine import OWN_WORDS, Definition, danger_key, item_key, link_of, option_key
from stegvis.web.clinician.case import Case
from stegvis.web.moments import said

TONES = {FlagState.OPEN: "danger", FlagState.ACKNOWLEDGED: "warning", FlagState.HANDLED: "success"}


@dataclass(frozen=True, slots=True)
class Told:
    """One flag, ready to print. `question` and `answer` are what a danger flag is about."""

    flag: Flag
    title: str
    text: str
    when: str
    state: str
    tone: str
    question: str
    answer: str
    meaning: str
    href: str
    acknowledge: Verdict
    handle: Verdict
    trail: tuple[str, ...]
    owner: str = ""
    deadline: str = ""
    overdue: bool = False
    # That the answer was marked as wrong since. The flag stands all the same (safety rules 1 and 2).
    struck: tuple[str, ...] = ()


def all_told(case: Case, flags: Sequence[Flag]) -> list[Told]:
    """The flags of an opened enrolment. One query where any is about a dangerous answer."""
    dangerous = {str((flag.detail or {}).get("ref", "")) for flag in flags if flag.kind == FlagKind.DANGER}
    asked = queries.asked_in(case.row) if dangerous else {}
    struck = corrections.struck_dangers(case.row, dangerous) if dangerous else {}
    return [_told(case, flag, asked, struck) for flag in flags]


def _told(case: Case, flag: Flag, asked: Mapping[str, str], struck: Mapping[Name, Misheard]) -> Told:
    kind, state = FlagKind(flag.kind), FlagState(flag.state)
    question, answer, meaning = _danger(case, flag, asked) if kind is FlagKind.DANGER else ("", "", "")
    flag.enrolment = case.row
    return Told(
        flag=flag,
        title=_titles(case, flag)[kind],
        text=_text(flag, kind, case.now),
        when=said(flag.raised_at, case.now),
        state=str(state.label),
        tone=TONES[state] if flag.priority or state is FlagState.HANDLED else "info",
        question=question,
        answer=answer,
        meaning=meaning,
        href=_address(case, flag),
        acknowledge=policies.may_acknowledge(case.actor, flag),
        handle=policies.may_handle(case.actor, flag),
        trail=_trail(case, flag),
        owner=owner_of(flag) if state is not FlagState.HANDLED else "",
        deadline=deadline_of(flag, case.now),
        overdue=flag.is_overdue(case.now),
        struck=tuple(_struck(case, flag, struck)) if kind is FlagKind.DANGER else (),
    )


def _struck(case: Case, flag: Flag, struck: Mapping[Name, Misheard]) -> Iterator[str]:
    """Each mark on what it was raised for, newest last; none where the same answer stands in others at the occasion."""
    detail: dict[str, Any] = flag.detail or {}
    if not {"rule", "item", "value"} <= detail.keys():
        return
    found = struck.get(name_of(str(detail.get("ref", "")), detail))
    if found is None or (flag.unsent and found.entered):
        # What the resident began themself, and staff entered wrongly later, is not what was marked.
        return
    for mark in found.marks:
        words = {"when": said(mark.made_at, case.now), "name": mark.made_by, "why": mark.reason}
        yield _("Svaret markerades som fel %(when)s av %(name)s. Flaggan finns kvar. Skäl: %(why)s") % words


def owner_of(flag: Flag) -> str:
    """Whose it is, in words."""
    return str(flag.owner) if flag.owner else _("invånaradministratörerna")


def deadline_of(flag: Flag, now: datetime) -> str:
    """By when somebody must have taken it; empty when somebody has."""
    if flag.state != FlagState.OPEN or flag.deadline_at is None:
        return ""
    when = {"when": said(flag.deadline_at, now, clock=True)}
    if flag.is_overdue(now):
        return _("Försenad: skulle vara tagen senast %(when)s") % when
    return _("Ska vara tagen senast %(when)s") % when


def _address(case: Case, flag: Flag) -> str:
    """Where it is dealt with: an exercise among the exercises, all else on the flag's own page."""
    if flag.kind == FlagKind.EXERCISE:
        return f"{reverse('clinician:exercises', args=[case.pk])}#ovning-{(flag.detail or {}).get('ref', '')}"
    return reverse("clinician:flag", args=[flag.pk])


def _titles(case: Case, flag: Flag) -> dict[FlagKind, str]:
    ref = (flag.detail or {}).get("ref", "")
    return {
        FlagKind.DANGER: _("Farligt svar"),
        FlagKind.EXERCISE: _("Övning inskickad: %(title)s") % {"title": case.text(f"{ref}.title")},
        FlagKind.LATE: _("Inte besvarat i tid: %(title)s") % {"title": _asked(case, ref)},
        FlagKind.PROGRAM_DONE: _("Hela programmet är genomgånget"),
        FlagKind.MODULE_DONE: _("Modul klar: %(title)s") % {"title": case.text(f"{ref}.title")},
        FlagKind.MESSAGE_WAITING: _("Ett meddelande väntar på svar"),
        FlagKind.INACTIVE: _("Har inte varit aktiv på länge"),
        FlagKind.WORSENED: _("Försämrad skattning: %(title)s") % {"title": _asked(case, ref)},
        FlagKind.ENDING_SOON: _("Programmet slutar snart"),
        FlagKind.DECEASED: _("Personregistret säger att invånaren har avlidit."),
    }


def _text(flag: Flag, kind: FlagKind, now: datetime) -> str:
    if kind is FlagKind.LATE and flag.resolved_at:
        return _("Svaret har kommit, så flaggan löste sig själv.")
    if flag.resolved_at:
        return _("Det ordnade sig, så flaggan löste sig själv.")
    if kind is FlagKind.WORSENED:
        return _("Poängen har ändrats mer än mätfelet. Titta på grafen bland resultaten.")
    if kind is FlagKind.DECEASED:
        return _(
            "Kontot är stängt, inget skickas och programmet är pausat. Kontrollera uppgiften och avsluta programmet."
        )
    if kind is not FlagKind.DANGER:
        return ""
    if flag.own_first_until and flag.state == FlagState.OPEN:
        return _(
            "Samma svar har bedömts förut. Därför går flaggan först till behandlaren. Har ingen tagit den %(when)s "
            "visas den för alla."
        ) % {"when": said(flag.own_first_until, now)}
    if flag.unsent:
        return _("Osänt. Invånaren svarade så här, men har inte skickat formuläret eller ändrade svaret före det.")
    return _("Svaret är skickat. Om invånaren rättar det senare finns flaggan kvar.")


def _asked(case: Case, ref: str) -> str:
    occasion = case.state.occasion(ref)
    return case.occasion_title(occasion) if occasion else ""


def _danger(case: Case, flag: Flag, asked: Mapping[str, str]) -> tuple[str, str, str]:
    """Question, answer and why it is dangerous, as the instrument words them. The flag's own copy of the answer."""
    detail: dict[str, Any] = flag.detail or {}
    ref = str(detail.get("ref", ""))
    diary = case.plan.diaries.get(ref.split(".", maxsplit=1)[0])
    digest = diary.questionnaire if diary else asked.get(ref)
    if not digest:
        return "", str(detail.get("value", "")), ""
    definition, link = case.definition(digest), link_of(str(detail.get("item", "")))
    question = definition.text(item_key(link), case.language)
    prefix = definition.text(item_key(link, "prefix"), case.language)
    where = f"{definition.title(case.language)}: {prefix} {question}".replace(":  ", ": ")
    meaning = definition.text(danger_key(str(detail.get("rule", ""))), case.language)
    return where, _answer(definition, link, detail.get("value"), case.language), meaning


def _answer(definition: Definition, link: str, value: Any, language: str) -> str:
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    given = value if isinstance(value, list) else [value]
    return ", ".join(_in_words(definition, link, str(each), language) for each in given)


def _in_words(definition: Definition, link: str, code: str, language: str) -> str:
    if code == OWN_WORDS:
        return _("Svaret är skrivet med egna ord. De finns bara i formuläret.")
    return definition.text(option_key(link, code), language) or code


def _trail(case: Case, flag: Flag) -> tuple[str, ...]:
    """Who took it and who handled it, and when."""
    found = []
    if flag.acknowledged_at and flag.acknowledged_at != flag.handled_at:
        words = {"name": flag.acknowledged_by, "when": said(flag.acknowledged_at, case.now)}
        found.append(_("Tagen av %(name)s %(when)s.") % words)
    if flag.handled_at:
        words = {"name": flag.handled_by, "when": said(flag.handled_at, case.now)}
        found.append(_("Hanterad av %(name)s %(when)s.") % words)
    if flag.note:
        found.append(flag.note)
    return tuple(found)
