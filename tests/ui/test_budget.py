"""What a resident downloads first stays small, and pages need nothing that the policy forbids."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import stegvis.ui

ROOM = Path(stegvis.ui.__file__).parent
STATIC = ROOM / "static/ui"
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))


@pytest.mark.parametrize(("name", "most"), [("stegvis.css", 14_000), ("stegvis.js", 3_000), ("favicon.svg", 1_000)])
def test_each_file_keeps_its_budget_over_the_wire(name, most):
    assert len(gzip.compress((STATIC / name).read_bytes(), 9)) < most


def test_a_page_asks_for_three_files():
    page = get_template("ui/resident.html").render({})
    assert sorted(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)) == [
        "/static/ui/favicon.svg",
        "/static/ui/stegvis.css",
        "/static/ui/stegvis.js",
    ]


def test_the_sheet_fetches_nothing():
    sheet = (STATIC / "stegvis.css").read_text(encoding="utf-8")
    assert "url(" not in sheet and "@import" not in sheet and "@font-face" not in sheet


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_inline_style_script_or_handler(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))
