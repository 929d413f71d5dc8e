"""A small reader of FHIRPath over a response, apart from ours: what another system would calculate."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from stegvis.questionnaires.fhir.fhirpath import Binary, Literal, Minus, Name, Path, Step, parse_path
from stegvis.questionnaires.fhir.names import WEIGHT


def evaluated(text: str, response: dict[str, Any]) -> Decimal | None:
    found = _walk(parse_path(text), [response], response)
    assert len(found) <= 1, text
    return Decimal(found[0]) if found else None


def _walk(path: Path, here: list[Any], top: dict[str, Any]) -> list[Any]:
    if isinstance(path, Literal):
        return [path.value]
    if isinstance(path, Name):
        return [top] if path.name == "%resource" else _children(here, path.name)
    if isinstance(path, Minus):
        return [-Decimal(each) for each in _walk(path.of, here, top)]
    if isinstance(path, Binary):
        left, right = _walk(path.left, here, top), _walk(path.right, here, top)
        return _operated(path.sign, left, right)
    assert isinstance(path, Step) and path.of is not None
    found = _walk(path.of, here, top)
    if path.arguments is None:
        return _children(found, path.name)
    if path.name == "where":
        return [each for each in found if _walk(path.arguments[0], [each], top) == [True]]
    return _called(path.name, found, [_walk(each, here, top) for each in path.arguments])


def _children(here: list[Any], name: str) -> list[Any]:
    found: list[Any] = []
    for each in here:
        names = [key for key in each if key.startswith("value")] if name == "value" else [name]
        for key in names:
            inner = each.get(key, [])
            found += inner if isinstance(inner, list) else [inner]
    return found


def _operated(sign: str, left: list[Any], right: list[Any]) -> list[Any]:
    if sign == "or":
        return [left == [True] or right == [True]]
    if not left or not right:
        return []
    (one,), (other,) = left, right
    if sign == "=":
        return [one == other]
    one, other = Decimal(one), Decimal(other)
    if sign == "/":
        return [one / other] if other else []
    return [{"+": one + other, "-": one - other, "*": one * other}[sign]]


def _called(name: str, found: list[Any], arguments: list[list[Any]]) -> list[Any]:
    if name == "weight":
        extensions = [entry for each in found for entry in each.get("extension", ())]
        return [entry["valueDecimal"] for entry in extensions if entry["url"] == WEIGHT]
    if name == "count":
        return [Decimal(len(found))]
    if not found:
        return []
    values = [Decimal(each) for each in found]
    if name == "round":
        return [values[0].quantize(Decimal(1).scaleb(-int(arguments[0][0])), ROUND_HALF_UP)]
    total = sum(values, Decimal(0))
    return [{"sum": total, "avg": total / len(values), "min": min(values), "max": max(values)}[name]]
