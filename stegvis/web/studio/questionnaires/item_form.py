"""The form of one question: which fields it has, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from stegvis.questionnaires.editing import Doc, Spot, language_of, text, translated, walk
from stegvis.questionnaires.editing.kinds import COUNTED, FIELDS, SILENT, TYPED_MOMENTS
from stegvis.web.studio.questionnaires import item_more, kinds
from stegvis.web.studio.questionnaires.fields import Choice, Field, Row, Section, Todo, number_shown

SHORT_LABEL = 70
BLANK_OPTIONS = 2


def sections(doc: Doc, spot: Spot, todo: Todo) -> list[Section]:
    """The whole form, from what is asked to what few need."""
    draw = _Drawing(doc, spot, todo)
    found = [draw.asking()]
    if draw.kind in ("choice", "matrix") and not draw.in_matrix:
        found.append(draw.answers())
        if draw.item.get("open"):
            found.append(Section(_("Eget svar"), (draw.own(),)))
    if limits := draw.limits():
        found.append(Section(_("Gränser"), limits))
    if not draw.in_matrix:
        found.append(draw.conditions())
    if begins := item_more.beginning(doc, spot, todo):
        found.append(begins)
    found.append(draw.more())
    if draw.other:
        found.append(draw.english())
    found.append(item_more.codes(doc, spot, in_matrix=draw.in_matrix))
    return found


def name_of(doc: Doc, spot: Spot) -> str:
    """A question in a list: its number and the beginning of its text."""
    said = text(doc, f"item:{spot.link_id}:text") or str(_("(utan text)"))
    short = said if len(said) <= SHORT_LABEL else f"{said[:SHORT_LABEL].rsplit(' ', 1)[0]} …"
    return f"{spot.number}. {short}"


def askable(doc: Doc, before: Spot | None = None) -> list[Spot]:
    """Questions that can be answered; with `before`, only those that stand above it."""
    return [
        spot
        for spot in walk(doc)
        if spot.item.get("type") not in SILENT and (before is None or spot.number < before.number)
    ]


def value_field(doc: Doc, name: str, target: Mapping[str, Any] | None, operator: str, value: object) -> Field | None:
    """What an answer is compared with: picked among the question's own answers, or typed."""
    if target is None or operator in (kinds.EXISTS, kinds.MISSING):
        return None
    kind = str(target.get("type"))
    label = str(_("Svar"))
    if kind == "choice":
        pairs = tuple(
            Choice(str(o["code"]), text(doc, f"item:{target['link_id']}:option:{o['code']}") or str(o["code"]))
            for o in target.get("options") or []
        )
        return Field(
            name, label, "list", str(value or ""), choices=(Choice("", str(_("Välj svar"))), *pairs), bare=True
        )
    if kind == "boolean":
        said = {True: "true", False: "false"}.get(value, "") if isinstance(value, bool) else ""
        pairs = (Choice("", str(_("Välj svar"))), Choice("true", str(_("Ja"))), Choice("false", str(_("Nej"))))
        return Field(name, label, "list", said, choices=pairs, bare=True)
    typed = {"date": "date", "time": "time", "date-time": "datetime-local"}.get(kind, "line")
    if kind in COUNTED:
        return Field(name, label, "number", number_shown(value), bare=True, width="s")
    return Field(name, label, typed, str(value or ""), bare=True)


