"""Changed questionnaires in words, and what the change does to scores: comparable or not, and what answers give now."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.catalogue.differing.kinds import Asked, Example, Line, Rule, Said, Score, State, Texts
from stegvis.lib.canonical import canonical_json
from stegvis.program.dangers import as_set
from stegvis.program.document import Document
from stegvis.program.wording import compare_plain
from stegvis.questionnaires.editing import Change, difference
from stegvis.questionnaires.editing.rescoring import Case, Fate, Result, ScoreEffect, Why, cases, score_effects
from stegvis.questionnaires.engine import CannotParse, Definition, band_key, danger_key, parse, score_key
from stegvis.questionnaires.telling import change_told, number_told

_DANGER = ("danger_added", "danger_removed", "danger_rule", "danger_wording", "danger_help")
_WORDINGS = (
    "wording_",
    "option_wording",
    "title",
    "intro",
    "notice",
    "source",
    "purpose",
    "score_wording",
    "danger_help",
)
_WHY: dict[Why, Promise] = {
    Why.ITEMS_ADDED: gettext_lazy("frågor har tillkommit i poängen"),
    Why.ITEMS_REMOVED: gettext_lazy("frågor räknas inte längre med"),
    Why.WEIGHTS: gettext_lazy("frågor räknas på ett annat sätt (vikt eller vänd skala)"),
    Why.POINTS: gettext_lazy("svar ger andra poäng"),
    Why.METHOD: gettext_lazy("poängen räknas på ett annat sätt (summa, medelvärde eller avrundning)"),
    Why.MISSING: gettext_lazy("det som gäller när svar saknas är ändrat"),
    Why.RANGE: gettext_lazy("skalan är en annan"),
}


def asked_differences(old: Document, new: Document) -> Iterator[Asked]:
    """Every questionnaire that is new, gone or changed; by address, in the new one's order."""
    was, now = _by_url(old), _by_url(new)
    for url in (*now, *(url for url in was if url not in now)):
        before, after = was.get(url), now.get(url)
        if before is None and after is not None:
            yield _come_or_gone(after, State.ADDED)
        elif after is None and before is not None:
            yield _come_or_gone(before, State.REMOVED)
        elif before is not None and after is not None:
            told = _changed(old, new, before, after)
            if told is not None:
                yield told


def _by_url(document: Document) -> dict[str, Definition]:
    """The questionnaires that can be read, in the order in which the program asks them."""
    digests: list[str] = []
    for node, _parent in document.nodes():
        digest = getattr(node, "questionnaire", "")
        if digest and digest not in digests:
            digests.append(digest)
    found: dict[str, Definition] = {}
    for digest in (*digests, *(key for key in document.questionnaires if key not in digests)):
        definition = _parsed(document.questionnaires.get(digest))
        if definition is not None:
            found.setdefault(definition.url, definition)
    return found


def _parsed(plain: Mapping[str, object] | None) -> Definition | None:
    try:
        return parse(canonical_json(dict(plain))) if plain is not None else None
    except CannotParse:
        return None


def _come_or_gone(definition: Definition, state: State) -> Asked:
    lines: list[Line] = []
    for rule in definition.dangers:
        name = definition.text(danger_key(rule.rule_id))
        words = (
            _("Nytt svar som räknas som farligt: %(name)s.")
            if state is State.ADDED
            else _("Frågas inte längre, så det upptäcks inte: %(name)s.")
        )
        lines.append(Said(words % {"name": name}, danger=True))
    return Asked(definition.url, definition.title(), state, definition.version, tuple(lines))


