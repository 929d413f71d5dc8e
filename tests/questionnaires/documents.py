"""Small questionnaires as JSON, for the tests beside."""

from __future__ import annotations

from typing import Any

from stegvis.questionnaires.engine import Definition, parse


def item(link_id: str, kind: str = "boolean", **more: Any) -> dict[str, Any]:
    return {"link_id": link_id, "type": kind, **more}


def choice(link_id: str, *codes: str, **more: Any) -> dict[str, Any]:
    """A choice whose options are worth 0, 1, 2 …"""
    options = [{"code": code, "points": points} for points, code in enumerate(codes)]
    return item(link_id, "choice", options=options, **more)


def when(question: str, operator: str, value: Any) -> dict[str, Any]:
    return {"question": question, "operator": operator, "value": value}


def document(*items: dict[str, Any], texts: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """A questionnaire of these items, with a text for each that needs one."""
    written = {"title": "Prov"}
    for entry in _all(items):
        name = f"item:{entry.get('link_id')}"
        written[f"{name}:text"] = f"Fråga {entry.get('link_id')}"
        if entry["type"] == "scale":
            written |= {f"{name}:low": "Lågt", f"{name}:high": "Högt"}
        if "unit" in entry:
            written[f"{name}:unit"] = "timmar"
        for option in entry.get("options", []):
            written[f"{name}:option:{option['code']}"] = option["code"].title()
    for rule in more.get("scores", []):
        written[f"score:{rule['code']}"] = "Summa"
        written |= {f"score:{rule['code']}:band:{band['code']}": band["code"] for band in rule.get("bands", [])}
    written |= {f"danger:{rule['id']}": "Fara" for rule in more.get("dangers", [])}
    return {
        "schema": 1,
        "url": "https://stegvis.example/questionnaire/prov",
        "version": "1.0",
        "language": "sv",
        "licence": {"status": "public"},
        "items": list(items),
        "texts": {"sv": written | (texts or {})},
        **more,
    }


def definition(*items: dict[str, Any], **more: Any) -> Definition:
    return parse(document(*items, **more))


def _all(items: Any) -> list[dict[str, Any]]:
    return [entry for given in items for entry in (given, *_all(given.get("items", [])))]