class _Drawing:
    def __init__(self, doc: Doc, spot: Spot, todo: Todo) -> None:
        self.doc, self.spot, self.todo, self.item = doc, spot, todo, spot.item
        self.kind = str(spot.item.get("type"))
        self.other = translated(doc)
        self.in_matrix = spot.parent is not None and spot.parent.get("type") == "matrix"
        self.allowed = FIELDS.get(self.kind, frozenset())

    def said(self, part: str, language: str = "") -> str:
        return text(self.doc, f"item:{self.spot.link_id}:{part}", language)

    def words(self, part: str, label: str, kind: str = "line", help: str = "", language: str = "") -> Field:
        name = f"text.{language or language_of(self.doc)}.{part}"
        todo = () if language else self.todo.at(part)
        return Field(name, label, kind, self.said(part, language), help, todo=todo, lang=language)

    def number(self, name: str, label: str, help: str = "") -> Field:
        value = number_shown(self.item.get(name))
        return Field(f"set.{name}", label, "number", value, help, todo=self.todo.at(name), width="s")

    def tick(self, name: str, label: str, help: str = "", *, again: bool = False) -> Field:
        return Field(f"set.{name}", label, "tick", "1", help, on=bool(self.item.get(name)), again=again)

    # --- Parts ----------------------------------------------------------------------------------

    def asking(self) -> Section:
        labels = {"group": _("Rubrik"), "display": _("Text att läsa"), "matrix": _("Fråga över rutnätet")}
        label = str(_("Raden")) if self.in_matrix else str(labels.get(self.kind, _("Fråga")))
        found = [self.words("text", label, "text")]
        if self.kind != "display" and not self.in_matrix:
            found.append(self.words("help", _("Hjälptext"), "line", _("Står under frågan med mindre text.")))
        if self.kind not in kinds.STAYS and not self.in_matrix:
            pairs = tuple(choice for choice in kinds.choices(kinds.KINDS) if choice.value not in kinds.STAYS)
            found.append(Field("set.type", _("Slags fråga"), "list", self.kind, choices=pairs, width="m", again=True))
        if "required" in self.allowed:
            found.append(self.tick("required", _("Måste besvaras")))
        if self.kind == "matrix":
            rows = self.item.get("items") or []
            on = bool(rows) and all(row.get("required") for row in rows)
            found.append(Field("matrix.required", _("Varje rad måste besvaras"), "tick", "1", on=on))
        if self.kind == "choice" and not self.in_matrix:
            found.append(self.tick("multiple", _("Flera svar går att välja"), again=True))
            found.append(self.tick("open", _("Den som svarar får skriva ett eget svar"), again=True))
        if self.kind == "group":
            found.append(
                self.tick(
                    "repeats",
                    _("Kan fyllas i flera gånger, en rad för varje"),
                    _("Till exempel en rad för varje medicin."),
                )
            )
        return Section("", tuple(found))

    def answers(self) -> Section:
        holder, options = item_more.options_of(self.item)
        rows = [self.option(number, option, holder, len(options)) for number, option in enumerate(options)]
        rows += [self.option(len(options) + extra, {}, holder, len(options)) for extra in range(BLANK_OPTIONS)]
        title = _("Svar i rutnätet") if self.kind == "matrix" else _("Svar")
        heads = (str(_("Text")), str(_("Poäng")))
        return Section(
            title, rows=tuple(rows), kind="options", heads=heads, todo=self.todo.at("options"), many="opt.many"
        )

    def own(self, language: str = "") -> Field:
        help = (
            "" if language else _("Står sist bland svaren, med plats för egna ord. Lämnas det tomt står det ”Annat”.")
        )
        return self.words("own", _("Det egna svaret heter"), help=help, language=language)

    def option(self, number: int, option: Mapping[str, Any], holder: Mapping[str, Any], total: int) -> Row:
        code = str(option.get("code", ""))
        start = f"opt.{number}"
        said = text(self.doc, f"item:{holder.get('link_id')}:option:{code}") if code else ""
        label = _("Svar %(n)s") % {"n": number + 1}
        found = [
            Field(f"{start}.text", label, "line", said, bare=True),
            Field(f"{start}.points", _("Poäng för svar %(n)s") % {"n": number + 1}, "number", number_shown(option.get("points")), bare=True, width="s"),
        ]  # fmt: skip
        if self.item.get("multiple"):
            alone = _("Väljs ensamt")
            found.append(Field(f"{start}.exclusive", alone, "tick", "1", on=bool(option.get("exclusive")), bare=True))
        new = not option
        return Row(number, "opt", tuple(found), code, new, number == 0, number == total - 1, label)

    def limits(self) -> tuple[Field, ...]:
        found: list[Field] = []
        if "minimum" in self.allowed:
            found += [self.number("minimum", _("Lägsta tal")), self.number("maximum", _("Högsta tal"))]
        if self.kind in ("scale", "slider"):
            found.insert(1, self.words("low", _("Vad det lägsta betyder")))
            found.append(self.words("high", _("Vad det högsta betyder")))
        if "step" in self.allowed:
            found.append(self.number("step", _("Steg mellan talen")))
        if "unit" in self.allowed:
            found.append(self.words("unit", _("Enhet"), help=_("Till exempel kg eller timmar.")))
        if "decimals" in self.allowed:
            found.append(self.number("decimals", _("Antal decimaler")))
        if "plausible_low" in self.allowed:
            ask = _("Utanför det här frågar formuläret om svaret stämmer, men godtar det.")
            found += [
                self.number("plausible_low", _("Lägsta troliga tal"), ask),
                self.number("plausible_high", _("Högsta troliga tal")),
            ]
        if "max_length" in self.allowed:
            found += [
                self.number("min_length", _("Minst antal tecken")),
                self.number("max_length", _("Högst antal tecken")),
            ]
        for name, label in (
            ("earliest_on", _("Tidigaste datum")),
            ("latest_on", _("Senaste datum")),
            ("earliest_at", _("Tidigaste klockslag")),
            ("latest_at", _("Senaste klockslag")),
        ):
            if name in self.allowed:
                kind = "date" if name.endswith("_on") else "time"
                found.append(Field(f"set.{name}", label, kind, str(self.item.get(name) or ""), width="m"))
        if "partial" in self.allowed:
            found.append(self.tick("partial", _("Det räcker med år eller månad")))
        if self.kind == "group" and self.item.get("repeats"):
            found += [
                self.number("least_rows", _("Minst antal rader")),
                self.number("most_rows", _("Högst antal rader")),
            ]
        return tuple(found)

    def conditions(self) -> Section:
        lines = list(self.item.get("conditions") or [])
        earlier = askable(self.doc, self.spot)
        pairs = (Choice("", str(_("Välj fråga"))), *(Choice(s.link_id, name_of(self.doc, s)) for s in earlier))
        known = {spot.link_id: spot.item for spot in walk(self.doc)}
        rows = tuple(self.condition(number, line, pairs, known) for number, line in enumerate([*lines, {}]))
        fields: tuple[Field, ...] = ()
        if len(lines) > 1:
            ways = (Choice("all", str(_("alla stämmer"))), Choice("any", str(_("något stämmer"))))
            fields = (
                Field(
                    "set.behaviour",
                    _("Visas när"),
                    "list",
                    str(self.item.get("behaviour") or "all"),
                    choices=ways,
                    width="m",
                ),
            )
        help = "" if earlier else str(_("Det finns ingen tidigare fråga att välja."))
        return Section(
            _("Visas bara när"), fields, rows, help, True, bool(lines), "conditions", self.todo.at("conditions")
        )

    def condition(
        self, number: int, line: Mapping[str, Any], pairs: tuple[Choice, ...], known: Mapping[str, Any]
    ) -> Row:
        start = f"cond.{number}"
        question = str(line.get("question") or "")
        target = known.get(question)
        if question and question not in {choice.value for choice in pairs}:
            # A later question, or one that is gone, stands there until another is chosen.
            pairs = (*pairs, Choice(question, text(self.doc, f"item:{question}:text") or question))
        label = _("Fråga i villkor %(n)s") % {"n": number + 1}
        found = [Field(f"{start}.question", label, "list", question, choices=pairs, bare=True, again=True)]
        operator = str(line.get("operator") or "=")
        if operator == "exists":
            operator = kinds.MISSING if line.get("value") is False else kinds.EXISTS
        if target is not None:
            kind = str(target.get("type"))
            ways = kinds.operators_for(kind, ordered=kind in COUNTED | TYPED_MOMENTS)
            found.append(
                Field(f"{start}.operator", _("Jämförelse"), "list", operator, choices=ways, bare=True, again=True)
            )
            if compared := value_field(self.doc, f"{start}.value", target, operator, line.get("value")):
                found.append(compared)
        return Row(number, "cond", tuple(found), new=not line, label=str(_("Villkor %(n)s") % {"n": number + 1}))

    def more(self) -> Section:
        found: list[Field] = []
        if self.kind not in ("display", "matrix"):
            found.append(
                self.words("prefix", _("Nummer eller bokstav före frågan"), help=_("Till exempel 1. eller a)."))
            )
        if self.kind not in SILENT:
            found.append(self.words("error", _("Egen text när svaret inte går att ta emot")))
        if "pattern" in self.allowed:
            help = _("Ett mönster som svaret ska följa, till exempel [A-Z]{3}[0-9]{3}. För den som är van.")
            found.append(Field("set.pattern", _("Mönster"), "line", str(self.item.get("pattern") or ""), help))
        if "calculated" in self.allowed:
            help = _(
                "Räknas ut av andra svar. Skriv frågornas koder inom klamrar: {vikt} / ({langd} * {langd}). Koderna står under Koder."
            )
            found.append(Field("set.calculated", _("Uträkning"), "line", str(self.item.get("calculated") or ""), help))
        if "hidden" in self.allowed and not self.in_matrix:
            found.append(
                self.tick("hidden", _("Visas aldrig"), _("För det som räknas ut eller är ifyllt från början."))
            )
        return Section(_("Mer"), tuple(found), fold=True)

    def english(self) -> Section:
        found = [self.words("text", _("Fråga"), "text", language=self.other)]
        if self.kind != "display":
            found.append(self.words("help", _("Hjälptext"), language=self.other))
        if self.kind in ("scale", "slider"):
            found += [
                self.words("low", _("Vad det lägsta betyder"), language=self.other),
                self.words("high", _("Vad det högsta betyder"), language=self.other),
            ]
        if self.said("unit"):
            found.append(self.words("unit", _("Enhet"), language=self.other))
        if self.kind in ("choice", "matrix") and not self.in_matrix:
            found += list(self.english_options())
        if self.item.get("open"):
            found.append(self.own(self.other))
        return Section(_("På engelska"), tuple(found), fold=True)

    def english_options(self) -> Iterator[Field]:
        holder, options = item_more.options_of(self.item)
        for number, option in enumerate(options):
            start = f"item:{holder.get('link_id')}:option:{option.get('code')}"
            value = text(self.doc, start, self.other)
            yield Field(
                f"opt.{number}.{self.other}", text(self.doc, start) or _("Svar"), "line", value, lang=self.other
            )
