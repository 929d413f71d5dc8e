"""What the fields of a form are called in the page: numbers only, so that any link id will do."""

from __future__ import annotations

from collections.abc import Mapping

from stegvis.questionnaires.engine import Definition


def numbers(definition: Definition) -> dict[str, int]:
    """Each item by its place in reading order."""
    return {item.link_id: number for number, item in enumerate(definition.in_order)}


def place_id(numbered: Mapping[str, int], key: str) -> str:
    """`q-7`, or `q-5r0-7` in the first row of the group numbered 5. A key that ends in a row gives the row."""
    *rows, last = key.split("#")
    pairs = zip(rows[::2], rows[1::2], strict=False)
    above = "-".join(f"{numbered[group]}r{row}" for group, row in pairs)
    if len(rows) % 2:
        own = f"{numbered[rows[-1]]}r{last}"
    else:
        own = str(numbered[last])
    return f"q-{above}-{own}" if above else f"q-{own}"