def _changed(old: Document, new: Document, before: Definition, after: Definition) -> Asked | None:
    changes = difference(before, after)
    was, now = as_set(before, old.settings.dangers), as_set(after, new.settings.dangers)
    examples = cases(was, now)
    effects = score_effects(before, after)
    if not changes and not examples and not effects:
        return None
    tried = len({str(sorted(each.answers.items())) for each in (*before.examples, *after.examples)})
    versions = (
        before.version
        if before.version == after.version
        else _("version %(before)s → %(after)s") % {"before": before.version, "after": after.version}
    )
    return Asked(
        after.url,
        after.title(),
        State.CHANGED,
        versions,
        tuple(_line(change) for change in changes if change.code != "examples"),
        tuple(_score(before, after, effect) for effect in effects),
        tuple(Example(case.name, tuple(_case(was, now, case))) for case in examples),
        tried,
    )


def _line(change: Change) -> Line:
    told = change_told(change)
    danger = change.code in _DANGER
    if change.before and change.after and change.code.startswith(_WORDINGS):
        return Texts(told.words, compare_plain(change.before, change.after), danger=danger)
    if told.before or told.after:
        return Rule(told.words, told.before, told.after, danger=danger)
    return Said(told.words, danger=danger)


# --- Scores ------------------------------------------------------------------------------------


def _score(old: Definition, new: Definition, effect: ScoreEffect) -> Score:
    name = new.text(score_key(effect.code)) or old.text(score_key(effect.code)) or effect.code
    reasons = [str(_WHY[why]) for why in effect.why]
    match effect.fate:
        case Fate.ADDED:
            return Score(name, _("Ny poäng. Den finns inte för svar som redan är inskickade."))
        case Fate.REMOVED:
            return Score(name, _("Poängen räknas inte längre. Tidigare värden finns kvar."), comparable=False)
        case Fate.OTHER:
            if effect.before != effect.after:
                ends = {"before": _ends(effect.before), "after": _ends(effect.after)}
                reasons.append(_("skalan var %(before)s och är nu %(after)s") % ends)
            return Score(name, _("Poängen går inte att jämföra med tidigare svar."), tuple(reasons), False)
        case Fate.REWORDED:
            words = _("Räknas som förut, men frågorna har andra ord. Var försiktig när du jämför med tidigare svar.")
            return Score(name, words)
        case _bands:
            words = _("Talet är detsamma, men nivåerna är andra. Samma poäng kan få ett annat namn än förut.")
            return Score(name, words)


def _ends(ends: tuple[Decimal | None, Decimal | None]) -> str:
    low, high = (_("utan gräns") if end is None else number_told(end) for end in ends)
    return f"{low}–{high}"


def _case(old: Definition, new: Definition, case: Case) -> Iterator[str]:
    if case.refused:
        yield _("Svaren går inte längre att lämna som förut.")
    for code, before, after in case.scores:
        yield _moved(
            new.text(score_key(code)) or code, _result(old, code, before), _result(new, code, after), before, after
        )
    for rule in case.dangers_gone:
        yield _("Räknas inte längre som farligt svar: %(name)s.") % {"name": old.text(danger_key(rule))}
    for rule in case.dangers_come:
        yield _("Räknas nu som farligt svar: %(name)s.") % {"name": new.text(danger_key(rule))}


def _moved(name: str, said_before: str, said_after: str, before: Result, after: Result) -> str:
    said = {"name": name, "before": said_before, "after": said_after}
    if before.value is None or after.value is None or before.value == after.value:
        return _("%(name)s: förut %(before)s, nu %(after)s.") % said
    by = number_told(abs(after.value - before.value))
    if after.value > before.value:
        return _("%(name)s: förut %(before)s, nu %(after)s. Samma svar ger %(by)s mer.") % {**said, "by": by}
    return _("%(name)s: förut %(before)s, nu %(after)s. Samma svar ger %(by)s mindre.") % {**said, "by": by}


def _result(definition: Definition, code: str, result: Result) -> str:
    if result.value is None:
        return _("ingen poäng")
    band = definition.text(band_key(code, result.band)) if result.band else ""
    return f"{number_told(result.value)} ({band})" if band else number_told(result.value)
