"""Text with simple marks becomes HTML that holds nothing but what was meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.support.marked import blocks_of, shown

TAGS = re.compile(r"<(/?)(\w+)[^>]*>")
ALLOWED = {"p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "div", "table", "thead", "tbody", "tr"}


@given(st.text("<>&\"'*[]()#|- \n1.abc:/", max_size=300))
def test_whatever_is_typed_only_our_own_tags_come_out(text):
    found = {tag for _end, tag in TAGS.findall(shown(text))}
    assert found <= ALLOWED | {"th", "td"}
    assert "<script" not in shown(text + "<script>alert(1)</script>")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//ond.example", "vbscript:x"])
def test_a_link_that_could_run_is_words(link):
    assert "<a" not in shown(f"[tryck]({link})") or link == "//ond.example"
    assert 'href="javascript' not in shown(f"[tryck]({link})")


def test_an_attribute_cannot_be_broken_out_of():
    assert 'onclick="' not in shown('[tryck](https://a.example/"onclick="x)')


def test_the_kinds_of_blocks():
    text = "## Rubrik\nord\nmer ord\n\n- ett\n- två\n1. först\n[ ] kryssa\n| a | b |\n| 1 |"
    assert [block.kind for block in blocks_of(text)] == ["heading", "words", "points", "numbered", "boxes", "table"]
    assert blocks_of(text)[-1].rows == (("a", "b"), ("1", ""))
    assert shown("**fet** och *lutad*") == "<p><strong>fet</strong> och <em>lutad</em></p>"
