"""Two versions of an exercise side by side: what is only in the one is marked."""

import pytest

from stegvis.web.walking.worksheets import differing


@pytest.mark.parametrize(
    ("saved", "typed", "marked"),
    [
        ("Läser.\nSover.", "Läser.\nPromenerar.", (["Sover."], ["Promenerar."])),
        (["ett", "två"], ["noll", "ett", "två"], ([], ["noll"])),
        ([["må", "7"], ["ti", "6"]], [["må", "7"], ["ti", "5"]], (["ti · 6"], ["ti · 5"])),
        ("", "Något.", ([], ["Något."])),
        ("Samma.", "Samma.", ([], [])),
    ],
)
def test_what_differs_is_marked(saved, typed, marked):
    found = differing(saved, typed)
    assert tuple([line.text for line in side if line.differs] for side in found) == marked
