"""The people one can be in demo mode: a seam that the demo room fills through a setting.

Outside demo mode there is nobody here, whatever the setting says.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.module_loading import import_string

DEFAULT = "stegvis.demo.cast.cast"
DEFAULT_NUMBERS = "stegvis.demo.cast.free_numbers"


@dataclass(frozen=True, slots=True)
class CastMember:
    """One person of the demo. `hat` says in a few words what they are there.

    `first` is what to try as them, for the few that a newcomer should begin with.
    """

    slug: str
    name: str
    group: str
    sentence: str
    account_id: str
    hat: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class CastGroup:
    """People of one kind, in the order that the demo gives."""

    name: str
    members: tuple[CastMember, ...]


def free_numbers() -> list[tuple[str, str]]:
    """In demo mode, numbers and names of some whom a program can be started for; nothing otherwise."""
    if not settings.STEGVIS_DEMO:
        return []
    found: list[tuple[str, str]] = import_string(getattr(settings, "STEGVIS_DEMO_NUMBERS", DEFAULT_NUMBERS))()
    return found


def members() -> list[CastMember]:
    """Everybody one can be; nobody outside demo mode."""
    if not settings.STEGVIS_DEMO:
        return []
    cast: Callable[[], Iterable[CastMember]] = import_string(getattr(settings, "STEGVIS_DEMO_CAST", DEFAULT))
    return list(cast())


def groups(found: list[CastMember]) -> list[CastGroup]:
    """The same, by group."""
    return [CastGroup(name, tuple(each)) for name, each in groupby(found, key=lambda member: member.group)]


def member(slug: str) -> CastMember | None:
    """One of them."""
    return next((found for found in members() if found.slug == slug), None)
