"""A questionnaire of three hundred questions, put together as a long health declaration is: parts with a matrix,
choices that follow on a yes, scales, numbers, days and words; scores for each part; one danger rule.

Made up from a list of words, the same each time. Nothing of it is an instrument.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from stegvis.questionnaires import engine
from stegvis.questionnaires.answering import field_name
from stegvis.questionnaires.engine import Definition, Item, ItemType

PARTS = (
    "Sömn", "Smärta", "Rörelse", "Mat", "Andning", "Hjärta", "Mage", "Minne", "Vardag", "Mående",
)  # fmt: skip
QUESTIONS_IN_PART = 30
URL = "https://stegvis.example/questionnaire/halsodeklaration"
KEY = "halsodeklaration"
MATRIX_ROWS, CHOICES, FOLLOW_UPS = 8, 12, 4
OFTEN = ("Aldrig", "Sällan", "Ibland", "Ofta")
AGREE = ("Stämmer inte alls", "Stämmer lite", "Varken eller", "Stämmer ganska bra", "Stämmer helt")
BANDS = (("low", 0, "calm", "Låg"), ("middle", 8, "moderate", "Medel"), ("high", 16, "marked", "Hög"))
Plain = dict[str, Any]


def long_definition() -> Definition:
    """The whole of it, read as any questionnaire is."""
    return engine.parse(long_document())


def long_document() -> Plain:
    """The whole of it as JSON."""
    texts: dict[str, str] = {
        "title": "Hälsodeklaration",
        "intro": "Frågorna handlar om de senaste fyra veckorna. Det går bra att göra uppehåll.",
        "danger:danger": "Svar som tyder på fara",
        "danger:danger:help": "Ring och prata med någon nu.",
    }
    parts = [_part(number, title, texts) for number, title in enumerate(PARTS, 1)]
    return {
        "schema": 1,
        "url": URL,
        "version": "1.0",
        "language": "sv",
        "licence": {"status": "public"},
        "items": parts,
        "texts": {"sv": texts},
        "scores": [score for number, title in enumerate(PARTS, 1) for score in _scores(number, title, texts)],
        "dangers": [{"id": "danger", "link_id": f"{len(PARTS)}.m.{MATRIX_ROWS}", "operator": ">=", "threshold": 1}],
    }


def _part(number: int, title: str, texts: dict[str, str]) -> Plain:
    texts[f"item:{number}:text"] = title
    items = [
        _named(f"{number}.0", "display", f"Tänk på {title.lower()} när du svarar.", texts),
        _matrix(number, title, texts),
        _named(f"{number}.j1", "boolean", f"Har du haft besvär med {title.lower()}?", texts, required=True),
        _named(f"{number}.j2", "boolean", "Har du sökt vård för det?", texts, conditions=_if(f"{number}.j1", True)),
        *_choices(number, title, texts),
        _scale(f"{number}.s1", "scale", f"Hur mycket påverkar {title.lower()} din dag?", texts, 10),
        _scale(f"{number}.s2", "scale", "Hur säker är du på att kunna ändra det?", texts, 10),
        _scale(f"{number}.r", "slider", "Hur mår du på det hela taget?", texts, 100),
        _named(
            f"{number}.n1", "integer", "Hur många minuter om dagen gäller det?", texts, "minuter",
            minimum=0, maximum=1440, plausible_high=600, unit="min",
        ),
        _named(
            f"{number}.n2", "decimal", "Det blir i timmar", texts, "timmar",
            decimals=1, unit="h", calculated=f"{{{number}.n1}} / 60",
        ),
        _named(f"{number}.d", "date", "När märkte du det först?", texts, partial=True),
        _named(f"{number}.t", "time", "Vilken tid är det värst?", texts),
        _named(f"{number}.w1", "string", "Vad kallar du det själv?", texts, max_length=80),
        _named(f"{number}.w2", "text", "Något mer vi bör veta?", texts, max_length=2000),
    ]  # fmt: skip
    return {"link_id": str(number), "type": "group", "items": items}


def _matrix(number: int, title: str, texts: dict[str, str]) -> Plain:
    name = f"{number}.m"
    texts[f"item:{name}:text"] = f"Hur ofta har du haft de här besvären? ({title})"
    rows = [_choice(f"{name}.{row}", f"Besvär {row} som rör {title.lower()}", OFTEN, texts, required=True)
            for row in range(1, MATRIX_ROWS + 1)]  # fmt: skip
    return {"link_id": name, "type": "matrix", "items": rows}


def _choices(number: int, title: str, texts: dict[str, str]) -> Iterator[Plain]:
    """Some for everybody, and some that follow on a yes or on an answer before."""
    for place in range(1, CHOICES + 1):
        name, more = f"{number}.c{place}", {}
        if place > CHOICES - FOLLOW_UPS:
            on = f"{number}.j{1 + place % 2}"
            more = {"conditions": [*_if(on, True), *_if(f"{number}.c1", "0", "!=")], "behaviour": "any"}
        yield _choice(name, f"Påstående {place} om {title.lower()} i min vardag", AGREE, texts, **more)


def _scores(number: int, title: str, texts: dict[str, str]) -> Iterator[Plain]:
    often, agree = f"often-{number}", f"agree-{number}"
    texts[f"score:{often}"], texts[f"score:{agree}"] = f"{title}: hur ofta", f"{title}: hur väl det stämmer"
    for code, _low, _tone, words in BANDS:
        texts[f"score:{often}:band:{code}"] = words
    yield {
        "code": often,
        "method": "sum",
        "items": [{"link_id": f"{number}.m.{row}"} for row in range(1, MATRIX_ROWS + 1)],
        "missing": "none",
        "better": "lower",
        "bands": [{"code": code, "low": low, "tone": tone, "source": "Påhittad"} for code, low, tone, _w in BANDS],
    }
    yield {
        "code": agree,
        "method": "mean",
        "items": [{"link_id": f"{number}.c{place}"} for place in range(1, CHOICES - FOLLOW_UPS + 1)],
        "missing": "prorate",
        "most_missing": 2,
        "better": "higher",
    }


def _choice(name: str, text: str, labels: tuple[str, ...], texts: dict[str, str], **more: Any) -> Plain:
    for points, label in enumerate(labels):
        texts[f"item:{name}:option:{points}"] = label
    options = [{"code": str(points), "points": points} for points in range(len(labels))]
    return _named(name, "choice", text, texts, options=options, **more)


def _scale(name: str, kind: str, text: str, texts: dict[str, str], high: int) -> Plain:
    texts[f"item:{name}:low"], texts[f"item:{name}:high"] = "Inte alls", "Helt och hållet"
    return _named(name, kind, text, texts, minimum=0, maximum=high)


def _named(name: str, kind: str, text: str, texts: dict[str, str], unit_text: str = "", **more: Any) -> Plain:
    texts[f"item:{name}:text"] = text
    if unit_text:
        texts[f"item:{name}:unit"] = unit_text
    return {"link_id": name, "type": kind, **more}


def _if(question: str, value: Any, operator: str = "=") -> list[Plain]:
    return [{"question": question, "operator": operator, "value": value}]


def long_answers(definition: Definition, seed: int = 1) -> dict[str, Any]:
    """Everything answered, with nothing dangerous in it, as one person might."""
    rng, last = Random(seed), f"{len(PARTS)}.m.{MATRIX_ROWS}"
    given = {
        item.link_id: _answer(item, rng) for item in definition.in_order if item.answerable and not item.calculated
    }
    return engine.clean(definition, {**given, last: "0"})


def _answer(item: Item, rng: Random) -> Any:
    match item.type:
        case ItemType.CHOICE:
            return rng.choice(item.options).code
        case ItemType.BOOLEAN:
            return rng.random() < 0.7
        case ItemType.SCALE | ItemType.SLIDER | ItemType.INTEGER:
            return rng.randint(int(item.minimum or 0), min(int(item.maximum or 0), 500))
        case ItemType.DATE:
            return f"20{rng.randint(10, 24)}-{rng.randint(1, 12):02}"
        case ItemType.TIME:
            return f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
        case _:
            return "Ungefär som förut, lite bättre på helgerna."


def long_fields(answers: dict[str, Any]) -> dict[str, str]:
    """The answers as a browser sends them."""
    return {
        field_name(key): str(value).lower() if isinstance(value, bool) else str(value) for key, value in answers.items()
    }
