"""The analysis as a paper to keep, and an empty one to write on. PDF/UA."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import MemberKind
from stegvis.governance.risks import queries
from stegvis.governance.risks.state import State
from stegvis.governance.risks.template import Scale, Template
from stegvis.ui.print import Facts, Heading, Paper, Part, Picture, Table, Words
from stegvis.web.papers import as_pdf, said_at
from stegvis.web.process.risks.matrix import drawing, matrix, words
from stegvis.web.process.risks.page import Shown, one, state_or_404

_ROWS_ON_EMPTY = 6


@needs("process:read")
@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The analysis as it is now."""
    _found, state = state_or_404(request, pk)
    return as_pdf(analysis_paper(state), "riskanalys", real_now())


@needs("process:read")
@require_safe
def empty_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The template to write on, for a meeting without screens."""
    _found, state = state_or_404(request, pk)
    return as_pdf(empty_paper(state.template), "riskanalys-mall", real_now())


def analysis_paper(state: State) -> Paper:
    """Matrix, rows, signatures, approval."""
    initiative, template = state.initiative, state.template
    about = [
        (_("Program"), initiative.title),
        (_("Arbete"), initiative.number),
        (_("Enhet"), initiative.unit.name if initiative.unit else _("Flera enheter")),
        (_("Innehållets kontrollsumma"), state.document[:16] or _("Ingen kandidat än")),
        (_("Läge"), _status(state)),
    ]
    parts: list[Part] = []
    if state.uploaded and state.paper:
        parts += [Heading(_("Egen riskanalys")), Facts(_paper_facts(state))]
    else:
        before = matrix(template, state.rows, lambda each: "")
        after = matrix(template, state.rows, lambda each: "", residual=True)
        parts += [Heading(_("Matrisen före åtgärd")), Picture(drawing(before), words(before))]
        parts += [Heading(_("Matrisen efter åtgärd")), Picture(drawing(after), words(after))]
        parts += [Heading(_("Risker"))]
        for each in state.rows:
            parts += _row(one(state, each))
        parts += _regards(state)
    parts += [Heading(_("Underskrifter")), *_signatures(state)]
    if state.contributions:
        parts += [Heading(_("Har bidragit")), _contributors(state)]
    parts += _legend(template)
    title = _("Riskanalys: %(title)s") % {"title": initiative.title}
    return Paper(title, get_language() or "sv", tuple(about), tuple(parts), foot=title)


def _status(state: State) -> str:
    if state.holds and state.approval is not None:
        return _("Godkänd av %(who)s %(at)s.") % {"who": state.approval.by_name, "at": said_at(state.approval.at)}
    return " ".join(queries.hindrances(state.initiative)) or _("Under arbete")


def _paper_facts(state: State) -> tuple[tuple[str, str], ...]:
    paper = state.paper
    if paper is None:
        return ()
    return (
        (_("Fil"), _("%(name)s, %(n)s sidor") % {"name": paper.name, "n": paper.pages}),
        (_("Gjord av"), paper.made_by_words),
        (_("Gjord"), date_format(paper.made_on, "j F Y")),
        (_("Filens kontrollsumma"), paper.digest[:16]),
    )


def _row(shown: Shown) -> list[Part]:
    row = shown.each.row
    facts = [
        (_("Område"), shown.area),
        (_("Orsak"), row.cause),
        (_("Bedömning"), _judged(row.consequence, row.likelihood, shown.product, shown.each.level)),
        (_("Kommentar"), row.comment),
        (_("Skydd som finns"), row.protection),
        (_("Åtgärd"), row.action),
        (_("Ansvarig"), str(row.responsible) if row.responsible else ""),
        (_("Klart senast"), date_format(row.due_on, "j F Y") if row.due_on else ""),
        (_("Klart"), date_format(row.done_on, "j F Y") if row.done_on else ""),
        (
            _("Efter åtgärd"),
            _judged(row.residual_consequence, row.residual_likelihood, shown.left_product, shown.each.residual),
        ),
        (_("Bygger på"), "\n".join(words for _place, words, _there in shown.leaning)),
    ]
    parts: list[Part] = [Heading(f"{row.number}. {row.risk}", 3), Facts(tuple(pair for pair in facts if pair[1]))]
    if shown.each.stale:
        listed = "; ".join(change.name.rstrip(".") for change in shown.changed)
        parts.append(Words(_("Behöver gås igenom igen. Ändrat: %(places)s.") % {"places": listed}))
    return parts


def _judged(consequence: int | None, likelihood: int | None, product: int | None, level: object) -> str:
    if not consequence or not likelihood:
        return ""
    said = {"c": consequence, "l": likelihood, "p": product, "level": getattr(level, "label", "")}
    return _("Konsekvens %(c)s × sannolikhet %(l)s = %(p)s. %(level)s risk.") % said


def _regards(state: State) -> list[Part]:
    if not state.regards:
        return []
    rows = tuple(
        (queries.name_of(state, row.place), row.note or "–", f"{row.by}, {date_format(row.at, 'j F Y')}")
        for row in state.regards
    )
    return [
        Heading(_("Genomgånget utan egen rad")),
        Table((_("Vad"), _("Varför"), _("Vem")), rows, (3, 3, 2)),
    ]


def _signatures(state: State) -> list[Part]:
    rows = tuple((row.by_name, str(MemberKind(row.kind).label), said_at(row.at)) for row in state.in_force)
    parts: list[Part] = [Table((_("Namn"), _("Som"), _("När")), rows, (2, 2, 2))] if rows else []
    if state.wanting.signatures:
        wanted = queries.wanted_words(state.wanting.signatures)
        parts.append(Words(_("Saknas: %(who)s.") % {"who": wanted}))
    return parts or [Words(_("Ingen har skrivit under."))]


def _contributors(state: State) -> Table:
    people: dict[UUID, tuple[str, str]] = {}
    for row in state.contributions:
        as_care = _("Vårdpersonal på enheten") if row.care else ""
        people[row.by_id] = (str(row.by), as_care or people.get(row.by_id, ("", ""))[1] or "–")
    return Table((_("Namn"), _("Som")), tuple(sorted(people.values())), (1, 1))


# --- The template -------------------------------------------------------------------------------


def _scale(heading: str, scales: tuple[Scale, ...]) -> Table:
    rows = tuple((str(n), scale.label, scale.help) for n, scale in enumerate(scales, 1))
    return Table((_("Steg"), heading, _("Betyder")), rows, (1, 2, 6))


def _legend(template: Template) -> list[Part]:
    limits = _(
        "Konsekvens gånger sannolikhet: från %(middle)s är risken måttlig, från %(high)s hög. "
        "Från %(action)s behövs en åtgärd."
    ) % {"middle": template.middle_from, "high": template.high_from, "action": template.action_from}
    return [
        Heading(_("Så bedömer vi")),
        Words(limits),
        _scale(_("Konsekvens"), template.consequences),
        _scale(_("Sannolikhet"), template.likelihoods),
    ]


def empty_paper(template: Template) -> Paper:
    """To write on by hand: the matrix, the questions, a few empty rows, lines to sign on."""
    blank = matrix(template, (), lambda each: "")
    parts: list[Part] = [*_legend(template), Picture(drawing(blank), _("En tom matris."), 80)]
    parts.append(Heading(_("Att fundera över")))
    for area in template.areas:
        parts += [Heading(area.name, 3), *(Words(question) for question in area.questions)]
    parts.append(Heading(_("Risker")))
    names = (
        _("Risk"), _("Orsak"), _("Konsekvens och sannolikhet"), _("Skydd som finns"), _("Åtgärd"),
        _("Ansvarig och datum"), _("Efter åtgärd"), _("Bygger på"),
    )  # fmt: skip
    for number in range(1, _ROWS_ON_EMPTY + 1):
        parts.append(Table((str(number), ""), tuple((name, "\n ") for name in names), (1, 3)))
    parts.append(Heading(_("Underskrifter")))
    demanded = [MemberKind(demand.kind).label for demand in template.demands for _n in range(demand.least)]
    parts.append(
        Table((_("Som"), _("Namn"), _("Datum")), tuple((str(label), "\n ", "\n ") for label in demanded), (2, 3, 1))
    )
    title = _("Riskanalys: mall")
    return Paper(title, get_language() or "sv", (), tuple(parts), foot=title)
