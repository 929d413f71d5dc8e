"""Freezing: the same content gives the same hash, ids stand still, media is copied, what is missing is listed."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from stegvis.access.doors import Refused
from stegvis.authoring import actions, freeze
from stegvis.authoring.models import AuthoredImage, ModulePage
from stegvis.authoring.models.drafts import save_draft
from stegvis.authoring.outlining import renew_ids
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import Candidate, FrozenMedia
from stegvis.lib.clock import utc_now
from stegvis.program.document import DiaryBlock, digest
from stegvis.program.kinds import DiaryPer
from tests.authoring.making import built, picture
from tests.cast import Cast

NOW = utc_now()


def test_freezing_twice_gives_the_same_candidate(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)

    first = actions.freeze(page, "Första", now=NOW, by=cast.disa)
    again = actions.freeze(page, "En gång till", now=NOW, by=cast.disa)

    assert first == again
    assert Candidate.objects.count() == 1
    document = open_document(first.document_id)
    assert [document.text(module.key("title")) for module in document.modules] == ["Första", "Andra"]
    assert document.measurements[0].module == document.modules[1].id
    assert len(document.questionnaires) == 2
    diary = next(block for block in document.modules[1].steps[0].blocks if isinstance(block, DiaryBlock))
    assert diary.per is DiaryPer.ANY and diary.questionnaire in document.questionnaires


def test_ids_stand_still_when_texts_change_and_blocks_move(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    before = {node.id for node, _parent in freeze.compile_draft(page).nodes()}
    second = ModulePage.objects.child_of(page).get(title="Andra")

    raw = second.body.get_prep_value()
    raw[0]["value"]["steps"][0]["value"]["blocks"].reverse()
    raw[0]["value"]["title"] = "Nytt namn"
    second.body = raw
    save_draft(second, cast.disa.account_id)

    after = freeze.compile_draft(page)
    assert {node.id for node, _parent in after.nodes()} == before
    assert after.text(f"{after.modules[1].sections[0].id}.title") == "Nytt namn"


def test_a_copied_module_in_the_same_program_gets_ids_of_its_own(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    original = ModulePage.objects.child_of(page).get(title="Andra")
    copy = original.copy(update_attrs={"slug": "kopia"}, keep_live=False)
    assert copy.module_uuid == original.module_uuid

    renew_ids(copy, cast.disa.account_id)

    fresh = ModulePage.objects.get(pk=copy.pk)
    theirs, ours = (
        _ids(original.body.get_prep_value()),
        _ids(fresh.get_latest_revision_as_object().body.get_prep_value()),
    )
    assert len(ours) == len(theirs) and not set(ours) & set(theirs)
    assert fresh.module_uuid != original.module_uuid


def _ids(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for item in value for found in _ids(item)]
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [found for item in value.values() for found in _ids(item)]
    return []


def test_a_picture_replaced_under_the_same_id_does_not_reach_the_frozen(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    first = actions.freeze(page, "", now=NOW, by=cast.disa)
    kept = FrozenMedia.objects.get(mime="image/webp")
    with kept.file.open("rb") as opened:
        before = opened.read()

    image = AuthoredImage.objects.get()
    image.file = ContentFile(picture("red"), name="bild.png")
    image.save()
    second = actions.freeze(page, "", now=NOW, by=cast.disa)

    assert second.document_id != first.document_id
    with FrozenMedia.objects.get(pk=kept.pk).file.open("rb") as opened:
        assert opened.read() == before
    assert set(open_document(first.document_id).media) == {kept.pk}
    assert kept.pk not in open_document(second.document_id).media


def test_what_is_missing_is_listed_with_links(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path, welcome="<p> </p>")
    image = AuthoredImage.objects.get()
    image.description = ""
    image.save()
    second = ModulePage.objects.child_of(page).get(title="Andra")
    raw = second.body.get_prep_value()
    block = raw[0]["value"]["steps"][0]["value"]["blocks"][0]
    block["value"]["alt"] = ""
    second.body = raw
    save_draft(second, cast.disa.account_id)

    with pytest.raises(freeze.CannotFreeze) as refusal:
        actions.freeze(page, "", now=NOW, by=cast.disa)

    links = {place.finding.code.value: place.edit_url for place in refusal.value.places}
    assert links == {
        "welcome_missing": f"/redigera/pages/{page.pk}/edit/#panel-child-content-welcome-section",
        "alt_missing": f"/redigera/pages/{second.pk}/edit/#block-{block['id']}-section",
    }
    assert next(p.where for p in refusal.value.places if p.page_id == second.pk) == "Andra › Avsnitt › Steg"
    assert Candidate.objects.count() == 0


def test_the_librarys_description_is_the_alt_text_where_the_block_has_none(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    second = ModulePage.objects.child_of(page).get(title="Andra")
    raw = second.body.get_prep_value()
    block = raw[0]["value"]["steps"][0]["value"]["blocks"][0]
    block["value"]["alt"] = ""
    second.body = raw
    save_draft(second, cast.disa.account_id)

    assert freeze.compile_draft(page).text(f"{block['id']}.alt") == "En fyr"


def test_hostile_rich_text_is_cleaned(cast: Cast, tmp_path: Path) -> None:
    hostile = '<p onclick="x()">Hej <script>alert(1)</script><a href="javascript:x()">här</a><b>!</b><img src=x onerror=y></p>'
    page = built(cast.verkstaden, cast.disa, tmp_path, lead=hostile)

    assert freeze.compile_draft(page).text("program.lead") == "<p>Hej <a>här</a><strong>!</strong></p>"


def test_building_the_same_content_again_gives_the_same_document(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    first = digest(freeze.compile_draft(page))
    page.delete()

    assert digest(freeze.compile_draft(built(cast.verkstaden, cast.disa, tmp_path))) == first


def test_another_units_designer_cannot_freeze(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)

    with pytest.raises(Refused):
        actions.freeze(page, "", now=NOW, by=cast.dan)


def test_another_units_picture_is_as_good_as_none(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    from stegvis.authoring.projection import ensure_unit_page

    AuthoredImage.objects.update(collection=ensure_unit_page(cast.andra).collection)

    document = freeze.compile_draft(page)
    assert document.media == {}
    assert "file_missing" in {place.finding.code.value for place in freeze.findings(page)}
