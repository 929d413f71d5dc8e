"""Two texts word by word: nothing is lost, nothing is invented, and sentences stay whole."""

from hypothesis import given
from hypothesis import strategies as st

from stegvis.program.wording import Kept, compare, compare_plain, passages

WORDS = st.sampled_from(["sömn", "och", "du", "kan", "vila", "t.ex.", "8–10", "<strong>nu</strong>", "inte", ","])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), max_size=5)
TEXTS = PARAGRAPHS.map(lambda found: "".join(f"<p>{each}</p>" for each in found))


def said(found, without):
    return [word.key for passage in found for bit in passage.bits if bit.kept is not without for word in bit.words]


def keys(text):
    return [word.key for passage in passages(text) for word in passage.words]


@given(TEXTS, TEXTS)
def test_without_what_is_new_it_is_the_old_text_and_without_what_is_gone_the_new(old, new):
    found = compare(old, new)
    assert said(found, Kept.NEW) == keys(old)
    assert said(found, Kept.GONE) == keys(new)


@given(TEXTS)
def test_the_same_text_has_nothing_changed(text):
    assert not any(passage.changed for passage in compare(text, text))


def told(old, new):
    return [
        "".join({"same": "{}", "gone": "[-{}]", "new": "[+{}]"}[bit.kept].format(" ".join(w.text for w in bit.words))
                for bit in passage.bits)
        for passage in compare(old, new)
    ]  # fmt: skip


def test_a_changed_word_is_marked_in_its_sentence():
    assert told("<p>Du kan sova bättre.</p>", "<p>Du kan vila bättre.</p>") == ["Du kan[-sova][+vila]bättre ."]


def test_a_few_alike_words_between_two_changes_are_changed_with_them():
    """”en lång rolig promenad” to ”ett kort rolig bad” is read as one change, not as three."""
    assert told("<p>Ta gärna en riktigt lång och skön promenad i dag.</p>", "<p>Ta gärna ett bad som är varmt och lugnt i dag.</p>") == [
        "Ta gärna[-en riktigt lång och skön promenad][+ett bad som är varmt och lugnt]i dag ."
    ]  # fmt: skip


def test_a_sentence_that_is_another_one_is_not_mixed_with_the_old():
    assert told("<p>Andas lugnt genom näsan.</p>", "<p>Ring 112 om det brinner!</p>") == [
        "[-Andas lugnt genom näsan .]",
        "[+Ring 112 om det brinner !]",
    ]


def test_a_new_paragraph_between_two_leaves_them_alone():
    found = compare("<p>Ett. Två.</p><p>Tre.</p>", "<p>Ett. Två.</p><p>Nytt här.</p><p>Tre.</p>")
    assert [passage.changed for passage in found] == [False, True, False]


def test_emphasis_and_where_a_link_leads_are_changes():
    assert compare("<p>Sov nu</p>", "<p>Sov <strong>nu</strong></p>")[0].changed
    here = '<p><a href="https://a.example">Läs mer</a></p>'
    assert compare(here, here.replace("a.example", "b.example"))[0].changed


def test_points_of_lists_and_headings_are_passages_of_their_own():
    found = passages("<h3>Så här</h3><ul><li>ett</li><li>två</li></ul><ol><li>tre</li></ol>fritt")
    assert [(each.kind, each.text) for each in found] == [
        ("h3", "Så här"), ("ul", "ett"), ("ul", "två"), ("ol", "tre"), ("p", "fritt"),
    ]  # fmt: skip


def test_a_paragraph_that_became_a_heading_is_changed():
    assert any(passage.changed for passage in compare("<p>Sömn</p>", "<h3>Sömn</h3>"))


def test_references_are_letters_and_plain_text_has_no_markup():
    assert [each.text for each in passages("<p>mat &amp; vila</p>")] == ["mat & vila"]
    assert compare_plain("a <b> c\nd", "a <b> c\nd")[0].bits[0].words[1].text == "<"
