"""Rings one to four, over the whole house: gates, needs, permissions, actions."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import stegvis
from stegvis.access.doors import ACTIONS, ANYONE, SIGNED_IN
from stegvis.access.roles import ALL_PERMISSIONS
from stegvis.config.gates import EDITOR, GATES, gate_for

SOURCE = Path(stegvis.__file__).parent


def routes(resolver: URLResolver | None = None, prefix: str = "/") -> list[tuple[str, URLPattern]]:
    """Every route of the installation with its address pattern."""
    found: list[tuple[str, URLPattern]] = []
    for pattern in (resolver or get_resolver()).url_patterns:
        here = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            found.extend(routes(pattern, here))
        else:
            found.append((here, pattern))
    return found


OWN = [(path, pattern) for path, pattern in routes() if not path.startswith(EDITOR)]


def test_every_route_has_a_gate():
    assert [path for path, _ in routes() if gate_for(path.split("<")[0].split("(")[0]) is None] == []


def test_every_gate_has_a_route():
    served = [path for path, _ in routes()]
    static = {"/static/", "/favicon.ico"}  # answered before any route
    unused = [gate.prefix for gate in GATES if not any(gate.covers(path) for path in served)]
    assert set(unused) <= static


@pytest.mark.parametrize(("path", "pattern"), OWN, ids=[path for path, _ in OWN])
def test_every_own_view_says_what_it_needs(path, pattern):
    need = getattr(pattern.callback, "needs", None)
    assert need in {ANYONE, SIGNED_IN, *ALL_PERMISSIONS}


def test_every_permission_is_used():
    code = "\n".join(p.read_text() for p in SOURCE.rglob("*.py") if p.name != "roles.py")
    unused = [p for p in sorted(ALL_PERMISSIONS) if f'"{p}"' not in code]
    assert unused == []


def test_every_permission_that_code_asks_for_exists():
    asking = re.compile(r"""(?:\.can\(|@needs\()\s*"([\w:]+)"\s*\)""")
    asked = {name for p in SOURCE.rglob("*.py") for name in asking.findall(p.read_text())}
    assert asked <= ALL_PERMISSIONS


def test_actions_are_named_noun_verb():
    assert ACTIONS
    assert [name for name in ACTIONS if not re.fullmatch(r"[a-z_]+:[a-z_]+", name)] == []


def test_changing_functions_in_actions_stand_behind_the_door():
    """In every `actions` module a public function that takes `by` is an action."""
    public = re.compile(r"((?:@[^\n]+\n)*)def ([a-z]\w*)\((?:[^()]|\([^()]*\))*\bby: Actor", re.MULTILINE)
    files = [*SOURCE.rglob("actions.py"), *(p for d in SOURCE.rglob("actions") for p in d.glob("*.py"))]
    bare = [
        f"{path.name}:{name}"
        for path in files
        for marks, name in public.findall(path.read_text())
        if "@action(" not in marks
    ]
    assert bare == []


def test_only_the_process_lets_a_candidate_into_the_catalogue():
    """Domain step 8: nothing is published but what was reviewed, or came by another way that says what it rests on."""
    clearing = re.compile(
        r"\b(?:catalogue|actions|publishing)\.clear\(|import [^\n]*\bclear\b|Clearance\(|Clearance\.objects\.\w*create"
    )
    found = {
        p.relative_to(SOURCE).parts[0]
        for p in SOURCE.rglob("*.py")
        if "migrations" not in p.parts and clearing.search(p.read_text())
    }
    # The catalogue itself writes the row; the demo lays what was published before there was a process.
    assert found == {"catalogue", "governance", "demo"}
