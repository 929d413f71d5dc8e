"""Documents that are made from the code: access, states, personal data, settings. `manage.py docs` writes them.

A house test compares what is written with what would be written now.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.urls import URLResolver, get_resolver
from django.utils import translation

from stegvis.access.kinds import HatKind, Role
from stegvis.access.roles import ALL_PERMISSIONS, RESIDENT_PERMISSIONS, ROLE_PERMISSIONS, STAFF_PERMISSIONS
from stegvis.access.settings import SETTINGS, Level
from stegvis.care.kinds import FLAG_TRANSITIONS, MOVE_TRANSITIONS, OBJECTION_TRANSITIONS
from stegvis.catalogue.kinds import RELEASE_TRANSITIONS
from stegvis.config.gates import EDITOR, EVERYONE, GATES, gate_for
from stegvis.governance.kinds import ENDED, Lane
from stegvis.governance.ways import WAYS, edges
from stegvis.law.kinds import INCIDENT_TRANSITIONS
from stegvis.lib.personal import RETENTION_SENTENCES
from stegvis.notifications.kinds import DELIVERY_TRANSITIONS
from stegvis.support.kinds import CASE_TRANSITIONS

NOTE = "<!-- Made by `make docs` from the code. Change the code, not this file. -->\n"


def documents() -> dict[str, str]:
    """File name below docs/ → content."""
    made: dict[str, Callable[[], str]] = {
        "access.md": access,
        "states.md": states,
        "personal-data.md": personal_data,
        "settings.md": decided,
    }
    return {name: NOTE + make() for name, make in made.items()}


def write(folder: Path) -> list[str]:
    """Write every document that differs. Returns the names of those."""
    changed = []
    for name, content in documents().items():
        path = folder / name
        if not path.exists() or path.read_text() != content:
            path.write_text(content)
            changed.append(name)
    return changed


def access() -> str:
    """Who may enter where, and which role gives which permission."""
    roles = [*Role, None]
    heads = [*(str(role.label) if role else "Invånare" for role in roles), "Alla medarbetare"]
    rows = []
    for permission in sorted(ALL_PERMISSIONS):
        held = [permission in (ROLE_PERMISSIONS[role] if role else RESIDENT_PERMISSIONS) for role in roles]
        held.append(permission in STAFF_PERMISSIONS)
        rows.append([f"`{permission}`", *("x" if yes else "" for yes in held)])
    gates = [
        [f"`{gate.prefix}`", _hats(gate.hats), f"`{gate.need}`" if gate.need else "each view's own"] for gate in GATES
    ]
    views = [[f"`{path}`", f"`{need}`"] for path, need in own_routes()]
    return (
        "# Access\n\nEverything not said here is refused.\n\n"
        f"## Gates\n\n{_table(['address', 'open to', 'need'], gates)}\n"
        f"## Permissions by role\n\n{_table(['permission', *heads], rows)}\n"
        f"## What each page needs\n\n{_table(['address', 'need'], views)}"
    )


def _hats(hats: frozenset[HatKind]) -> str:
    if hats == EVERYONE:
        return "everyone"
    return ", ".join(sorted(kind.value for kind in hats))


def own_routes(resolver: URLResolver | None = None, prefix: str = "/") -> list[tuple[str, str]]:
    """Every route outside the editor with the need its view declares."""
    found: list[tuple[str, str]] = []
    for pattern in (resolver or get_resolver()).url_patterns:
        here = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            found += own_routes(pattern, here)
        elif not here.startswith(EDITOR):
            gate = gate_for(here.split("<")[0])
            found.append((here, getattr(pattern.callback, "needs", "") or (gate.need if gate else "")))
    return found


def states() -> str:
    """State machines, drawn from their tables."""
    drawn = [
        _machine("Flag", "open", FLAG_TRANSITIONS),
        _machine("Move", "offered", MOVE_TRANSITIONS),
        _machine("Release", "planned", RELEASE_TRANSITIONS),
        _machine("Delivery", "waiting", DELIVERY_TRANSITIONS),
        _machine("Case", "new", CASE_TRANSITIONS),
        _machine("Incident", "new", INCIDENT_TRANSITIONS),
        _machine("Objection", "noted", OBJECTION_TRANSITIONS),
    ]
    lanes = [_lane(lane) for lane in Lane]
    note = "Each lane of the process, with the act on every arrow. Work that was ended can be taken up where it was left.\n"
    return "\n".join(["# States\n", *drawn, "## Initiative\n", note, *lanes])


def _lane(lane: Lane) -> str:
    lines = [f"### {lane.value}\n", "```mermaid", "stateDiagram-v2", f"    [*] --> {WAYS[lane][0].value}"]
    drawn = edges(lane)
    lines += [f"    {edge.here.value} --> {edge.to.value} : {edge.act.value.replace(':', ' ')}" for edge in drawn]
    ends = sorted({edge.to.value for edge in drawn if edge.to in ENDED})
    return "\n".join([*lines, *(f"    {end} --> [*]" for end in ends), "```", ""])


def _machine(name: str, first: str, table: Mapping[Any, frozenset[Any]]) -> str:
    lines = [f"## {name}\n", "```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    for state, nexts in table.items():
        lines += [f"    {state.value} --> {following.value}" for following in sorted(nexts)]
        if not nexts:
            lines.append(f"    {state.value} --> [*]")
    return "\n".join([*lines, "```", ""])


def personal_data() -> str:
    """Every stored field, whether it says something about a person, and how long it is kept."""
    parts = ["# Personal data\n"]
    own = [model for model in apps.get_models() if model.__module__.startswith("stegvis.")]
    for model in sorted(own, key=lambda found: found._meta.label):
        classified = getattr(model, "classified", None)
        if classified is None:
            continue
        personal = ", ".join(sorted(classified.personal_fields)) or "none"
        plain = ", ".join(sorted(classified.plain_fields)) or "none"
        kept = RETENTION_SENTENCES[classified.retention]
        parts.append(f"## {model._meta.label}\n\n- personal: {personal}\n- other: {plain}\n- kept: {kept}\n")
    return "\n".join(parts)


def decided() -> str:
    """Every setting that a provider or a unit decides, with its default and where it may be set."""
    levels = {Level.UNIT: "unit", Level.PROVIDER: "provider", Level.BOTH: "provider, unit"}
    rows = []
    with translation.override("sv"):
        for row in SETTINGS.values():
            default = "(stands on the unit)" if row.column else row.kind.said(row.default)
            rows.append(
                [f"`{row.key}`", str(row.group.label), str(row.label), levels[row.level], default, str(row.help)]
            )
    heads = ["key", "group", "label", "set by", "default", "help"]
    return (
        "# Settings\n\nDecided on `/vard/installningar/` (a unit) and `/region/installningar/` (a provider), each with its "
        "history.\nA unit's own value holds over the provider's, and that over the default; a provider may lock one for "
        f"its units.\nWhat an installation sets is in [operations.md](operations.md).\n\n{_table(heads, rows)}"
    )


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows), ""])
