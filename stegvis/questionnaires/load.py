"""Putting questionnaires into the library: those that come with the code, or any parsed one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stegvis.lib.errors import Cannot
from stegvis.questionnaires.engine import Definition, canonical, digest, parse, run_examples
from stegvis.questionnaires.models import DefinitionVersion


class CannotLoad(Cannot):
    """The questionnaire may not be stored; the details say why."""


@dataclass(frozen=True)
class Loaded:
    """What became of one questionnaire: `new` is False when it was there already."""

    row: DefinitionVersion
    new: bool


def store(definition: Definition, *, now: datetime, publisher_unit_id: UUID | str | None = None) -> Loaded:
    """Store a version, once. Raises CannotLoad when its examples fail or its version is taken."""
    name = digest(definition)
    failures = run_examples(definition)
    if failures:
        raise CannotLoad(_("Formuläret räknar inte som sina exempel säger."), *failures)
    with transaction.atomic():
        known = DefinitionVersion.objects.filter(digest=name).first()
        if known:
            return Loaded(known, new=False)
        if DefinitionVersion.objects.filter(url=definition.url, version=definition.version).exists():
            raise CannotLoad(
                _("Versionen finns redan med ett annat innehåll. Ge ändringen ett nytt nummer."),
                definition.canonical,
            )
        row = _row(definition, name, now, publisher_unit_id)
        row.save()
    return Loaded(row, new=True)


def _row(definition: Definition, name: str, now: datetime, publisher_unit_id: UUID | str | None) -> DefinitionVersion:
    return DefinitionVersion(
        url=definition.url,
        key=definition.key,
        version=definition.version,
        title=definition.title()[:200],
        digest=name,
        body=canonical(definition).decode(),
        licence_status=definition.licence.status,
        licence_reference=definition.licence.reference,
        publisher_unit_id=publisher_unit_id,
        created_at=now,
    )


@cache
def shipped() -> tuple[Definition, ...]:
    """The questionnaires that come with the code, by key."""
    folder = files("stegvis.questionnaires") / "data"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".json")]
    return tuple(parse(entry.read_bytes()) for entry in sorted(found, key=lambda entry: entry.name))


def load_shipped(*, now: datetime, keys: Collection[str] = ()) -> list[Loaded]:
    """Store every one of them, or those with these keys; run again it changes nothing."""
    return [store(definition, now=now) for definition in shipped() if not keys or definition.key in keys]
