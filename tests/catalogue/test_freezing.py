"""The vault: the same content is kept once, and what cannot be read says so in plain words."""

from dataclasses import replace

import pytest

from stegvis.audit.models import CannotRewriteHistory
from stegvis.catalogue import freezing
from stegvis.catalogue.freezing import (
    CannotKeepDocument,
    CannotKeepMedia,
    CannotOpenDocument,
    keep_document,
    keep_media,
    open_document,
    plan_of,
    read_document,
)
from stegvis.catalogue.models import FrozenDocument, FrozenMedia, MediaUse, frozen_storage
from stegvis.catalogue.richtext import clean_html, safe_html
from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.program.document import canonical, digest, to_json
from tests.cast import NOW
from tests.catalogue.making import MEDIA, PICTURE, document, keep

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_open():
    open_document.cache_clear()
    plan_of.cache_clear()


def test_a_file_is_kept_once_under_its_own_hash():
    first = keep_media(PICTURE, "image/png", now=NOW)
    assert first == keep_media(PICTURE, "image/png", now=NOW) == sha256_hex(PICTURE)
    row = FrozenMedia.objects.get()
    assert (row.mime, row.size, row.file.name) == ("image/png", len(PICTURE), f"{first[:2]}/{first}")
    assert row.file.open("rb").read() == PICTURE


def test_a_lost_file_comes_back_with_the_next_freeze():
    kept = keep_media(PICTURE, "image/png", now=NOW)
    frozen_storage().delete(f"{kept[:2]}/{kept}")
    keep_media(PICTURE, "image/png", now=NOW)
    assert frozen_storage().exists(f"{kept[:2]}/{kept}")


@pytest.mark.parametrize("mime", ["image/svg+xml", "text/html", "application/zip", ""])
def test_what_a_browser_could_run_is_refused(mime):
    with pytest.raises(CannotKeepMedia, match="Ladda upp"):
        keep_media(b"<svg onload=alert(1)>", mime, now=NOW)


def test_an_empty_file_is_refused():
    with pytest.raises(CannotKeepMedia, match="tom"):
        keep_media(b"", "image/png", now=NOW)


def test_a_document_is_kept_once_with_its_media():
    first = keep()
    assert first == keep() == digest(document())
    row = FrozenDocument.objects.get()
    assert bytes(row.content) == canonical(document())
    assert set(MediaUse.objects.values_list("media_id", flat=True)) == set(MEDIA)
    assert open_document(first) == document()
    assert plan_of(first).steps == ("st1", "st2", "st3")


def test_a_document_without_its_files_is_refused():
    with pytest.raises(CannotKeepDocument, match="fattas"):
        keep_document(document(), now=NOW)
    assert not FrozenDocument.objects.exists()


def test_a_kept_document_never_changes():
    row = FrozenDocument.objects.get(hash=keep())
    with pytest.raises(CannotRewriteHistory):
        row.save()
    with pytest.raises(CannotRewriteHistory):
        FrozenDocument.objects.all().delete()


def test_opening_is_one_query_and_then_none(django_assert_num_queries):
    kept = keep()
    with django_assert_num_queries(1):
        plan_of(kept)
    with django_assert_num_queries(0):
        open_document(kept)
        plan_of(kept)


def test_an_unknown_schema_says_that_nothing_is_lost():
    plain = {**to_json(document()), "schema": 99}
    with pytest.raises(CannotOpenDocument) as refused:
        read_document(canonical_json(plain))
    assert "nyare version av Stegvis" in refused.value.sentence
    assert "Inget är förlorat" in refused.value.sentence


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe", b'{"schema": 1}'])
def test_unreadable_bytes_give_a_sentence(content):
    with pytest.raises(CannotOpenDocument, match="Kontakta supporten"):
        read_document(content)


def test_an_unknown_hash_gives_a_sentence():
    with pytest.raises(CannotOpenDocument, match="finns inte"):
        freezing.open_document("0" * 64)


def test_a_failed_opening_is_not_remembered():
    kept = digest(document())
    with pytest.raises(CannotOpenDocument):
        open_document(kept)
    keep()
    assert open_document(kept).text("program.title") == "Sov bättre"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p onclick='x()'>Hej</p>", "<p>Hej</p>"),
        ("<script>alert(1)</script><p>Kvar</p>", "<p>Kvar</p>"),
        ("<img src=x onerror=alert(1)>", ""),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="https://1177.se" target="_blank">x</a>', '<a href="https://1177.se">x</a>'),
        ('<p data-block-key="a1"><b>Fet</b> och <i>lutad</i></p>', "<p><strong>Fet</strong> och <em>lutad</em></p>"),
        ("<h2>Stor</h2><h3>Lagom</h3>", "Stor<h3>Lagom</h3>"),
        ("<p>1 < 2 & 3 &lt;b&gt;</p>", "<p>1 &lt; 2 &amp; 3 &lt;b&gt;</p>"),
        ("<ul><li>Ett<ul><li>Två</li></ul></li></ul><hr><br>", "<ul><li>Ett<ul><li>Två</li></ul></li></ul><hr><br>"),
        ("<style>*{display:none}</style>", ""),
        ('<svg><a xlink:href="javascript:x">y</a></svg>', ""),
    ],
)
def test_rich_text_keeps_to_the_allow_list(written, shown):
    assert clean_html(written) == shown
    assert clean_html(shown) == shown
    assert safe_html(written) == shown


def test_two_documents_with_different_words_have_different_hashes():
    other = replace(document(), texts={"sv": {**document().texts["sv"], "h.text": "Annat"}})
    assert keep() != keep(other)
    assert MediaUse.objects.count() == 2 * len(MEDIA)
