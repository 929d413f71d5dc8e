"""Every pair of colours that meets on a page is readable, in light and in dark."""

import re
from pathlib import Path

import pytest

import stegvis.ui

SHEET = (Path(stegvis.ui.__file__).parent / "static/ui/stegvis.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0

GROUNDS = ("paper", "surface", "sunken")
TONES = ("info", "success", "warning", "danger", "crisis", "primary")
BANDS = ("calm", "mild", "moderate", "marked", "severe")
PAIRS = [
    *[(ink, ground, TEXT) for ground in GROUNDS for ink in ("ink", "ink-soft", "primary", "primary-strong")],
    *[(tone, f"{tone}-soft", TEXT) for tone in TONES],
    *[("ink", f"{tone}-soft", TEXT) for tone in TONES],
    *[(tone, "surface", TEXT) for tone in TONES],
    *[("ink-soft", f"{tone}-soft", TEXT) for tone in ("crisis", "primary", "neutral")],
    ("danger", "paper", TEXT),
    ("crisis", "sunken", TEXT),
    ("primary-strong", "primary-soft", TEXT),
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-strong", TEXT),
    ("on-crisis", "crisis", TEXT),
    ("on-hero", "hero", TEXT),
    ("on-hero-soft", "hero", TEXT),
    ("on-hero-soft", "hero-step", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("accent", "hero", SHAPE),
    ("accent-strong", "hero", SHAPE),
    *[(edge, ground, SHAPE) for edge in ("line-strong", "focus") for ground in GROUNDS],
    ("focus", "primary-soft", SHAPE),
    ("focus", "crisis-soft", SHAPE),
    *[(ink, f"band-{band}", TEXT) for ink in ("ink", "ink-soft") for band in BANDS],
    *[(f"series-{number}", ground, TEXT) for number in (1, 2, 3, 4) for ground in ("surface", "paper")],
    *[(f"series-{number}", f"band-{band}", SHAPE) for number in (1, 2, 3, 4) for band in BANDS],
]


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def _block(opening: str) -> dict[str, str]:
    start = SHEET.index(opening) + len(opening)
    return _tokens(SHEET[start : SHEET.index("}", start)])


LIGHT = _block(":root {\n  color-scheme: light;")
DARK_CHOSEN_BY_SYSTEM = _block(':root:not([data-theme="light"]) {')
DARK_CHOSEN_BY_PERSON = _block(':root[data-theme="dark"] {')


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_is_readable(theme):
    tokens = LIGHT if theme == "light" else {**LIGHT, **DARK_CHOSEN_BY_SYSTEM}
    weak = [
        f"{ink} on {ground}: {found:.2f} < {least}"
        for ink, ground, least in PAIRS
        if (found := contrast(tokens[ink], tokens[ground])) < least
    ]
    assert not weak


def test_both_ways_to_the_dark_are_the_same():
    assert DARK_CHOSEN_BY_SYSTEM == DARK_CHOSEN_BY_PERSON


def test_the_dark_answers_every_colour_of_the_light():
    assert set(LIGHT) - set(DARK_CHOSEN_BY_SYSTEM) == set()


def test_no_token_is_used_without_being_set():
    used = set(re.findall(r"var\(--([\w-]+)", SHEET))
    assert used - set(_tokens(SHEET)) == set()
