"""Made-up questionnaires and answers for properties: every type, condition and shape the engine knows.

`documents()` are questionnaires as JSON, `definitions()` the same parsed, `answers_for(definition)`
answers to one of them: most of them fit, some do not, as with people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from stegvis.questionnaires.engine import Definition, Item, ItemType, parse
from stegvis.questionnaires.engine.places import places

from .documents import item, when

ORDERED = ("scale", "slider", "integer", "decimal", "date", "time", "date-time")
KINDS = ("boolean", "choice", *ORDERED, "string", "text")
SIGNS = ("exists", "=", "!=", ">", "<", ">=", "<=")
CODES = ("a", "b", "c", "LA6568-5", "vet inte")
SYSTEMS = ("", "http://loinc.org")
PATTERNS = ("[A-ZÅÄÖ][a-zåäö]{1,20}", "^\\d{3}-?\\d{2}$", "(?:ja|nej)", "[^0-9]*")
WORDS = ("ja", "nej", "Åsa", "12345", "en längre text med å, ä och ö", "<b>fet</b>", "123-45")

TEXTS = st.one_of(
    st.sampled_from(["Hur har du sovit?", "Ett <b>ord</b>", "Rad ett\nrad två", '😀 & "citat"', "a  b"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).filter(
        lambda text: bool(text.strip())
    ),
)
DAYS = st.dates(min_value=date(1900, 1, 1)).map(lambda day: day.isoformat())
CLOCKS = st.times().map(lambda clock: f"{clock:%H:%M}")
MOMENTS = st.builds(lambda day, clock: f"{day}T{clock}", DAYS, CLOCKS)
DECIMALS = st.decimals(-50, 200, places=2).map(lambda number: f"{number:f}")


@dataclass
class _Making:
    """What has been made so far: questions that later ones may ask about, and every name in use."""

    draw: st.DrawFn
    known: list[dict[str, Any]] = field(default_factory=list)
    count: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    scorable: list[str] = field(default_factory=list)

    def name(self) -> str:
        self.count += 1
        stem = self.draw(st.sampled_from(["n", "q.", "/g/", "F_"]))
        return f"{stem}{self.count}"

    def maybe(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self.draw(st.one_of(st.none(), strategy))

    def says(self, link_id: str, *parts: str) -> None:
        for part in parts:
            self.texts[f"item:{link_id}:{part}"] = self.draw(TEXTS)


def _values(entry: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Answers of the right kind, near the limits of the question."""
    kind = entry["type"]
    if kind == "choice":
        return st.sampled_from([option["code"] for option in entry["options"]])
    if kind in ("scale", "slider"):
        return st.integers(entry["minimum"] - 1, entry["maximum"] + 1)
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "boolean": st.booleans(),
        "integer": st.integers(-5, 25),
        "decimal": st.one_of(DECIMALS, st.integers(-5, 200)),
        "date": st.sampled_from(["2020-02-29", "2021-03-01", "2026-11-23"]),
        "time": st.sampled_from(["00:00", "07:05", "23:59"]),
        "date-time": st.sampled_from(["2026-03-21T07:05", "2026-11-23T00:00"]),
    }
    return by_kind.get(kind, st.sampled_from(WORDS))


def _conditions(making: _Making) -> dict[str, Any]:
    if not making.known or not making.draw(st.booleans()):
        return {}
    found = []
    for _ in range(making.draw(st.integers(1, 3))):
        asked = making.draw(st.sampled_from(making.known))
        signs = SIGNS if asked["type"] in ORDERED else SIGNS[:3]
        sign = making.draw(st.sampled_from(signs))
        value = making.draw(st.booleans() if sign == "exists" else _values(asked))
        found.append(when(asked["link_id"], sign, value))
    behaviour = making.draw(st.sampled_from([{}, {"behaviour": "any"}]))
    return {"conditions": found, **behaviour}


