"""When things happen, in words: what opens a module, when a questionnaire is asked and when a series ends."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue.telling.conditions import all_of, any_of, listed
from stegvis.program.document import Document, Measurement, Module
from stegvis.program.kinds import ConditionKind, MeasurementWhen, OpeningRule


def opening_words(document: Document, module: Module, language: str = "") -> str:
    """When a module opens."""
    opening = module.opening
    days = {"n": opening.days}
    match opening.rule:
        case OpeningRule.AT_START:
            return _("Öppen från starten")
        case OpeningRule.BY_STAFF:
            return _("Öppnas av behandlaren")
        case OpeningRule.WHEN_PREVIOUS_DONE:
            return _("Öppnas när modulen före är klar")
        case OpeningRule.DAYS_AFTER_START:
            return ngettext("Öppnas %(n)s dag efter starten", "Öppnas %(n)s dagar efter starten", opening.days) % days
        case OpeningRule.WHEN_ALL:
            if not opening.conditions:
                return _("Öppnas när en lista har hänt, men listan är tom")
            return _("Öppnas när %(conditions)s") % {"conditions": all_of(document, opening.conditions, language)}
        case _rule:
            words = ngettext(
                "Öppnas %(n)s dag efter modulen före", "Öppnas %(n)s dagar efter modulen före", opening.days
            )
            return words % days


def shown_opening_words(document: Document, module: Module, language: str = "") -> str:
    """When a module opens, in a preview: as `opening_words`, without answers and limits that no resident is told."""
    if any(each.kind in {ConditionKind.SCORE, ConditionKind.ANSWER} for each in module.opening.conditions):
        return _("Öppnas %(when)s") % {"when": _("om den är till hjälp för dig")}
    return opening_words(document, module, language)


def measurement_words(document: Document, measurement: Measurement, language: str = "") -> str:
    """When a questionnaire is asked, when it is late, when the series ends, and whether it stands in the way."""
    return " ".join(
        part
        for part in (
            _when(document, measurement, language),
            _within(measurement),
            _between(measurement),
            _late(measurement),
            _stop(document, measurement, language),
            _missed(measurement),
            _gate(measurement),
        )
        if part
    )


def _gate(measurement: Measurement) -> str:
    stands = measurement.gate or measurement.when is MeasurementWhen.BEFORE_MODULE
    return _("Den måste besvaras innan invånaren kommer vidare.") if stands else ""


def _when(document: Document, measurement: Measurement, language: str) -> str:
    title = document.text(f"{measurement.module}.title", language) or _("okänd modul")
    days = measurement.days
    named = {"module": title, "n": days}
    match measurement.when:
        case MeasurementWhen.AT_START:
            return _("När programmet startar.")
        case MeasurementWhen.AT_END if days:
            words = ngettext("%(n)s dag efter programmets slut.", "%(n)s dagar efter programmets slut.", days)
            return words % named
        case MeasurementWhen.AT_END:
            return _("När programmet är slut.")
        case MeasurementWhen.BY_STAFF:
            return _("När behandlaren ber om det.")
        case MeasurementWhen.BEFORE_MODULE:
            return _("Innan modulen ”%(module)s” öppnas.") % named
        case MeasurementWhen.AFTER_MODULE_OPENED | MeasurementWhen.AFTER_MODULE_DONE:
            return _after(measurement.when, days) % named
        case MeasurementWhen.ON_DAYS:
            return _on_days(measurement.on_days)
        case MeasurementWhen.WEEKDAYS:
            return _times(_("Varje %(days)s") % {"days": _weekdays(measurement.weekdays)}, measurement.times)
        case _every:
            return _times(_often(days), measurement.times)


def _after(when: MeasurementWhen, days: int) -> str:
    """With the module's name still to be filled in."""
    opened = when is MeasurementWhen.AFTER_MODULE_OPENED
    if not days:
        return _("När modulen ”%(module)s” öppnas.") if opened else _("När modulen ”%(module)s” är klar.")
    if opened:
        return ngettext(
            "%(n)s dag efter att modulen ”%(module)s” öppnades.",
            "%(n)s dagar efter att modulen ”%(module)s” öppnades.",
            days,
        )
    return ngettext(
        "%(n)s dag efter att modulen ”%(module)s” blev klar.",
        "%(n)s dagar efter att modulen ”%(module)s” blev klar.",
        days,
    )


def _on_days(days: tuple[int, ...]) -> str:
    if not days:
        return _("På bestämda dagar, men inga är valda.")
    said = listed([str(day) for day in days], _("och"))
    return ngettext("%(days)s dag efter starten.", "%(days)s dagar efter starten.", max(days)) % {"days": said}


def _weekdays(days: tuple[int, ...]) -> str:
    names = (_("måndag"), _("tisdag"), _("onsdag"), _("torsdag"), _("fredag"), _("lördag"), _("söndag"))
    chosen = [names[day - 1] for day in days if 1 <= day <= len(names)]
    return listed(chosen, _("och")) or "–"


def _often(days: int) -> str:
    often = {1: _("Varje dag"), 7: _("Varje vecka"), 14: _("Varannan vecka")}.get(days)
    return often or _("Med %(days)s dagars mellanrum") % {"days": days}


def _times(often: str, times: int) -> str:
    words = ngettext("%(often)s, %(times)s gång.", "%(often)s, %(times)s gånger.", times)
    return words % {"often": often, "times": times}


def _within(measurement: Measurement) -> str:
    days = measurement.within_days
    return _("Slumpas till en av %(n)s dagar, räknat från den dagen.") % {"n": days} if days > 1 else ""


def _between(measurement: Measurement) -> str:
    if len(measurement.between_hours) != 2:
        return ""
    first, last = measurement.between_hours
    return _("På en slumpad tid mellan klockan %(first)s och %(last)s.") % {"first": first, "last": last}


def _late(measurement: Measurement) -> str:
    days = measurement.window_days
    return ngettext("Räknas som sen efter %(n)s dag.", "Räknas som sen efter %(n)s dagar.", days) % {"n": days}


def _stop(document: Document, measurement: Measurement, language: str) -> str:
    if not measurement.stop:
        return ""
    return _("Slutar när %(conditions)s.") % {"conditions": any_of(document, measurement.stop, language)}


def _missed(measurement: Measurement) -> str:
    missed = measurement.stop_after_missed
    if not missed:
        return ""
    return ngettext("Slutar efter %(n)s obesvarad.", "Slutar efter %(n)s obesvarade i rad.", missed) % {"n": missed}
