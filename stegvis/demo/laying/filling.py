"""Answers to questionnaires that add up to a wanted total, by the engine's own points."""

import re
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from stegvis.questionnaires import engine
from stegvis.questionnaires.engine import Definition, by_points

PHQ_DANGER = "9"
FULL = {"phq-9": 24, "gad-7": 21}


def own_way(content: Any, feedback: str, others: Sequence[str], whose: str) -> tuple[Any, str]:
    """An exercise as one person may have written it: some lines or sentences are left out by most.

    What is answered to all of it does not fit what is left, so then the feedback is one of the `others`, which fit any.
    """
    rng = Random(whose)
    text = isinstance(content, str)
    parts = re.split(r"(?<=[.!?]) ", content) if text else list(content)
    fewer = min(len(parts) - 1, rng.choice((0, 1, 1, 2)))
    if fewer <= 0:
        return content, feedback
    left_out = set(rng.sample(range(1, len(parts)), fewer))
    kept = [part for place, part in enumerate(parts) if place not in left_out]
    return (" ".join(kept) if text else kept), feedback and rng.choice(others)


def answers_for(
    definition: Definition, level: float, total: int | None, rng: Random, *, danger: bool
) -> dict[str, Any]:
    """Believable answers: `level` is from 0 (well) to 1 (badly); a known total is met exactly."""
    fill = FILLERS[definition.key]
    return fill(definition, level, total, rng, danger)


def _points(count: int, total: int, rng: Random) -> list[int]:
    """`total` points over `count` questions of 0 to 3, spread as people spread them."""
    found = [0] * count
    order = list(range(count))
    while total > 0:
        place = rng.choice(order[: max(2, count - 2)] if max(found) < 2 else order)
        if found[place] < 3:
            found[place] += 1
            total -= 1
    return found


def _phq(definition: Definition, level: float, total: int | None, rng: Random, danger: bool) -> dict[str, Any]:
    wanted = min(round(level * 24) if total is None else total, 24)
    ninth = (2 if wanted > 17 else 1) if danger else 0
    given = _points(8, max(0, wanted - ninth), rng)
    points = {str(n): value for n, value in enumerate(given, start=1)}
    return by_points(definition, {**points, PHQ_DANGER: ninth}) | _difficulty(definition, wanted, 24)


def _difficulty(definition: Definition, wanted: int, most: int) -> dict[str, Any]:
    """The last question, outside the total: how hard it makes the days."""
    item = definition.index["10"]
    return {"10": item.options[min(3, wanted * 4 // (most + 1))].code}


def _gad(definition: Definition, level: float, total: int | None, rng: Random, _danger: bool) -> dict[str, Any]:
    wanted = min(round(level * 21) if total is None else total, 21)
    given = _points(7, wanted, rng)
    return by_points(definition, {str(n): value for n, value in enumerate(given, start=1)})


def _week(definition: Definition, level: float, _total: int | None, rng: Random, _danger: bool) -> dict[str, Any]:
    def near(value: float) -> int:
        return max(0, min(4, round(value + rng.uniform(-0.7, 0.7))))

    bad = {name: near(4 * level) for name in ("somna", "vaken", "oro", "dagen")}
    good = {name: near(4 * (1 - level)) for name in ("utvilad", "nojd")}
    slept = round((8 - 3 * level + rng.uniform(-0.4, 0.4)) * 4) / 4
    in_bed = round((slept + 0.5 + 2.5 * level) * 4) / 4
    return by_points(definition, {**bad, **good}) | {"i-sang": f"{in_bed:g}", "sovit": f"{slept:g}"}


def _everyday(definition: Definition, level: float, _total: int | None, rng: Random, _danger: bool) -> dict[str, Any]:
    def near(most: int) -> int:
        return max(0, min(most, round((1 - level) * most + rng.uniform(-0.8, 0.8))))

    return by_points(definition, {"maende": near(10), "ork": near(10), "roligt": near(3)}) | {
        "kontakt": rng.choice(["nej", "lite", "ja"])
    }


def _evaluation(definition: Definition, level: float, _total: int | None, rng: Random, _danger: bool) -> dict[str, Any]:
    helped = ["inte", "lite", "ganska", "mycket"][3 - min(3, int(level * 4))]
    return {
        "helhet": helped,
        "nytta": sorted(rng.sample(["texter", "film", "ovningar", "skattningar", "kontakt"], 2)),
        "svart": False,
        "rada": max(5, min(10, round(10 - 4 * level))),
        "tips": rng.choice(["", "", "Fler korta filmer.", "Bra att kunna läsa om det."]),
    }


def _health(definition: Definition, level: float, _total: int | None, rng: Random, _danger: bool) -> dict[str, Any]:
    """Habits, with the questions that follow from them."""
    often = ["aldrig", "nagon", "flera", "varje"]
    known = [option.code for option in definition.index["rorelse"].options]
    habits = [code for code in often if code in known] or known
    answers: dict[str, Any] = {
        name: habits[max(0, min(len(habits) - 1, round((1 - level) * (len(habits) - 1) + rng.uniform(-0.8, 0.8))))]
        for name in ("rorelse", "luft", "umgas", "eget", "mat")
    }
    answers |= {
        "hemma": rng.choice([["partner"], ["partner", "barn"], ["barn", ":varannan vecka hos mig"]]),
        "lade": rng.choice(["22:15", "22:40", "23:30", "00:15"]),
        "steg": rng.choice(["05:45", "06:10", "06:30", "07:15"]),
        "stress": max(0, min(10, round(10 * level + rng.uniform(-1, 1)))),
        "tobak": "nej",
        "langd": rng.randint(158, 189),
        "vikt": f"{rng.randint(580, 950) / 10:g}",
        "medicin": level > 0.5,
        "ring": False,
    }
    if answers["stress"] >= 7:
        answers["stress-av"] = rng.choice(["Jobbet och att räcka till hemma.", "Att nätterna är så korta."])
    if answers["medicin"]:
        answers |= {"lakemedel#0#namn": "Levaxin", "lakemedel#0#nar": "dagligen", "lakemedel#0#sedan": "2019"}
    return engine.clean(definition, answers)


def _now(definition: Definition, level: float, _total: int | None, rng: Random, _danger: bool) -> dict[str, Any]:
    """The one question of a short questionnaire: well is high for some, low for others."""
    badly = level * 10 + rng.uniform(-1.5, 1.5)
    value = badly if definition.scores[0].better == "lower" else 10 - badly
    return {definition.questions[0].link_id: max(0, min(10, round(value)))}


FILLERS = {
    "halsa-och-vanor": _health,
    "phq-9": _phq,
    "gad-7": _gad,
    "somnvecka": _week,
    "vardagen": _everyday,
    "utvardering": _evaluation,
    "just-nu": _now,
    "smarta-i-dag": _now,
}


def submitted(definition: Definition, answers: dict[str, Any], asked: Iterable[str] = ()) -> dict[str, Any]:
    """The payload of a sent response, as `course.actions.answering` writes it. `asked`: what a rule leans on."""
    leaned_on = {link_id: answers[link_id] for link_id in sorted(asked) if answers.get(link_id) is not None}
    return ({"answers": leaned_on} if leaned_on else {}) | {
        "scores": {r.code: None if r.value is None else str(r.value) for r in engine.score(definition, answers)},
        "dangers": [
            {"rule": h.rule_id, "item": h.link_id, "value": h.value} for h in engine.dangers(definition, answers)
        ],
    }