def _options(making: _Making) -> list[dict[str, Any]]:
    codes = making.draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=5, unique=True))
    points = making.draw(st.sampled_from([None, "whole", "part"]))
    found: list[dict[str, Any]] = []
    for place, code in enumerate(codes):
        option: dict[str, Any] = {"code": code}
        if points:
            option["points"] = place if points == "whole" else f"{place}.25"
        if system := making.draw(st.sampled_from(SYSTEMS)):
            option["system"] = system
        found.append(option)
    return found


def _choice(making: _Making, link_id: str, options: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    options = options or _options(making)
    more: dict[str, Any] = {"options": options}
    if making.draw(st.booleans()):
        more["multiple"] = True
        if making.draw(st.booleans()):
            more["options"] = [*options[:-1], {**options[-1], "exclusive": True}]
    for option in options:
        making.says(link_id, f"option:{option['code']}")
    return more


def _limits(making: _Making, kind: str, link_id: str) -> dict[str, Any]:
    """The fields that only some types have."""
    draw = making.draw
    more: dict[str, Any] = {}
    if kind == "choice":
        more = _choice(making, link_id)
        if draw(st.booleans()):
            more["open"] = True
    elif kind in ("scale", "slider"):
        more = {"minimum": draw(st.integers(0, 1)), "maximum": draw(st.integers(4, 10))}
        if kind == "scale" or draw(st.booleans()):
            making.says(link_id, "low", "high")
        if kind == "slider" and draw(st.booleans()):
            more |= {"step": 2, "minimum": 0, "maximum": 10}
    elif kind in ("integer", "decimal"):
        more = _number_limits(making, kind, link_id)
    elif kind in ("string", "text"):
        more = draw(st.sampled_from([{}, {"max_length": 200}, {"min_length": 2, "max_length": 40}]))
        if kind == "string" and draw(st.booleans()):
            more = {**more, "pattern": draw(st.sampled_from(PATTERNS))}
    elif kind == "date":
        more = draw(
            st.sampled_from([{}, {"earliest_on": "2020-01-01"}, {"latest_on": "2026-12-31"}, {"partial": True}])
        )
    elif kind == "time":
        more = draw(st.sampled_from([{}, {"earliest_at": "06:00", "latest_at": "22:30"}]))
    return dict(more)


def _number_limits(making: _Making, kind: str, link_id: str) -> dict[str, Any]:
    draw, more = making.draw, {}
    if draw(st.booleans()):
        more = {"minimum": draw(st.sampled_from([0, -5])), "maximum": draw(st.sampled_from([20, 200]))}
    if draw(st.booleans()):
        more |= {"plausible_low": 1, "plausible_high": 15}
    if draw(st.booleans()):
        more["unit"] = draw(st.sampled_from(["kg", "h", "[in_i]"]))
        making.says(link_id, "unit")
    if kind == "decimal" and draw(st.booleans()):
        more["decimals"] = draw(st.integers(0, 3))
    return more


def _question(making: _Making, *, scored: bool) -> dict[str, Any]:
    draw, link_id = making.draw, making.name()
    kind = draw(st.sampled_from(KINDS))
    made = item(link_id, kind, **_limits(making, kind, link_id), **_conditions(making))
    if draw(st.booleans()):
        made["required"] = True
    if draw(st.booleans()):
        made["codes"] = [{"system": "http://loinc.org", "code": f"{making.count}-1"}]
    making.says(link_id, "text", *draw(st.sampled_from([(), ("help",), ("prefix", "error")])))
    if draw(st.integers(0, 3)) == 0:
        _begin(making, made)
    worth = kind in ("boolean", "scale", "slider") or (
        kind == "choice" and all("points" in option for option in made["options"]) and not made.get("open")
    )
    making.known.append(made)
    if scored and worth:
        making.scorable.append(link_id)
    return made


def _begin(making: _Making, made: dict[str, Any]) -> None:
    """An initial value that fits."""
    kind = made["type"]
    if kind == "choice":
        code = making.draw(_values(made))
        made["initial"] = [code] if made.get("multiple") else code
    elif kind in ("scale", "slider"):
        made["initial"] = made["maximum"]
    elif kind == "boolean":
        made["initial"] = making.draw(st.booleans())
    elif kind in ("integer", "decimal"):
        made["initial"] = 7
    elif kind in ("string", "text") and "pattern" not in made:
        made["initial"] = "ja"


def _calculated(making: _Making) -> dict[str, Any] | None:
    numbers = [each["link_id"] for each in making.known if each["type"] in ("integer", "decimal", "scale", "slider")]
    if not numbers:
        return None
    link_id = making.name()
    first, second = making.draw(st.sampled_from(numbers)), making.draw(st.sampled_from(numbers))
    pair = f"{{{first}}}, {{{second}}}"
    written = making.draw(
        st.sampled_from(
            [
                f"{{{first}}} + {{{second}}}", f"{{{first}}} / ({{{second}}} / 100 * 2)", f"-{{{first}}} * 1.5",
                f"sum({pair})", f"mean({pair})", f"min({pair})", f"max({pair})", f"count({pair})",
                f"round({{{first}}} / 3, 1)",
            ]
        )
    )  # fmt: skip
    making.says(link_id, "text")
    made = item(link_id, making.draw(st.sampled_from(["decimal", "integer"])), calculated=written)
    if making.draw(st.booleans()):
        made["hidden"] = True
    making.known.append(made)
    return made


def _matrix(making: _Making) -> dict[str, Any]:
    link_id, options, more = making.name(), _options(making), _conditions(making)
    making.says(link_id, "text")
    rows = []
    for _ in range(making.draw(st.integers(1, 3))):
        row = making.name()
        making.says(row, "text", *(f"option:{option['code']}" for option in options))
        for option in options:
            making.texts[f"item:{row}:option:{option['code']}"] = f"Val {option['code']}"
        rows.append(item(row, "choice", options=[dict(option) for option in options]))
    making.known += rows
    return item(link_id, "matrix", items=rows, **more)


def _group(making: _Making, depth: int, *, rows: bool, scored: bool) -> dict[str, Any]:
    link_id, more = making.name(), _conditions(making)
    if rows:
        more["repeats"] = True
        if making.draw(st.booleans()):
            more |= {"least_rows": 1, "most_rows": 3}
    # What stands in rows is sometimes asked about from outside them too.
    outside = list(making.known)
    if making.draw(st.booleans()):
        making.says(link_id, "text")
    children = _items(making, depth + 1, scored=scored and not rows)
    if rows and making.draw(st.booleans()):
        making.known = outside
    return item(link_id, "group", items=children, **more)


def _items(making: _Making, depth: int, *, scored: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for _ in range(making.draw(st.integers(1, 4 if depth == 1 else 2))):
        shape = making.draw(st.sampled_from(["question"] * 6 + ["group", "rows", "matrix", "display", "sum", "under"]))
        if shape in ("group", "rows") and depth < 3:
            found.append(_group(making, depth, rows=shape == "rows", scored=scored))
        elif shape == "matrix":
            found.append(_matrix(making))
        elif shape == "display":
            link_id = making.name()
            making.says(link_id, "text")
            found.append(item(link_id, "display", **_conditions(making)))
        elif shape == "sum" and (made := _calculated(making)):
            found.append(made)
        else:
            found.append(_question(making, scored=scored))
            if shape == "under":
                found[-1]["items"] = [_question(making, scored=scored)]
    return found


def _score(making: _Making, code: str) -> dict[str, Any]:
    links = making.draw(st.lists(st.sampled_from(making.scorable), min_size=1, max_size=4, unique=True))
    rule: dict[str, Any] = {
        "code": code,
        "method": making.draw(st.sampled_from(["sum", "mean"])),
        "items": [{"link_id": link, "weight": making.draw(st.sampled_from([1, 2, "0.5"]))} for link in links],
    }
    if len(links) > 1 and making.draw(st.booleans()):
        rule |= {"missing": "prorate", "most_missing": 1}
    if making.draw(st.booleans()):
        rule["bands"] = [
            {"code": "lag", "low": 0, "tone": "calm", "source": "Prov"},
            {"code": "hog", "low": "2.5", "tone": "marked", "source": "Prov"},
        ]
        rule |= {"better": "lower", "reliable_change": 2, "reliable_change_source": "Prov"}
    return rule


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A whole questionnaire. Conditions and calculations look back, so that nothing goes in a circle."""
    making = _Making(draw)
    items = _items(making, 1, scored=True)
    texts = {"title": draw(TEXTS), **making.texts}
    for key in ("intro", "notice", "source", "purpose"):
        if draw(st.booleans()):
            texts[key] = draw(TEXTS)
    more: dict[str, Any] = {}
    if making.scorable and draw(st.booleans()):
        more["scores"] = [_score(making, code) for code in ("total", "del-2")[: draw(st.integers(1, 2))]]
        for rule in more["scores"]:
            texts[f"score:{rule['code']}"] = "Summa"
            texts |= {f"score:{rule['code']}:band:{band['code']}": "Band" for band in rule.get("bands", [])}
    yes = next((each["link_id"] for each in making.known if each["type"] == "boolean"), None)
    if yes and draw(st.booleans()):
        more["dangers"] = [{"id": "fara", "link_id": yes, "operator": "=", "threshold": True}]
        texts["danger:fara"] = "Ring 112 om det är bråttom."
    if draw(st.booleans()):
        more["layout"] = "one-by-one"
    english = {key: draw(TEXTS) for key in draw(st.lists(st.sampled_from(sorted(texts)), max_size=4, unique=True))}
    return {
        "schema": 1,
        "url": "https://stegvis.example/questionnaire/prov",
        "version": "1.0",
        "language": "sv",
        "licence": {"status": "public"},
        "items": items,
        "texts": {"sv": texts, **({"en": english} if english else {})},
        **more,
    }


def definitions() -> st.SearchStrategy[Definition]:
    """Parsed questionnaires of every shape."""
    return documents().map(parse)


def _fitting(asked: Item) -> st.SearchStrategy[Any]:
    """An answer of the right kind to one question."""
    if asked.type is ItemType.CHOICE:
        codes: st.SearchStrategy[str] = st.sampled_from([option.code for option in asked.options])
        if asked.open:
            codes = st.one_of(codes, st.sampled_from([":eget svar", ":Å"]))
        return st.lists(codes, max_size=3, unique=True) if asked.multiple else codes
    if asked.type is ItemType.DATE and asked.partial:
        return st.sampled_from(["2026", "2020-02", "2021-03-01"])
    entry: dict[str, Any] = {"type": str(asked.type)}
    if asked.type in (ItemType.SCALE, ItemType.SLIDER):
        entry |= {"minimum": int(asked.minimum or 0), "maximum": int(asked.maximum or 10)}
    return _values(entry)


ODD = st.one_of(
    st.none(), st.just(""), st.just([]), st.integers(), st.text(max_size=6), st.just(["x", "y"]), st.floats()
)


@st.composite
def answers_for(draw: st.DrawFn, definition: Definition, *, odd: bool = True) -> dict[str, Any]:
    """Answers to a questionnaire: some left out, rows here and there, and with `odd` a few of the wrong kind."""
    given: dict[str, Any] = {}
    # Two passes: the first makes rows, the second fills places in them.
    for group in [each.link_id for each in definition.in_order if each.repeats]:
        inside = [each for each in definition.in_order if definition.repeating_above[each.link_id][-1:] == (group,)]
        for question in [each for each in inside if each.answerable][:1]:
            if len(definition.repeating_above[question.link_id]) == 1:
                given[f"{group}#{draw(st.integers(0, 2))}#{question.link_id}"] = draw(_fitting(question))
    for place in places(definition, given):
        if not place.item.answerable or place.item.calculated or draw(st.integers(0, 4)) == 0:
            continue
        strange = odd and draw(st.integers(0, 12)) == 0
        given[place.key] = draw(ODD if strange else _fitting(place.item))
    return given
