"""Rules in time as plain content says them, and as the editor's fields hold them.

A condition is a dict with its `kind` and the fields of that kind. Questionnaires are named by their key, modules by
their place from nought, exercises by module and title, so that content can be written before anything has an id.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from stegvis.access.models import PublisherUnit
from stegvis.authoring.blocks.offers import BETWEEN
from stegvis.authoring.models import ModulePage
from stegvis.lib.errors import Cannot
from stegvis.questionnaires import queries as questionnaires

Raw = dict[str, Any]
MEASURED = ("questionnaire", "when", "gate", "days", "times", "window_days", "days_after", "within_days")


class CannotName(Cannot):
    """The content names a questionnaire or an exercise that is not there."""


class Rules:
    """Turns content into stream values, for one program that is being built."""

    def __init__(
        self, unit: PublisherUnit, modules: list[ModulePage], item: Callable[[str, Mapping[str, Any]], Raw]
    ) -> None:
        self._unit, self._modules, self._item = unit, modules, item
        self._urls: dict[str, str] = {}

    def opening(self, raw: Mapping[str, Any]) -> Raw:
        """What opens a module. Raises CannotName."""
        value: Raw = {"rule": raw["rule"], "days": raw.get("days")}
        if raw.get("conditions"):
            value["conditions"] = self._conditions(raw["conditions"])
        return value

    def measurement(self, raw: Mapping[str, Any]) -> Raw:
        """When a questionnaire is asked. Raises CannotName."""
        value: Raw = {name: raw.get(name) for name in MEASURED}
        place, hours = raw.get("module"), raw.get("between_hours")
        value["before_module"] = self._modules[place].pk if place is not None else None
        value["on_days"] = ", ".join(str(day) for day in raw.get("on_days", ()))
        value["weekdays"] = [str(day) for day in raw.get("weekdays", ())]
        value["from_hour"], value["to_hour"] = hours or (None, None)
        value["stop"] = self._conditions(raw.get("stop", ()))
        value["stop_after_missed"] = raw.get("stop_after_missed")
        return value

    def told(self, raw: Mapping[str, Any]) -> Raw:
        """A reminder, a flag or a change of phase: the same fields in content and editor."""
        return {name: value for name, value in raw.items() if name != "when"}

    def _conditions(self, raws: Iterable[Mapping[str, Any]]) -> list[Raw]:
        return [self._item(*self._condition(raw)) for raw in raws]

    def _condition(self, raw: Mapping[str, Any]) -> tuple[str, Raw]:
        kind = raw["kind"]
        compared = {name: raw[name] for name in ("comparison", "value") if name in raw}
        if kind == "score":
            return "score", {"score": BETWEEN.join((self._url(raw), raw["score"])), **compared}
        if kind == "answer":
            answer = BETWEEN.join((self._url(raw), raw["item"], raw["option"]))
            return "answer", {"answer": answer, **compared}
        if kind == "number":
            return "number", {"question": BETWEEN.join((self._url(raw), raw["item"])), **compared}
        if kind == "exercise_sent":
            return "exercise", {"exercise": self._exercise(raw["module"], raw["exercise"])}
        if kind == "module_done":
            place = raw.get("module")
            return "module", {"module": "" if place is None else str(self._modules[place].module_uuid)}
        return {"days_after_start": "since_start"}.get(kind, "since_previous"), {"days": raw["days"]}

    def _url(self, raw: Mapping[str, Any]) -> str:
        """The address of the questionnaire with a key, among those the publisher unit may use."""
        if not self._urls:
            self._urls = {row.key: row.url for row in questionnaires.shelf(self._unit.pk)}
        key = raw["questionnaire"]
        if key not in self._urls:
            raise CannotName(f"Formuläret {key} finns inte.")
        return self._urls[key]

    def _exercise(self, place: int, title: str) -> str:
        for section in self._modules[place].body.get_prep_value():
            for step in section["value"]["steps"]:
                blocks = step["value"]["blocks"] if "value" in step else step["blocks"]
                for block in blocks:
                    if block["type"] == "exercise" and block["value"]["title"] == title:
                        return str(block["id"])
        raise CannotName(f"Övningen {title} finns inte i modul {place + 1}.")
