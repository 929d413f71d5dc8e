"""What duties, levels and states of incidents are called, and what each asks for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stegvis.law.deadlines import Due, DueState, Level
from stegvis.law.kinds import IncidentEntryKind, IncidentKind


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be done, what it holds, and where that is written."""

    title: str | Promise
    text: str | Promise
    law: str | Promise


DUTIES: dict[str, Words] = {
    "imy": Words(
        gettext_lazy("Anmäl till Integritetsskyddsmyndigheten"),
        gettext_lazy(
            "Vad som hände, hur många det rör, vad det kan leda till, vad ni gör och vem man frågar. Vet ni inte allt "
            "än: anmäl ändå och komplettera."
        ),
        gettext_lazy("Dataskyddsförordningen, artikel 33: inom 72 timmar. Blir det senare ska det stå varför."),
    ),
    "people": Words(
        gettext_lazy("Berätta för dem det rör"),
        gettext_lazy("I enkla ord: vad som hände, vad det kan leda till, vad de själva kan göra och vem de frågar."),
        gettext_lazy("Dataskyddsförordningen, artikel 34: utan dröjsmål när risken är hög."),
    ),
    "cyber_warning": Words(
        gettext_lazy("Varna tillsynsmyndigheten tidigt"),
        gettext_lazy("Att det har hänt, om det kan vara ett angrepp och om det kan nå andra länder."),
        gettext_lazy("NIS2, artikel 23, och cybersäkerhetslagen: inom 24 timmar."),
    ),
    "cyber_report": Words(
        gettext_lazy("Anmäl cyberincidenten"),
        gettext_lazy("En första bedömning av hur allvarligt det är, följderna och spåren av ett angrepp."),
        gettext_lazy("NIS2, artikel 23, och cybersäkerhetslagen: inom 72 timmar."),
    ),
    "cyber_final": Words(
        gettext_lazy("Lämna slutrapporten"),
        gettext_lazy(
            "Vad som hände, orsaken, vad ni har gjort och följderna. Pågår det än: en lägesrapport i stället."
        ),
        gettext_lazy("NIS2, artikel 23, och cybersäkerhetslagen: inom en månad från anmälan."),
    ),
    "patient": Words(
        gettext_lazy("Berätta för patienten"),
        gettext_lazy(
            "Vad som hände, vad ni gör för att det inte ska hända igen, att ni tar emot klagomål, vad patientnämnden och "
            "Inspektionen för vård och omsorg gör, och hur man kan få ersättning. Skriv i journalen vad ni har berättat."
        ),
        gettext_lazy("Patientsäkerhetslagen 3 kap. 8 §: snarast."),
    ),
    "ivo": Words(
        gettext_lazy("Anmäl till Inspektionen för vård och omsorg (lex Maria)"),
        gettext_lazy("Händelsen och er utredning av den. Vänta inte på utredningen: den får komma efter."),
        gettext_lazy(
            "Patientsäkerhetslagen 3 kap. 5 §: snarast efter händelsen, med utredningen samtidigt eller snarast därefter. "
            "Två månader är tjänstens egen yttersta gräns, inte lagens."
        ),
    ),
    "device_agency": Words(
        gettext_lazy("Rapportera till Läkemedelsverket"),
        gettext_lazy("Vilken produkt och version, vad som hände och vad det ledde till eller kunde ha lett till."),
        gettext_lazy(
            "Har ni tillverkat den: MDR, artikel 87, högst 15, 10 eller 2 dagar efter hur allvarligt det är. "
            "Använder ni den bara: HSLF-FS 2021:52, snarast."
        ),
    ),
    "device_maker": Words(
        gettext_lazy("Berätta för tillverkaren"),
        gettext_lazy("Samma uppgifter. Är ni själva tillverkare: den som ansvarar för produkten hos er."),
        gettext_lazy("HSLF-FS 2021:52: snarast."),
    ),
}

LEVELS: dict[Level, str | Promise] = {
    Level.UNLIKELY: gettext_lazy("Osannolikt att någon drabbas"),
    Level.RISK: gettext_lazy("Risk för dem det rör"),
    Level.HIGH: gettext_lazy("Hög risk för dem det rör"),
    Level.MINOR: gettext_lazy("Inte betydande"),
    Level.SIGNIFICANT: gettext_lazy("Betydande: stör tjänsten allvarligt eller skadar andra"),
    Level.INJURY: gettext_lazy("Vårdskada eller tillbud, inte allvarlig"),
    Level.SERIOUS: gettext_lazy("Allvarlig vårdskada, eller kunde ha blivit det"),
    Level.OTHER: gettext_lazy("Inte allvarligt tillbud"),
    Level.GRAVE: gettext_lazy("Allvarligt tillbud"),
    Level.DEATH: gettext_lazy("Dödsfall, eller allvarlig försämring som ingen väntade sig"),
    Level.PUBLIC: gettext_lazy("Allvarligt hot mot folkhälsan"),
}

STATES: dict[DueState, tuple[str | Promise, str]] = {
    DueState.NOT_NEEDED: (gettext_lazy("Behövs inte"), "neutral"),
    DueState.PROMPT: (gettext_lazy("Snarast"), "warning"),
    DueState.WAITING: (gettext_lazy("Väntar"), "info"),
    DueState.SOON: (gettext_lazy("Snart slut på tiden"), "warning"),
    DueState.LATE: (gettext_lazy("Tiden har gått ut"), "danger"),
    DueState.DONE: (gettext_lazy("Gjort"), "success"),
    DueState.DONE_LATE: (gettext_lazy("Gjort efter tiden"), "warning"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A duty, ready to print."""

    code: str
    title: str
    text: str
    law: str
    state: str
    tone: str
    by: str
    left: bool
    sure: bool
    late: bool


def at_words(moment: datetime) -> str:
    """ "28 november kl. 14:10"."""
    at = localtime(moment)
    return _("%(day)s klockan %(clock)s") % {
        "day": date_format(at, "j F Y"),
        "clock": date_format(at, "TIME_FORMAT"),
    }


def span(left: timedelta) -> str:
    """How long, in the largest whole unit that says enough."""
    hours = int(abs(left).total_seconds() // 3600)
    if hours >= 48:
        days = hours // 24
        return ngettext("%(n)d dag", "%(n)d dagar", days) % {"n": days}
    if hours:
        return ngettext("%(n)d timme", "%(n)d timmar", hours) % {"n": hours}
    return _("mindre än en timme")


def line(due: Due, now: datetime) -> Line:
    """One duty with its time."""
    words = DUTIES[due.duty.code]
    state, tone = STATES[due.state]
    by = ""
    if due.done_at:
        by = _("Gjort %(at)s") % {"at": at_words(due.done_at)}
    elif due.at and due.state is DueState.LATE:
        by = _("Skulle ha gjorts %(at)s, för %(span)s sedan") % {"at": at_words(due.at), "span": span(now - due.at)}
    elif due.at:
        by = _("Senast %(at)s. Kvar: %(span)s") % {"at": at_words(due.at), "span": span(due.at - now)}
    return Line(
        due.duty.code,
        str(words.title),
        str(words.text),
        str(words.law),
        str(state),
        tone,
        by,
        due.left,
        due.sure,
        due.state in {DueState.LATE, DueState.DONE_LATE},
    )


def kinds(codes: Any) -> str:
    """ "Personuppgiftsincident, cyberincident"."""
    labels = [str(IncidentKind(code).label) for code in codes]
    return ", ".join([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])]) if labels else ""


def happened(kind: str, said: dict[str, Any], people: dict[str, str]) -> str:
    """One entry of the history, in words."""
    if kind == IncidentEntryKind.JUDGED:
        level, of = LEVELS[Level(said["level"])], IncidentKind(said["kind"]).label
        return _("%(kind)s bedömdes: %(level)s") % {"kind": of, "level": str(level)}
    if kind == IncidentEntryKind.TOLD:
        words = str(DUTIES[said["code"]].title)
        return f"{words} ({said['reference']})" if said.get("reference") else words
    if kind == IncidentEntryKind.SORTED:
        return _("Sorterades som: %(kinds)s") % {"kinds": kinds(said["kinds"])}
    if kind == IncidentEntryKind.RESPONSIBLE:
        return _("Ansvarig: %(name)s") % {"name": people.get(said["to"], "–")}
    if kind == IncidentEntryKind.TASK:
        return _("Uppgift till %(name)s") % {"name": people.get(said["to"], "–")}
    return str(IncidentEntryKind(kind).label)
