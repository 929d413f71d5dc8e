"""What came out of a round: on a page that prints well, and as a PDF."""

from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.governance.prototypes import queries
from stegvis.governance.prototypes.kinds import PinKind, PinState
from stegvis.governance.prototypes.summary import Summary, summary_of
from stegvis.ui.print import Facts, Heading, Paper, Part, Table, Words
from stegvis.web.papers import as_pdf
from stegvis.web.process.prototypes.visit import Visit


def summary(visit: Visit) -> HttpResponse:
    """Counts, what was decided, and every pin by module."""
    found = _summary(visit)
    context: dict[str, Any] = {
        "summary": found,
        "kinds": [kind.label for kind in PinKind],
        "states": [(PinState(state).label, number) for state, number in found.states.items()],
        "decisions": queries.decisions(visit.actor, visit.round),
        "tryouts": queries.tryouts(visit.actor, visit.round),
    }
    return visit.show("summary", **context)


def summary_pdf(visit: Visit) -> HttpResponse:
    """The same as a paper to keep."""
    return as_pdf(_paper(visit, _summary(visit)), "prototyp", visit.now)


def _summary(visit: Visit) -> Summary:
    titles = {module.id: visit.document.text(module.key("title"), visit.language) for module in visit.document.modules}
    return summary_of(queries.pins(visit.actor, visit.round), titles)


def _paper(visit: Visit, found: Summary) -> Paper:
    round = visit.round
    done = [row.name for row in queries.tryouts(visit.actor, round) if row.done_at]
    about = (
        (_("Program"), visit.title),
        (_("Arbete"), f"{round.initiative.number} {round.initiative.title}"),
        (_("Visades"), f"{_day(round.opened_at)} – {_day(round.closed_at or round.due_on)}"),
        (_("Klara med sin genomgång"), ", ".join(done) or _("Ingen")),
    )
    parts: list[Part] = []
    if round.closing_text:
        parts += [Heading(_("Sammanfattning")), Words(round.closing_text)]
    parts += [Heading(_("I siffror")), Facts(tuple((str(kind.label), str(n)) for kind, n in found.kinds))]
    decided = queries.decisions(visit.actor, round)
    if decided:
        parts.append(Heading(_("Beslut")))
        for row in decided:
            about_pins = row.pins.count()
            words = ngettext("%(n)s synpunkt", "%(n)s synpunkter", about_pins) % {"n": about_pins}
            parts += [Words(row.text), Words(f"{row.by_name}, {_day(row.at)}. {words}.", quiet=True)]
    for module in found.modules:
        parts += [Heading(module.title or _("Hela programmet")), _table(module.pins)]
    if found.gone:
        parts += [Heading(_("Om delar som är borttagna")), _table(found.gone)]
    title = _("Synpunkter på prototyp, omgång %(number)s") % {"number": round.number}
    return Paper(title, visit.language, about, tuple(parts), foot=title)


def _table(pins: Any) -> Table:
    heads = (_("Ställe"), _("Synpunkt"), _("Läge"))
    rows = []
    for each in pins:
        pin = each.pin
        answers = [f"{reply.name}: {reply.text}" for reply in pin.replies.all() if reply.text]
        said = "\n".join([f"{pin.get_kind_display()}: {pin.text}", f"– {pin.speaker}", *answers])
        rows.append(
            ("\n".join(x for x in (each.place.step_title, pin.excerpt[:90]) if x), said, pin.get_state_display())
        )
    return Table(heads, tuple(rows), (3, 6, 2))


def _day(moment: Any) -> str:
    return date_format(localtime(moment) if hasattr(moment, "hour") else moment, "j F Y")
