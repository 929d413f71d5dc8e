"""Scores: which questions count, how, and what the number means."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.questionnaires import editing
from stegvis.questionnaires.editing import Doc, Tab, language_of, text, translated
from stegvis.questionnaires.editing.kinds import SCORABLE
from stegvis.questionnaires.editing.paper import number_or_text
from stegvis.web.studio.questionnaires import kinds
from stegvis.web.studio.questionnaires.fields import Field, Row, Section, Todo, indexes, number_shown
from stegvis.web.studio.questionnaires.item_form import askable, name_of
from stegvis.web.studio.questionnaires.rule_pages import Raw, RulePage, unnamed

BLANK_BANDS = 2
LONGEST = 500
LONGEST_LABEL = 200


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: HttpRequest, key: str) -> HttpResponse:
    """All scores, and the form of one."""
    return PAGE.respond(request, key)


def _names(doc: Doc) -> list[tuple[str, str]]:
    return [(str(rule["code"]), unnamed(text(doc, f"score:{rule['code']}"))) for rule in doc.get("scores") or []]


def _draw(doc: Doc, name: str, rule: Raw, todo: Todo) -> list[Section]:
    other = translated(doc)
    first = [
        Field("name", _("Namn"), "line", text(doc, f"score:{name}"), todo=todo.at("name"), longest=LONGEST),
        Field("set.method", _("Räknas som"), "list", str(rule.get("method", "sum")), choices=kinds.choices(kinds.METHODS), width="m"),
        Field("set.better", _("Vad är bättre?"), "list", str(rule.get("better", "neither")), choices=kinds.choices(kinds.BETTER), width="m"),
    ]  # fmt: skip
    missing = [
        Field("set.missing", _("När svar saknas"), "list", str(rule.get("missing", "none")), choices=kinds.choices(kinds.MISSING_RULES), again=True),
    ]  # fmt: skip
    if rule.get("missing") == "prorate":
        most = number_shown(rule.get("most_missing"))
        missing.append(
            Field(
                "set.most_missing",
                _("Så många svar får saknas"),
                "number",
                most,
                todo=todo.at("most_missing"),
                width="s",
            )
        )
    if rule.get("missing") == "prorate" or rule.get("method") == "mean":
        missing.append(
            Field("set.decimals", _("Decimaler"), "number", number_shown(rule.get("decimals", 2)), width="s")
        )
    found = [
        Section("", tuple(first)),
        Section(_("Frågor som räknas"), rows=_parts(doc, rule), kind="parts", todo=todo.at("items")),
        Section(_("Saknade svar"), tuple(missing)),
        Section(
            _("Nivåer"),
            rows=_bands(doc, name, rule),
            kind="bands",
            todo=todo.at("bands"),
            help=_("Varje nivå gäller från sin poäng upp till nästa. Lämna tomt om poängen inte ska delas in."),
        ),
        Section(_("Säker förändring"), _change(rule, todo), fold=True, open=bool(rule.get("reliable_change"))),
    ]
    if other:
        found.append(Section(_("På engelska"), _english(doc, name, rule, other), fold=True))
    return found


def _parts(doc: Doc, rule: Raw) -> tuple[Row, ...]:
    """Every question that can be counted, those that are ticked."""
    chosen = {str(part.get("link_id")): part for part in rule.get("items") or []}
    rows = []
    for number, spot in enumerate(spot for spot in askable(doc) if spot.item.get("type") in SCORABLE):
        part = chosen.get(spot.link_id)
        named = name_of(doc, spot)
        weight = number_shown((part or {}).get("weight", 1))
        fields = (
            Field(f"part.{number}.on", named, "tick", spot.link_id, on=part is not None),
            Field(
                f"part.{number}.weight",
                _("Vikt för %(name)s") % {"name": named},
                "number",
                weight,
                bare=True,
                width="s",
            ),
            Field(f"part.{number}.reverse", _("Vänd"), "tick", "1", on=bool((part or {}).get("reverse"))),
        )
        rows.append(Row(number, "part", fields, spot.link_id))
    return tuple(rows)


def _bands(doc: Doc, name: str, rule: Raw) -> tuple[Row, ...]:
    bands = list(rule.get("bands") or [])
    rows = []
    for number, band in enumerate([*bands, *({} for _extra in range(BLANK_BANDS))]):
        code = str(band.get("code", ""))
        start = f"band.{number}."
        label = text(doc, f"score:{name}:band:{code}") if code else ""
        fields = (
            Field(f"{start}low", _("Från"), "number", number_shown(band.get("low")), width="s"),
            Field(f"{start}text", _("Namn på nivån"), "line", label, longest=LONGEST_LABEL),
            Field(
                f"{start}tone",
                _("Allvar"),
                "list",
                str(band.get("tone") or ""),
                choices=kinds.choices(kinds.TONES, _("Välj")),
            ),
            Field(f"{start}source", _("Källa till gränsen"), "line", str(band.get("source") or ""), longest=LONGEST),
        )
        rows.append(Row(number, "band", fields, code, new=not band, label=str(_("Nivå %(n)s") % {"n": number + 1})))
    return tuple(rows)


def _change(rule: Raw, todo: Todo) -> tuple[Field, ...]:
    help = _("Hur många poäng det behöver skilja för att det inte bara ska vara slump.")
    value = number_shown(rule.get("reliable_change"))
    source = str(rule.get("reliable_change_source") or "")
    return (
        Field("set.reliable_change", _("Gräns"), "number", value, help, todo=todo.at("reliable_change"), width="s"),
        Field(
            "set.reliable_change_source",
            _("Källa"),
            "line",
            source,
            todo=todo.at("reliable_change_source"),
            longest=LONGEST,
        ),
    )


def _english(doc: Doc, name: str, rule: Raw, other: str) -> tuple[Field, ...]:
    found = [Field("name.other", _("Namn"), "line", text(doc, f"score:{name}", other), lang=other, longest=LONGEST)]
    for number, band in enumerate(rule.get("bands") or []):
        key = f"score:{name}:band:{band.get('code')}"
        label = text(doc, key) or _("Nivå %(n)s") % {"n": number + 1}
        found.append(
            Field(f"band.{number}.other", label, "line", text(doc, key, other), lang=other, longest=LONGEST_LABEL)
        )
    return tuple(found)


def _read(request: HttpRequest, doc: Doc, name: str, rule: Raw) -> Doc:
    posted, other = request.POST, translated(doc)
    missing = "prorate" if posted.get("set.missing") == "prorate" else "none"
    method = "mean" if posted.get("set.method") == "mean" else "sum"
    better = posted.get("set.better", "neither")
    values: dict[str, Any] = {
        "method": method,
        "missing": None if missing == "none" else missing,
        "better": better if better in ("lower", "higher") else None,
        "items": _read_parts(request, rule),
        "most_missing": number_or_text(posted.get("set.most_missing", "")[:60]) if missing == "prorate" else None,
        "reliable_change": number_or_text(posted.get("set.reliable_change", "")[:60]),
        "reliable_change_source": posted.get("set.reliable_change_source", "").strip()[:LONGEST],
    }
    if "set.decimals" in posted:
        decimals = number_or_text(posted["set.decimals"][:60])
        values["decimals"] = None if decimals == 2 else decimals
    texts = {language_of(doc): {f"score:{name}": posted.get("name", "")[:LONGEST]}}
    if other and "name.other" in posted:
        texts[other] = {f"score:{name}": posted["name.other"][:LONGEST]}
    made = editing.set_rule(doc, "scores", name, values, texts)
    return _read_bands(request, made, name, other)


def _read_parts(request: HttpRequest, rule: Raw) -> list[Raw]:
    posted = request.POST
    found = []
    for number in indexes(posted, "part"):
        link_id = posted.get(f"part.{number}.on")
        if not link_id:
            continue
        part: Raw = {"link_id": link_id}
        weight = number_or_text(posted.get(f"part.{number}.weight", "")[:60])
        if weight not in (None, 1):
            part["weight"] = weight
        if f"part.{number}.reverse" in posted:
            part["reverse"] = True
        found.append(part)
    return found


def _read_bands(request: HttpRequest, doc: Doc, name: str, other: str) -> Doc:
    posted = request.POST
    gone = posted.get("do", "")
    rows: list[Raw] = []
    words: dict[str, list[str]] = {language: [] for language in (language_of(doc), other) if language}
    for number in indexes(posted, "band"):
        start = f"band.{number}."
        low, label = posted.get(f"{start}low", "").strip(), posted.get(f"{start}text", "").strip()
        source, tone = posted.get(f"{start}source", "").strip()[:LONGEST], posted.get(f"{start}tone", "")
        if not (low or label or source) or gone == f"band.remove:{number}":
            continue
        tone = tone if tone in dict(kinds.TONES) else ""
        code = posted.get(f"{start}code", "")
        rows.append({"code": code, "low": number_or_text(low[:60]), "tone": tone, "source": source})
        words[language_of(doc)].append(label[:LONGEST_LABEL])
        if other:
            words[other].append(posted.get(f"{start}other", "")[:LONGEST_LABEL])
    return editing.set_bands(doc, name, rows, words)


PAGE = RulePage(
    Tab.SCORES,
    "scores",
    "studio/questionnaires/scores.html",
    _names,
    _draw,
    _read,
    lambda request, doc, name, rule: {"scorable": any(s.item.get("type") in SCORABLE for s in askable(doc))},
    lambda: _("Summa"),
)
