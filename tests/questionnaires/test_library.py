"""Stored versions: written once, found by key and digest, loaded again without harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from stegvis.questionnaires.engine import Definition, canonical, digest
from stegvis.questionnaires.load import CannotLoad, load_shipped, shipped, store
from stegvis.questionnaires.models import CannotChange, DefinitionVersion
from stegvis.questionnaires.queries import (
    CannotFind,
    by_digest,
    current,
    current_definition,
    definition_by_digest,
    definition_of,
    shelf,
)

from .documents import definition as small
from .documents import item

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def newer(made: Definition, version: str) -> Definition:
    return replace(made, version=version)


def test_loading_is_idempotent() -> None:
    DefinitionVersion.objects.all()._raw_delete("default")
    first = load_shipped(now=NOW)
    assert all(loaded.new for loaded in first)
    again = load_shipped(now=NOW + timedelta(days=1))
    assert not any(loaded.new for loaded in again)
    assert [loaded.row.pk for loaded in first] == [loaded.row.pk for loaded in again]
    call_command("load_questionnaires", verbosity=0)
    assert DefinitionVersion.objects.count() == len(shipped())


def test_a_version_is_found_by_key_and_by_digest() -> None:
    made = small(item("a"))
    row = store(made, now=NOW).row
    assert (row.key, row.version, row.title, row.canonical) == ("prov", "1.0", "Prov", made.canonical)
    assert row.body.encode() == canonical(made)
    assert current("prov") == by_digest(digest(made)) == row
    assert definition_by_digest(row.digest) == definition_of(row.body) == current_definition("prov") == made
    later = store(newer(made, "1.1"), now=NOW + timedelta(days=1)).row
    assert current("prov") == later
    assert [r.version for r in shelf() if r.key == "prov"] == ["1.1"]
    with pytest.raises(CannotFind):
        current("finns-inte")
    with pytest.raises(CannotFind):
        by_digest("0" * 64)


def test_a_stored_version_never_changes() -> None:
    row = store(small(item("a")), now=NOW).row
    row.title = "Annat"
    with pytest.raises(CannotChange):
        row.save()
    with pytest.raises(CannotChange):
        row.delete()
    with pytest.raises(CannotChange):
        DefinitionVersion.objects.filter(pk=row.pk).update(title="Annat")
    with pytest.raises(CannotChange):
        DefinitionVersion.objects.filter(pk=row.pk).delete()
    fresh = DefinitionVersion.objects.get(pk=row.pk)
    with pytest.raises(CannotChange):
        fresh.save()
    assert fresh.title == "Prov"


def test_a_version_number_holds_one_content() -> None:
    store(small(item("a")), now=NOW)
    with pytest.raises(CannotLoad) as refusal:
        store(small(item("b")), now=NOW)
    assert "Ge ändringen ett nytt nummer" in refusal.value.sentence
    copy = DefinitionVersion.objects.get(key="prov")
    twin = DefinitionVersion(
        url=copy.url, key="prov", version=copy.version, title="x", digest="f" * 64, body="{}", created_at=NOW
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_what_miscalculates_is_not_stored() -> None:
    made = next(made for made in shipped() if made.key == "phq-9")
    wrong = replace(made, version="9", examples=(replace(made.examples[0], bands={"total": "severe"}),))
    with pytest.raises(CannotLoad) as refusal:
        store(wrong, now=NOW)
    assert refusal.value.details
    assert not DefinitionVersion.objects.filter(version="9").exists()
