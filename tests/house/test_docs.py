"""Docs say what is true now: generated ones are current, and every noun stands in the glossary."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from stegvis.config.generated import documents

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["access.md", "states.md", "personal-data.md", "settings.md"])
def test_generated_documents_are_current(name):
    assert (ROOT / "docs" / name).read_text() == documents()[name], "run `make docs`"


def test_every_noun_is_in_the_glossary():
    glossary = (ROOT / "GLOSSARY.md").read_text()
    nouns = {m.__name__ for m in apps.get_models() if m.__module__.startswith("stegvis.")}
    assert [noun for noun in sorted(nouns) if f"`{noun}`" not in glossary] == []


def test_every_setting_of_an_installation_is_documented():
    written = (ROOT / "docs" / "operations.md").read_text()
    code = "\n".join(path.read_text() for path in (ROOT / "stegvis").rglob("*.py") if "draw" not in path.parts)
    read = set(re.findall(r"environ(?:\.get\(|\[)\s*[\"'](\w+)[\"']", code))
    assert [name for name in sorted(read) if name not in written] == []


def test_the_readme_names_only_targets_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", (ROOT / "README.md").read_text()))
    assert named <= targets


def test_links_between_documents_lead_somewhere():
    pages = [ROOT / "README.md", ROOT / "GLOSSARY.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name} → {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []
