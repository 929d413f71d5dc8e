"""Upstream's editor and axe: the faults we know of stand in a list, and the list may only shrink."""

import re

from tests.journeys.editor import Editor
from tests.journeys.looking import known_faults


def test_the_list_of_upstream_faults_only_shrinks(somebody, demo_region, faults):
    maja = somebody(demo_region, "maja-lindgren").signs_in()
    maja.presses(re.compile("^Lugnare dagar")).presses("Redigera programmet")
    Editor(maja)
    again(maja)
    maja.presses("← Till programmets sida i studion").presses(re.compile("Vad är stress"), inside="main")
    Editor(maja)
    again(maja)
    for address in ("images/", "images/add/", "media/", "documents/"):
        maja.opens(f"/redigera/{address}")
    known = known_faults()
    assert faults.upstream - known == set(), "a fault that is new to us"
    assert known - faults.upstream == set(), "mended upstream: strike it from upstream_faults.json"


def again(person):
    """The form is drawn by scripts after the page has come: look when it is all there."""
    person.faults.seen.clear()
    person.looks()
