"""Worked examples: answers with the score somebody has counted by hand. They are run before publication."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.questionnaires import editing, engine
from stegvis.questionnaires.answering import read_post
from stegvis.questionnaires.editing import Doc, Tab, text
from stegvis.questionnaires.editing.paper import number_or_text
from stegvis.questionnaires.engine.places import MOST_ROWS
from stegvis.questionnaires.form import build_form
from stegvis.web.studio.questionnaires.fields import Choice, Field, Section, Todo, number_shown
from stegvis.web.studio.questionnaires.outcome import results_of
from stegvis.web.studio.questionnaires.rule_pages import Raw, RulePage, unnamed
from stegvis.web.studio.questionnaires.trying import rows_after

UNTRIED, NOTHING = "", "-"
ROWS = "rader"
MOST_GROUPS = 20


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def examples(request: HttpRequest, key: str) -> HttpResponse:
    """All examples, and the form of one."""
    return PAGE.respond(request, key)


def _names(doc: Doc) -> list[tuple[str, str]]:
    return [(str(number), unnamed(str(row.get("name", "")))) for number, row in enumerate(doc.get("examples") or [])]


def _draw(doc: Doc, name: str, rule: Raw, todo: Todo) -> list[Section]:
    first = Field(
        "name",
        _("Namn"),
        "line",
        str(rule.get("name", "")),
        _("Till exempel ”Allt noll” eller ”Högsta poäng”."),
        todo=todo.at("name"),
        longest=200,
    )
    expected = [*_expected_scores(doc, rule), *_expected_dangers(doc, rule)]
    help = _("Räkna för hand, inte genom att prova. Då märks det om formuläret räknar fel.")
    if not expected:
        help = _("Formuläret har inga poäng och inga riskregler än. Då finns inget att pröva.")
    return [Section("", (first,)), Section(_("Så ska det bli"), tuple(expected), help=help, todo=todo.at("scores"))]


def _expected_scores(doc: Doc, rule: Raw) -> list[Field]:
    found = []
    given, bands_given = rule.get("scores") or {}, rule.get("bands") or {}
    for score in doc.get("scores") or []:
        code = str(score["code"])
        label = unnamed(text(doc, f"score:{code}"))
        empty = code in given and given[code] is None
        found.append(
            Field(f"exp.score.{code}", label, "number", "" if empty else number_shown(given.get(code)), width="s")
        )
        found.append(Field(f"exp.none.{code}", _("Ska inte bli någon poäng, för svar saknas"), "tick", "1", on=empty))
        bands = [
            Choice(str(b["code"]), text(doc, f"score:{code}:band:{b['code']}") or str(b["code"]))
            for b in score.get("bands") or []
        ]
        if bands:
            chosen = (
                NOTHING if code in bands_given and bands_given[code] is None else str(bands_given.get(code) or UNTRIED)
            )
            pairs = (Choice(UNTRIED, str(_("Prövas inte"))), *bands, Choice(NOTHING, str(_("Ingen nivå"))))
            label = _("Nivå för %(name)s") % {"name": label}
            found.append(Field(f"exp.band.{code}", label, "list", chosen, choices=pairs, width="m"))
    return found


def _expected_dangers(doc: Doc, rule: Raw) -> list[Field]:
    given = rule.get("dangers") or []
    return [
        Field(
            f"exp.danger.{danger['id']}",
            _("Risk: %(name)s") % {"name": unnamed(text(doc, f"danger:{danger['id']}"))},
            "tick",
            "1",
            on=danger["id"] in given,
        )
        for danger in doc.get("dangers") or []
    ]


def _read(request: HttpRequest, doc: Doc, name: str, rule: Raw) -> Doc:
    posted = request.POST
    answers = rule.get("answers") or {}
    definition = editing.presentable(doc)
    if definition is not None and "answers.form" in posted:
        received = read_post(definition, posted)
        read, _rows = rows_after(posted.get("do", ""), received.answers, received.rows)
        answers = engine.clean(definition, read)
    scores: dict[str, Any] = {}
    bands: dict[str, Any] = {}
    for score in doc.get("scores") or []:
        code = str(score["code"])
        typed = posted.get(f"exp.score.{code}", "")
        if f"exp.none.{code}" in posted:
            scores[code] = None
        elif typed.strip():
            scores[code] = number_or_text(typed[:60])
        chosen = posted.get(f"exp.band.{code}", UNTRIED)
        if chosen == NOTHING:
            bands[code] = None
        elif any(band["code"] == chosen for band in score.get("bands") or []):
            bands[code] = chosen
    expected = [str(danger["id"]) for danger in doc.get("dangers") or [] if f"exp.danger.{danger['id']}" in posted]
    values = {"name": posted.get("name", "").strip()[:200], "answers": answers, "scores": scores, "bands": bands, "dangers": expected}  # fmt: skip
    return editing.set_rule(doc, "examples", name, {key: value or None for key, value in values.items()}, {})


def _rows_wanted(request: HttpRequest, doc: Doc) -> list[tuple[str, str]]:
    """A new row holds no answers and is not kept, so the address remembers how many there are to show."""
    definition = editing.presentable(doc)
    do = request.POST.get("do", "")
    if definition is None or not do.startswith(("add:", "remove:")):
        return []
    received = read_post(definition, request.POST)
    _answers, rows = rows_after(do, received.answers, received.rows)
    return [(ROWS, f"{group}:{count}") for group, count in rows.items() if count > 1][:MOST_GROUPS]


def _rows_asked_for(request: HttpRequest, definition: engine.Definition) -> dict[str, int]:
    found = {}
    for asked in request.GET.getlist(ROWS)[:MOST_GROUPS]:
        group, _colon, count = asked.rpartition(":")
        item = definition.index.get(group.rsplit("#", 1)[-1])
        if item is not None and item.repeats and count.isascii() and count.isdigit() and len(count) < 4:
            found[group] = min(int(count), item.most_rows or MOST_ROWS)
    return found


def _more(request: HttpRequest, doc: Doc, name: str, rule: Raw) -> dict[str, Any]:
    """The real form with the example's answers in it, and what they give now."""
    definition = editing.presentable(doc)
    if definition is None:
        return {"q": None}
    answers = rule.get("answers") or {}
    return {
        "q": build_form(definition, answers, preview=True, rows=_rows_asked_for(request, definition)),
        "results": results_of(definition, answers, expected=rule) if answers else None,
    }


PAGE = RulePage(
    Tab.EXAMPLES,
    "examples",
    "studio/questionnaires/examples.html",
    _names,
    _draw,
    _read,
    _more,
    lambda: _("Nytt exempel"),
    _rows_wanted,
)
