"""The changing door: drafts made, edited, thrown away, and published as versions that never change."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import PublisherUnit
from stegvis.audit.kinds import Activity
from stegvis.lib.errors import Cannot
from stegvis.questionnaires import editing, load
from stegvis.questionnaires.drafts import free_key, url_of
from stegvis.questionnaires.editing import Doc
from stegvis.questionnaires.models import DefinitionVersion, QuestionnaireDraft
from stegvis.questionnaires.policies import may_change, may_create, may_edit, may_publish

LONGEST_TITLE = 200


class CannotCreate(Cannot):
    """A questionnaire without a usable name."""


class CannotSave(Cannot):
    """The draft has been saved by another window or person since this one was opened."""


class CannotPublish(Cannot):
    """Something is left to do; `details` are the findings."""


@action("questionnaire:create", may=may_create, about_result=True)
def create(publisher_unit: PublisherUnit, title: str, *, now: datetime, by: Actor) -> QuestionnaireDraft:
    """A new draft with a name and nothing else. Raises CannotCreate."""
    name = _named(title)
    key = free_key(name)
    doc = editing.blank(key, name)
    doc["url"] = url_of(key)
    return _new(publisher_unit, key, doc, now, by)


@action("questionnaire:copy", may=may_create, about_result=True)
def copy(publisher_unit: PublisherUnit, source: Doc, title: str, *, now: datetime, by: Actor) -> QuestionnaireDraft:
    """The same questions and rules under a new key and name. Raises CannotCreate."""
    name = _named(title)
    key = free_key(name)
    return _new(publisher_unit, key, editing.copied(source, key, name, url_of(key)), now, by)


@action("questionnaire:import", may=may_create, about_result=True)
def take_in(
    publisher_unit: PublisherUnit, document: Doc, title: str, *, now: datetime, by: Actor
) -> QuestionnaireDraft:
    """A draft of what was read from a file of another system. Raises CannotCreate."""
    name = _named(title)
    key = free_key(name)
    return _new(publisher_unit, key, editing.copied(document, key, name, url_of(key)), now, by)


@action("questionnaire:change", may=may_change, about_result=True)
def begin_change(version: DefinitionVersion, *, now: datetime, by: Actor) -> QuestionnaireDraft:
    """The draft of the next version. There is one for each questionnaire: a second start gives the first."""
    known = QuestionnaireDraft.objects.filter(key=version.key).first()
    if known is not None:
        return known
    doc = json.loads(version.body)
    doc.pop("version", None)
    if version.publisher_unit is None:
        raise CannotSave(_("Formuläret ingår i Stegvis. Gör en egen kopia."))
    return _new(version.publisher_unit, version.key, doc, now, by, version)


@action("questionnaire:edit", may=may_edit)
def edit(
    draft: QuestionnaireDraft, revision: int, change: Callable[[Doc], Doc], *, now: datetime, by: Actor
) -> QuestionnaireDraft:
    """Put one operation on the draft. The same document again changes nothing.

    Raises CannotSave when `revision` is not the draft's, and what the operation raises.
    """
    if revision != draft.revision:
        raise CannotSave(_("Formuläret har ändrats i ett annat fönster eller av någon annan."))
    written = _written(change(draft.doc))
    if written == draft.document:
        return draft
    draft.document = written
    draft.title = _shown_title(draft.doc, draft.key)
    draft.revision += 1
    draft.updated_at, draft.updated_by_id = now, by.account
    draft.save()
    return draft


@action("questionnaire:discard", may=may_edit, activity=Activity.DELETE)
def discard(draft: QuestionnaireDraft, *, by: Actor) -> None:
    """Throw the draft away. What has been published is left as it is."""
    QuestionnaireDraft.objects.filter(pk=draft.pk).delete()


@action("questionnaire:publish", may=may_publish, activity=Activity.SIGN, about_result=True)
def publish(draft: QuestionnaireDraft, revision: int, version: str, *, now: datetime, by: Actor) -> DefinitionVersion:
    """Store the draft as a version for good. Raises CannotSave, CannotPublish and CannotLoad."""
    if revision != draft.revision:
        raise CannotSave(_("Formuläret har ändrats i ett annat fönster eller av någon annan."))
    doc = draft.doc
    left = [finding for finding in editing.findings(doc) if finding.blocks]
    if left:
        raise CannotPublish(_("Något är kvar att göra innan formuläret kan publiceras."), *left)
    definition = editing.definition_of(doc, version)
    base = draft.based_on
    if base is not None and not editing.difference(editing.definition_of(json.loads(base.body)), definition):
        raise CannotPublish(_("Utkastet är likadant som den version som redan är publicerad."))
    row = load.store(definition, now=now, publisher_unit_id=draft.publisher_unit_id).row
    draft.based_on = row
    draft.revision += 1
    draft.updated_at, draft.updated_by_id = now, by.account
    draft.save()
    return row


def _new(
    unit: PublisherUnit, key: str, doc: Doc, now: datetime, by: Actor, based_on: DefinitionVersion | None = None
) -> QuestionnaireDraft:
    draft = QuestionnaireDraft(
        publisher_unit=unit,
        key=key,
        title=_shown_title(doc, key),
        based_on=based_on,
        document=_written(doc),
        updated_at=now,
        updated_by_id=by.account,
    )
    draft.save()
    return draft


def _written(doc: Doc) -> str:
    return json.dumps(doc, ensure_ascii=False, sort_keys=True)


def _shown_title(doc: Doc, key: str) -> str:
    return (editing.text(doc, "title") or key)[:LONGEST_TITLE]


def _named(title: str) -> str:
    name = " ".join(title.split())
    if not name:
        raise CannotCreate(_("Skriv ett namn först."))
    if len(name) > LONGEST_TITLE:
        raise CannotCreate(_("Namnet är för långt. Högst 200 tecken får plats."))
    return name
