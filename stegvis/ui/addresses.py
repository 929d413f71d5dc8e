"""Addresses with ids in them, looked up once per name: Django's own `reverse` tries every pattern each time.

Only ids and codes go in this way; anything else, and every name with another kind of argument, is asked of
`reverse` itself, so that what it refuses is still refused.
"""

import re
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.urls import NoReverseMatch, get_script_prefix, reverse

NAMES = UUID("2d0f6f2a-7b0e-4f43-8f5e-0b8a2a6c7d02")
_CODE = re.compile(r"[A-Za-z0-9_.\-]+")


def address(name: str, *args: Any) -> str:
    """As `reverse(name, args=args)`. Raises NoReverseMatch."""
    between = _between(name, len(args))
    if between is None:
        return reverse(name, args=args)
    parts = [get_script_prefix(), between[0]]
    for value, text in zip(args, between[1:], strict=True):
        if type(value) is not UUID and not (isinstance(value, str) and _CODE.fullmatch(value)):
            return reverse(name, args=args)
        parts += (str(value), text)
    return "".join(parts)


@cache
def _between(name: str, count: int) -> tuple[str, ...] | None:
    """What stands around the places of an address, below where we are mounted; None where no id goes in.

    The same for as long as we run, wherever that is.
    """
    stand_ins = [uuid5(NAMES, str(number)) for number in range(count)]
    try:
        found = reverse(name, args=stand_ins).removeprefix(get_script_prefix())
    except NoReverseMatch:
        return None
    parts = []
    for stand_in in stand_ins:
        before, place, found = found.partition(str(stand_in))
        if not place:
            return None
        parts.append(before)
    return (*parts, found)
