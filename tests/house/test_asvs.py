"""The list of what a security standard asks for names only what is here."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")


def test_every_file_and_test_that_the_list_names_is_here():
    named = set(re.findall(r"`((?:stegvis|tests|docs|tools)/[\w./-]+|requirements\.lock|pyproject\.toml)`", PAGE))
    assert len(named) > 60
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_chapter_is_there_and_what_is_not_met_is_said():
    rows = re.findall(r"^\| (\d+)\.\d+\.\d+", PAGE, re.MULTILINE)
    assert {int(chapter) for chapter in rows} == set(range(1, 18)) and PAGE.count("**not met**") >= 6
