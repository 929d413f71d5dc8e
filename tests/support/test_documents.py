"""Regional documents: drafts, editions that never change, and PDFs without what could run."""

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest

from stegvis.access.doors import Refused
from stegvis.support import files
from stegvis.support.actions import documents as actions
from stegvis.support.actions.documents import CannotKeep, Written
from stegvis.support.kinds import DocumentKind
from stegvis.support.queries import documents as queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def words(title="Rutin", body="Text", **more):
    return Written(title, "", body, DocumentKind.ROUTINE, "sv", "", None, **more)


@pytest.fixture
def made(cast):
    return actions.create(cast.ett, words(), now=NOW, by=cast.actor("kaj"))


def test_a_draft_is_read_by_those_who_keep_documents_alone(cast, made):
    assert queries.published(cast.actor("tina")) == []
    assert queries.one_to_keep(cast.actor("kaj"), made.pk).draft
    assert queries.one_to_keep(cast.actor("tina"), made.pk) is None


def test_published_it_is_every_employees_of_the_own_provider(cast, made):
    actions.publish(made, 1, now=NOW, by=cast.actor("kaj"))
    for who in ("tina", "berit", "disa", "kaj"):
        assert [each.title for each in queries.published(cast.actor(who))] == ["Rutin"]
    assert queries.published(cast.actor("ove")) == [] and queries.one(cast.actor("ove"), made.pk) is None
    assert queries.published(cast.actor("rita")) == []


def test_an_edition_never_changes_and_the_newest_is_read(cast, made):
    kaj = cast.actor("kaj")
    actions.publish(made, 1, now=NOW, by=kaj)
    actions.save(made, words(body="Ny text"), 0, now=NOW + timedelta(days=1), by=kaj)
    assert queries.one(cast.actor("tina"), made.pk).edition.body == "Text"
    actions.publish(made, 1, now=NOW + timedelta(days=1), by=kaj)
    assert queries.one(cast.actor("tina"), made.pk).edition.body == "Ny text"
    assert queries.edition(cast.actor("tina"), made.pk, 1).body == "Text"


def test_two_who_write_do_not_overwrite_each_other(cast, made):
    kaj = cast.actor("kaj")
    actions.save(made, words(body="Min"), 1, now=NOW, by=kaj)
    with pytest.raises(CannotKeep, match="Någon annan"):
        actions.save(made, words(body="Din"), 1, now=NOW, by=kaj)
    with pytest.raises(CannotKeep, match="Någon annan"):
        actions.publish(made, 1, now=NOW, by=kaj)


def test_published_twice_is_said(cast, made):
    actions.publish(made, 1, now=NOW, by=cast.actor("kaj"))
    with pytest.raises(CannotKeep, match="inget utkast"):
        actions.publish(made, 1, now=NOW, by=cast.actor("kaj"))


def test_words_find_it(cast, made):
    actions.publish(made, 1, now=NOW, by=cast.actor("kaj"))
    tina = cast.actor("tina")
    assert queries.published(tina, "text RUTIN") and not queries.published(tina, "text semester")
    assert not queries.published(tina, kind="guide")


def test_withdrawn_nobody_reads_it(cast, made):
    kaj = cast.actor("kaj")
    actions.publish(made, 1, now=NOW, by=kaj)
    actions.withdraw(made, now=NOW, by=kaj)
    assert queries.published(cast.actor("tina")) == []
    with pytest.raises(Refused):
        actions.save(made, words(), 0, now=NOW, by=kaj)
    actions.restore(made, by=kaj)
    assert queries.published(cast.actor("tina"))


def test_a_pdf_is_emptied_of_what_can_run(cast):
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(out)
    out.seek(0)
    upload = actions.read_upload(out, "C:\\mallar\\mall.pdf", 1000)
    assert upload.name == "mall.pdf" and b"JavaScript" not in upload.content
    row = actions.create(cast.ett, words(body=""), upload, now=NOW, by=cast.actor("kaj"))
    assert files.opened(row.editions.get().file_hash).read() == upload.content


def test_what_is_no_pdf_is_refused_with_a_sentence():
    with pytest.raises(CannotKeep, match="PDF"):
        actions.read_upload(io.BytesIO(b"hej"), "mall.pdf", 3)
    with pytest.raises(CannotKeep, match="20 MB"):
        actions.read_upload(io.BytesIO(b""), "mall.pdf", 30 * 1024 * 1024)
