"""The editor's prefix × everyone: a designer reaches the own unit's pages and library, nobody else anything.

Upstream has hundreds of routes. Those a designer needs are named in authoring/editor/routes.py; here the
main ones are asked for with own and with others' things, and every other one is asked for once.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from stegvis.authoring.editor.routes import OPEN
from stegvis.authoring.models import UnitPage
from stegvis.config.gates import EDITOR
from tests.matrix.laying import World
from tests.matrix.test_every_route import NAMES, noting
from tests.matrix.things import BEHIND, _publisher
from tests.matrix.whose import may_be_shown, words_of_everyone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass(frozen=True)
class Asked:
    """An address of the editor, whose thing stands in it, and what its owner meets."""

    address: str
    owner: str = ""
    opens: tuple[int, ...] = (200,)


def addresses(world: World) -> list[Asked]:
    """The main routes, with every unit's things."""
    lists = [
        Asked(reverse("wagtailadmin_explore_root"), opens=(302,)),
        Asked(reverse("wagtailimages:index")),
        Asked(reverse("wagtailimages:add")),
        Asked(reverse("wagtaildocs:index")),
        Asked(reverse("wagtailmedia:index")),
        Asked(reverse("wagtailmedia:chooser")),
        Asked(reverse("wagtailimages_chooser:choose")),
        Asked(reverse("wagtailimages_chooser:choose_results")),
        Asked(reverse("wagtaildocs_chooser:choose")),
        Asked(reverse("wagtailadmin_choose_page"), opens=(302,)),
        Asked(reverse("wagtailadmin_choose_page_search") + "?q=a", opens=(200, 404)),
        Asked(reverse("wagtailimages:index") + "?q=a"),
    ]
    return lists + [asked for name in BEHIND for asked in _of(world, name)]


