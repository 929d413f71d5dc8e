"""What the catalogue says of a program: changed with its history, retired, and taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.models import CatalogueEntry, EntryChange, Program
from stegvis.catalogue.policies import may_describe, may_retire
from stegvis.lib.errors import Cannot

FIELDS = (
    "regulatory", "regulatory_reason", "area", "target_group", "evidence", "keywords", "contact_name", "contact_way",
    "review_by_on",
)  # fmt: skip


class StaleEntry(Cannot):
    """Somebody else changed the entry since the form was opened. Nothing was overwritten."""


class CannotRetire(Cannot):
    """No reason was given."""


@action("catalogue:describe", may=may_describe)
def describe(program: Program, values: Mapping[str, Any], revision: int, *, now: datetime, by: Actor) -> CatalogueEntry:
    """Say what `values` (some of FIELDS) say. What changed is kept with what it said before. Raises StaleEntry.

    The same once more changes nothing and is never stale.
    """
    entry = CatalogueEntry.objects.select_for_update().filter(program=program).first()
    entry = entry or CatalogueEntry(program=program)
    changed = {name: values[name] for name in FIELDS if name in values and getattr(entry, name) != values[name]}
    if not changed and not entry._state.adding:
        return entry
    if entry.revision != revision:
        raise StaleEntry(
            _("Någon annan har ändrat uppgifterna medan du skrev. Jämför med det som står nu och spara igen.")
        )
    before = {name: _plain(getattr(entry, name)) for name in changed}
    for name, value in changed.items():
        setattr(entry, name, value)
    entry.revision += 1
    entry.save()
    EntryChange(
        entry=entry,
        fields={name: [before[name], _plain(value)] for name, value in changed.items()},
        changed_by_id=by.account,
        changed_at=now,
    ).save()
    return entry


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


@action("program:retire", may=may_retire)
def retire(entry: CatalogueEntry, reason: str, *, now: datetime, by: Actor) -> CatalogueEntry:
    """No new starts anywhere, no more units; those who have started go on to the end. Raises CannotRetire."""
    if entry.retired_at is None:
        if not reason.strip():
            raise CannotRetire(_("Skriv varför programmet avvecklas. Enheterna läser det."))
        entry.retired_at, entry.retired_by_id, entry.retired_reason = now, by.account, reason.strip()
        entry.save(update_fields=["retired_at", "retired_by", "retired_reason"])
        _note(entry, ["", reason.strip()], now, by)
    return entry


@action("program:bring_back", may=may_retire)
def bring_back(entry: CatalogueEntry, *, now: datetime, by: Actor) -> CatalogueEntry:
    """The program may be started again where it is distributed."""
    if entry.retired_at is not None:
        before = entry.retired_reason
        entry.retired_at, entry.retired_by, entry.retired_reason = None, None, ""
        entry.save(update_fields=["retired_at", "retired_by", "retired_reason"])
        _note(entry, [before, ""], now, by)
    return entry


def _note(entry: CatalogueEntry, said: list[str], now: datetime, by: Actor) -> None:
    EntryChange(entry=entry, fields={"retired_reason": said}, changed_by_id=by.account, changed_at=now).save()
