"""Danger rules: an answer that somebody has to be told about, and what the one who answers is told at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.questionnaires import editing
from stegvis.questionnaires.editing import Doc, Tab, language_of, spot_of, text, translated
from stegvis.questionnaires.editing.kinds import COUNTED
from stegvis.questionnaires.editing.paper import number_or_text
from stegvis.web.studio.questionnaires import kinds
from stegvis.web.studio.questionnaires.fields import Choice, Field, Section, Todo, number_shown
from stegvis.web.studio.questionnaires.item_form import askable, name_of, value_field
from stegvis.web.studio.questionnaires.item_reading import compared
from stegvis.web.studio.questionnaires.rule_pages import Raw, RulePage, unnamed

POINTS = "points:"


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def dangers(request: HttpRequest, key: str) -> HttpResponse:
    """All danger rules, and the form of one."""
    return PAGE.respond(request, key)


def _names(doc: Doc) -> list[tuple[str, str]]:
    return [(str(rule["id"]), unnamed(text(doc, f"danger:{rule['id']}"))) for rule in doc.get("dangers") or []]


def _draw(doc: Doc, name: str, rule: Raw, todo: Todo) -> list[Section]:
    other = translated(doc)
    words = (
        _("Vad är risken?"),
        _("Det här läser personalen när någon har svarat så. Till exempel ”Tankar på att skada sig själv”."),
    )
    help = _("Det här läser den som svarar så, genast, bredvid vart man kan vända sig.")
    asked = askable(doc)
    question = str(rule.get("link_id") or "")
    pairs = [Choice("", str(_("Välj fråga"))), *(Choice(spot.link_id, name_of(doc, spot)) for spot in asked)]
    if question and question not in {choice.value for choice in pairs}:
        pairs.append(Choice(question, question))
    when = [Field("question", _("Fråga"), "list", question, choices=tuple(pairs), todo=todo.at("question"), again=True)]
    spot = spot_of(doc, question)
    if spot is not None:
        when += _limit(doc, rule, spot.item, todo)
    found = [
        Section(
            "",
            (
                Field(
                    "name", words[0], "line", text(doc, f"danger:{name}"), words[1], todo=todo.at("text"), longest=500
                ),
                Field(
                    "help",
                    _("Vad får den som svarar veta?"),
                    "text",
                    text(doc, f"danger:{name}:help"),
                    help,
                    todo=todo.at("help"),
                    longest=5000,
                ),
            ),
        ),
        Section(_("När gäller regeln?"), tuple(when)),
    ]
    if other:
        english = (
            Field("name.other", words[0], "line", text(doc, f"danger:{name}", other), lang=other, longest=500),
            Field(
                "help.other",
                _("Vad får den som svarar veta?"),
                "text",
                text(doc, f"danger:{name}:help", other),
                lang=other,
                longest=5000,
            ),
        )
        found.append(Section(_("På engelska"), english, fold=True))
    return found


def _limit(doc: Doc, rule: Raw, item: Raw, todo: Todo) -> list[Field]:
    kind, threshold = str(item.get("type")), rule.get("threshold")
    operator = str(rule.get("operator") or ("=" if kind in ("choice", "boolean") else ">="))
    by_points = kind == "choice" and not isinstance(threshold, str) and operator != "exists" and threshold is not None
    by_points = by_points or (kind == "choice" and operator in (">=", "<=", ">", "<"))
    chosen = f"{POINTS}{operator}" if by_points else operator
    field = Field("operator", _("Gäller när svaret"), "list", chosen, choices=_operators(kind), again=True)
    if operator == "exists":
        return [field]
    if kind == "choice" and not by_points:
        compared_with = value_field(doc, "value", item, operator, threshold)
    else:
        compared_with = value_field(
            doc, "value", {**item, "type": "integer"} if by_points else item, operator, threshold
        )
    if compared_with is None:
        return [field]
    label = _("Poäng") if by_points else _("Svar")
    shown = number_shown(threshold) if compared_with.kind == "number" else compared_with.value
    return [field, Field("value", label, compared_with.kind, shown, choices=compared_with.choices, todo=todo.at("value"), width=compared_with.width)]  # fmt: skip


def _operators(kind: str) -> tuple[Choice, ...]:
    if kind == "choice":
        points = [
            Choice(f"{POINTS}{sign}", str(_("ger poäng: %(how)s") % {"how": kinds.OPERATOR_WORDS[sign]}))
            for sign in (">=", "<=", "=")
        ]
        plain = (("=", kinds.OPERATOR_WORDS["="]), ("!=", kinds.OPERATOR_WORDS["!="]), ("exists", kinds.OPERATOR_WORDS["exists"]))  # fmt: skip
        return (*kinds.choices(plain), *points)
    signs: tuple[str, ...] = ("=", "!=") if kind == "boolean" else ("exists",)
    if kind in COUNTED:
        signs = (">=", "<=", ">", "<", "=", "!=")
    more = () if "exists" in signs else ("exists",)
    return kinds.choices(tuple((sign, kinds.OPERATOR_WORDS[sign]) for sign in (*signs, *more)))


def _read(request: HttpRequest, doc: Doc, name: str, rule: Raw) -> Doc:
    posted, other = request.POST, translated(doc)
    question = posted.get("question", "")
    spot = spot_of(doc, question)
    kind = str(spot.item.get("type")) if spot else ""
    allowed = [choice.value for choice in _operators(kind)]
    said = posted.get("operator", "")
    said = said if said in allowed else allowed[0]
    value = posted.get("value", "")
    threshold: object
    if said == "exists":
        threshold = True
    elif said.startswith(POINTS):
        threshold = number_or_text(value[:60])
    else:
        threshold = compared(value, kind)
    values = {"link_id": question, "operator": said.removeprefix(POINTS), "threshold": threshold}
    language = language_of(doc)
    texts = {
        language: {f"danger:{name}": posted.get("name", "")[:500], f"danger:{name}:help": posted.get("help", "")[:5000]}
    }
    if other and "name.other" in posted:
        texts[other] = {
            f"danger:{name}": posted["name.other"][:500],
            f"danger:{name}:help": posted.get("help.other", "")[:5000],
        }
    made = editing.set_rule(doc, "dangers", name, values, texts)
    found = editing.rule_of(made, "dangers", name)
    if found is not None and threshold is False:
        # `set_rule` leaves out what is false, as the format does; here false is an answer.
        found["threshold"] = False
    return made


PAGE = RulePage(
    Tab.DANGERS,
    "dangers",
    "studio/questionnaires/dangers.html",
    _names,
    _draw,
    _read,
    lambda request, doc, name, rule: {},
    lambda: _("Ny risk"),
)
