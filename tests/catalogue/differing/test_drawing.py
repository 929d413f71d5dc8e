"""Words gone and new as HTML: readable by eye, by ear and on paper, and never what somebody wrote."""

from stegvis.catalogue.differing.drawing import drawn
from stegvis.program.wording import compare


def html(old, new):
    return [each.html for each in drawn(compare(old, new))]


def test_marks_are_said_out_loud_too():
    (line,) = html("<p>Du kan sova bättre.</p>", "<p>Du kan vila bättre.</p>")
    assert "<del>" in line
    assert "<ins>" in line
    assert "borttaget:" in line
    assert "tillagt:" in line


def test_what_somebody_wrote_is_never_markup():
    line = "".join(html("<p>a</p>", "<p>a &lt;script&gt;x&lt;/script&gt;</p>"))
    assert "<script" not in line
    assert "&lt;" in line


def test_a_link_says_where_it_leads_when_it_is_changed():
    old, new = (f'<p>Läs på <a href="https://{name}.example/">1177</a></p>' for name in ("a", "b"))
    (line,) = html(old, new)
    assert "https://a.example/" in line
    assert "https://b.example/" in line
    assert "<a " not in line


def test_what_is_as_it_was_is_counted_and_left_out():
    found = drawn(compare("<p>Ett.</p><p>Två.</p><p>Tre är här.</p>", "<p>Ett.</p><p>Två.</p><p>Tre är där.</p>"))
    assert [each.skipped for each in found] == [True, False]
    assert found[0].html == "2 stycken som förut"


def test_an_unchanged_emphasis_is_kept_and_spaces_stand_where_they_stood():
    (line,) = html("<p>Vi <strong>sover</strong> nu, ja.</p>", "<p>Vi <strong>sover</strong> nu, nej.</p>")
    assert line.startswith("Vi <strong>sover</strong> nu, ")