def _of(world: World, name: str) -> list[Asked]:
    made = world.programs[name]
    unit = UnitPage.objects.get(publisher_unit=world.cast.places[BEHIND[name][0]])
    module = made.module_page
    return [
        Asked(reverse("wagtailadmin_explore", args=[unit.pk]), name),
        Asked(reverse("wagtailadmin_explore", args=[made.page.pk]), name),
        Asked(reverse("wagtailadmin_pages:edit", args=[made.page.pk]), name),
        Asked(reverse("wagtailadmin_pages:edit", args=[made.draft.pk]), name),
        Asked(reverse("wagtailadmin_pages:edit", args=[module.pk]), name),
        Asked(reverse("wagtailadmin_pages:history", args=[made.page.pk]), name),
        Asked(reverse("wagtailadmin_pages:copy", args=[made.page.pk]), name),
        Asked(reverse("wagtailadmin_pages:delete", args=[made.draft.pk]), name, (200, 302, 403)),
        Asked(reverse("wagtailadmin_choose_page_child", args=[made.page.pk]), name),
        Asked(reverse("wagtailadmin_pages:add", args=["authoring", "modulepage", made.page.pk]), name, (200, 302)),
        Asked(reverse("wagtailimages:edit", args=[made.image.pk]), name),
        Asked(reverse("wagtailimages_chooser:chosen", args=[made.image.pk]), name),
        Asked(made.image.file.url, name),
        Asked(reverse("authoring_editor:ready_file", args=[made.media]), name),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_designer_reaches_the_own_unit_and_nobody_else_anything(laid_out, everyone, browsers, name: str):
    world, actor, client = laid_out, everyone[name], browsers[name]
    wrong = []
    for asked in addresses(world):
        wanted = _wanted(world, actor, asked)
        with transaction.atomic():
            response = client.get(asked.address)
            transaction.set_rollback(True)
        if response.status_code not in wanted:
            wrong.append(f"{asked.address} ({asked.owner}): {response.status_code}, expected {sorted(wanted)}")
        wrong += _leaks(world, actor, asked.address, response)
    assert not wrong, "\n".join(wrong)


def _wanted(world: World, actor: Any, asked: Asked) -> set[int]:
    if not actor.can("program:edit"):
        return {403} if actor.signed_in else {302}
    if asked.owner and not _publisher(world, actor, asked.owner):
        return {404}
    return set(asked.opens)


def _leaks(world: World, actor: Any, address: str, response: Any) -> list[str]:
    if response.streaming or "image" in response.headers.get("Content-Type", ""):
        return []
    text = response.content.decode(errors="replace")
    text = text.replace(address, "")  # the address that was asked for is known to whoever asked
    words = [*words_of_everyone(world), *_in_the_library(), *_units(world)]
    return [
        f"{address}: shows “{word}”, which is {owner}'s"
        for word, owner in words
        if word in text and not may_be_shown(world, actor, owner, word)
    ]


def _in_the_library() -> list[tuple[str, str]]:
    return [(word, name) for name in BEHIND for word in (f"{name}.png", f"etikett{name}", f"Bild av {name}")]


def _units(world: World) -> list[tuple[str, str]]:
    """Names of publisher units. "Verkstaden" is the beginning of another's name and says nothing."""
    return [(world.cast.places[place].name, name) for name, (place, *_) in BEHIND.items() if name != "alfa"]


# The editor has no start page, sign-in or account of its own: these lead to the studio.
TO_STUDIO = {"wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_logout", "wagtailadmin_login"}

# --- What is not on the list --------------------------------------------------------------------


def upstream() -> list[tuple[str, str]]:
    """Every route below the editor's prefix: its name and an address for it, with made-up ids."""
    found: list[tuple[str, str]] = []
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and str(pattern.pattern) == EDITOR.strip("/") + "/":
            _gather(pattern, "", found)
    return found


def _gather(resolver: Any, space: str, found: list[tuple[str, str]]) -> None:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            _gather(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, found)
        elif isinstance(pattern, URLPattern) and pattern.name:
            name = f"{space}{pattern.name}"
            kwargs = {key: _made_up(converter) for key, converter in pattern.pattern.converters.items()}
            try:
                found.append((name, reverse(name, kwargs=kwargs)))
            except NoReverseMatch:
                continue


def _made_up(converter: Any) -> Any:
    return 1 if converter.to_url(1) == "1" else "authoring"


@pytest.mark.parametrize("name", ["disa", "tina", "rita", "kaj", "nobody"])
def test_what_a_designer_does_not_need_is_not_there(laid_out, everyone, browsers, name: str):
    """Users, groups, sites, settings, reports, workflows, snippets, bulk acts: a 404 even for a designer."""
    actor, client = everyone[name], browsers[name]
    known = OPEN | TO_STUDIO
    routes = [(name, at) for name, at in upstream() if name not in known and "authoring_editor" not in name]
    assert len(routes) > 90
    wanted = {404, 405} if actor.can("program:edit") else {403} if actor.signed_in else {302}
    wrong = []
    for route, address in routes if name == "disa" else routes[::7]:
        written: list[str] = []
        with transaction.atomic():
            codes = {client.get(address).status_code, client.post(address).status_code}
            transaction.set_rollback(True)
        if not codes <= wanted or written:
            wrong.append(f"{route} {address}: {codes}, expected {sorted(wanted)} {written}")
    assert not wrong, "\n".join(wrong)


def test_another_units_draft_cannot_be_saved_over(laid_out, browsers):
    """A POST to somebody else's page, image or program changes nothing."""
    world, client = laid_out, browsers["dan"]
    made = world.programs["alfa"]
    before = made.page.__class__.objects.get(pk=made.page.pk).latest_revision_id
    from django.db import connection

    written: list[str] = []
    with connection.execute_wrapper(noting(written)):
        for address in (
            reverse("wagtailadmin_pages:edit", args=[made.page.pk]),
            reverse("wagtailadmin_pages:delete", args=[made.page.pk]),
            reverse("wagtailadmin_pages:copy", args=[made.page.pk]),
            reverse("wagtailimages:edit", args=[made.image.pk]),
            reverse("wagtailimages:delete", args=[made.image.pk]),
        ):
            assert client.post(address, {"title": "Stulet"}).status_code == 404
    assert written == []
    assert made.page.__class__.objects.get(pk=made.page.pk).latest_revision_id == before
