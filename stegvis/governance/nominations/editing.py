"""The changing door of the form itself: a draft is edited field by field and published as the next version."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.governance.models import NominationForm
from stegvis.governance.nominations import fields as editing
from stegvis.governance.nominations.actions import ensure_form
from stegvis.governance.nominations.fields import CannotEditForm, Field, as_json, asked, read_fields
from stegvis.governance.policies import may_configure
from stegvis.governance.saved import CannotOverwrite, one_line

Fields = tuple[Field, ...]


@action("nomination_form:add", may=may_configure)
def add_field(provider: CareProvider, field: Field, *, revision: int, now: datetime, by: Actor) -> NominationForm:
    """A new question, last under its heading. Raises CannotEditForm and CannotOverwrite."""
    return _edit(provider, lambda fields: editing.added(fields, field), revision, now, by)


@action("nomination_form:change", may=may_configure)
def change_field(
    provider: CareProvider, key: str, field: Field, *, revision: int, now: datetime, by: Actor
) -> NominationForm:
    """Say a question otherwise. Raises CannotEditForm and CannotOverwrite."""
    return _edit(provider, lambda fields: editing.changed(fields, key, field), revision, now, by)


@action("nomination_form:move", may=may_configure)
def move_field(
    provider: CareProvider, key: str, steps: int, *, revision: int, now: datetime, by: Actor
) -> NominationForm:
    """A question up (negative) or down. Raises CannotEditForm and CannotOverwrite."""
    return _edit(provider, lambda fields: editing.moved(fields, key, steps), revision, now, by)


@action("nomination_form:retire", may=may_configure)
def retire_field(
    provider: CareProvider, key: str, *, on: bool, revision: int, now: datetime, by: Actor
) -> NominationForm:
    """Ask a question no more, or again. Raises CannotEditForm and CannotOverwrite."""
    return _edit(provider, lambda fields: editing.retired(fields, key, on=on), revision, now, by)


@action("nomination_form:publish", may=may_configure)
def publish_form(provider: CareProvider, note: str, *, revision: int, now: datetime, by: Actor) -> NominationForm:
    """The draft becomes the next version; nominations that are begun keep theirs.

    Published already: the newest again. Raises CannotEditForm for a form without questions, and CannotOverwrite.
    """
    draft = _draft(provider)
    if draft is None:
        return ensure_form(provider, now=now)
    if draft.revision != revision:
        raise CannotOverwrite
    if not asked(read_fields(draft.fields)):
        raise CannotEditForm(_("Formuläret har inga frågor. Lägg till minst en."))
    newest = ensure_form(provider, now=now)
    draft.number, draft.note = newest.number + 1, one_line(note, 300)
    draft.published_at, draft.changed_at, draft.changed_by_id = now, now, by.account
    draft.save()
    return draft


@action("nomination_form:discard", may=may_configure)
def discard_draft(provider: CareProvider, *, by: Actor) -> None:
    """Throw the draft away; what is published stands. Twice is once."""
    NominationForm.objects.filter(provider=provider, number=0).delete()


def _draft(provider: CareProvider) -> NominationForm | None:
    return NominationForm.objects.select_for_update().filter(provider=provider, number=0).first()


def _edit(
    provider: CareProvider, change: Callable[[Fields], Fields], revision: int, now: datetime, by: Actor
) -> NominationForm:
    """The provider's row is locked by the action: two who begin a draft at once get the same one."""
    draft = _draft(provider)
    if draft is None:
        newest = ensure_form(provider, now=now)
        draft = NominationForm(provider=provider, fields=newest.fields, changed_at=now)
    if draft.revision != revision:
        raise CannotOverwrite
    draft.fields = as_json(change(read_fields(draft.fields)))
    draft.revision += 1
    draft.changed_at, draft.changed_by_id = now, by.account
    draft.save()
    return draft
