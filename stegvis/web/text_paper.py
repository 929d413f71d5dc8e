"""All texts of a program as a paper: each with its number, so that somebody who checks facts can refer to it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from stegvis.catalogue.alltexts import AllTexts, Instrument, ModuleText, Piece
from stegvis.program.wording import Passage
from stegvis.questionnaires.telling import QuestionTold
from stegvis.ui.print import Facts, Heading, Paper, Part, Words

Pairs = tuple[tuple[str, str], ...]


def texts_paper(whole: AllTexts, about: Pairs) -> Paper:
    """The program's own words, its modules, questionnaires and rules, in that order."""
    how = _("Varje text har ett nummer. Skriv numret när du har en synpunkt, till exempel ”2.3.1: stämmer inte”.")
    parts: list[Part] = [Words(how, quiet=True)]
    if whole.head:
        parts += [Heading(_("Det invånaren läser först")), Facts(tuple(_piece(piece) for piece in whole.head))]
    for module in whole.modules:
        parts += _module(module)
    for instrument in whole.instruments:
        parts += _instrument(instrument)
    if whole.rules:
        rows = tuple((f"{rule.number} {rule.label}", rule.text) for rule in whole.rules)
        parts += [Heading(_("Regler")), Facts(rows)]
    title = _("Alla texter: %(title)s") % {"title": whole.title}
    return Paper(title, whole.language, about, tuple(parts), foot=title)


def said(passages: tuple[Passage, ...]) -> str:
    """Passages as lines; a point of a list begins with a dot."""
    return "\n".join(f"• {each.text}" if each.kind in ("ul", "ol") else each.text for each in passages)


def _module(module: ModuleText) -> Iterator[Part]:
    yield Heading(_("Modul %(number)s: %(title)s") % {"number": module.number, "title": module.title})
    yield Words(f"{module.opening}.", quiet=True)
    if module.lead:
        yield Words(module.lead)
    section = ""
    for page in module.pages:
        if page.section and page.section != section:
            section = page.section
            yield Words(_("Avsnitt: %(name)s") % {"name": section}, quiet=True)
        yield Heading(f"{page.number} {page.title}", 3)
        if page.pieces:
            yield Facts(tuple(_piece(piece) for piece in page.pieces))
        else:
            yield Words(_("Steget har inget innehåll."), quiet=True)


def _piece(piece: Piece) -> tuple[str, str]:
    return f"{piece.number} {piece.label}", "\n".join(filter(None, (said(piece.passages), piece.note))) or "–"


def _instrument(instrument: Instrument) -> Iterator[Part]:
    named = {"number": instrument.number, "title": instrument.title}
    yield Heading(_("Formulär %(number)s: %(title)s") % named)
    about = [_("Version %(version)s.") % {"version": instrument.version}, instrument.licence]
    yield Words(" ".join(filter(None, about)), quiet=True)
    for words in (instrument.intro, instrument.notice):
        if words:
            yield Words(words)
    yield Facts(tuple((question.number, _question(question.told)) for question in instrument.questions))
    for score in instrument.told.scores:
        bands = "\n".join(_("%(low)s och uppåt: %(label)s") % {"low": b.low, "label": b.label} for b in score.bands)
        yield Facts(((score.name, "\n".join(filter(None, (". ".join(score.facts), bands)))),))
    for danger in instrument.told.dangers:
        help_text = _("Den som svarar får läsa: %(help)s") % {"help": danger.help} if danger.help else ""
        yield Facts(((_("Farligt svar: %(name)s") % {"name": danger.name}, f"{danger.when}. {help_text}".strip()),))


def _question(told: QuestionTold) -> str:
    options = [
        _("○ %(answer)s (%(points)s poäng)") % {"answer": answer, "points": points} if points else f"○ {answer}"
        for answer, points in told.options
    ]
    facts = " · ".join(filter(None, (told.kind, *told.facts)))
    when = _("Visas bara när %(when)s") % {"when": told.when} if told.when else ""
    return "\n".join(filter(None, (told.text, facts, when, *options)))
