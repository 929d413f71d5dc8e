"""A step that is drawn once says the same as one drawn anew, in each language, with anybody's slots in it."""

from datetime import UTC, datetime

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from stegvis.catalogue.freezing import CannotOpenDocument
from stegvis.catalogue.models import FrozenDocument
from stegvis.catalogue.rendering import CannotRenderStep, kept_step, render_step
from stegvis.lib.canonical import sha256_hex
from stegvis.program.document import canonical
from tests.catalogue.making import document

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def frozen():
    content = canonical(document())
    row = FrozenDocument(hash=sha256_hex(content), schema=document().schema, content=content, created_at=NOW)
    row.save()
    return row.hash


def slots(who):
    return {
        "exercise_slot": lambda block: SafeString(f"<b>{who} {block.id}</b>"),
        "questionnaire_slot": lambda block: SafeString(f"<i>{who} {block.questionnaire}</i>"),
        "diary_slot": lambda block: SafeString(f"<u>{who} {block.id}</u>"),
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_says_the_same(frozen, language):
    with translation.override(language):
        for who in ("Rita", "Rune", "Rita"):
            for step in (step.id for module in document().modules for step in module.steps):
                anew = render_step(document(), step, language=language, media_url="/media/{}".format, **slots(who))
                kept = kept_step(frozen, step, language=language, media_prefix="/media/", **slots(who))
                assert kept == anew


def test_there_is_somebody_s_own_in_it(frozen):
    with translation.override("sv"):
        shown = kept_step(frozen, "st1", language="sv", media_prefix="/media/", **slots("Rune"))
    assert "<b>Rune" in shown and "<i>Rune" in shown and "<!--" not in shown


def test_what_is_not_there_is_said(frozen):
    with pytest.raises(CannotRenderStep):
        kept_step(frozen, "finns-inte", language="sv", media_prefix="/media/", **slots("Rita"))
    with pytest.raises(CannotOpenDocument):
        kept_step("0" * 64, "st1", language="sv", media_prefix="/media/", **slots("Rita"))
