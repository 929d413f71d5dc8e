"""A module's place in its program: added to the outline, followed through copies."""

import uuid
from typing import Any

from stegvis.authoring.kinds import Rule
from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.authoring.models.drafts import save_draft

Raw = dict[str, Any]


def place_module(program: ProgramPage, module: ModulePage, owner_id: str) -> None:
    """Last in the outline: open from the start when it is the first, else opened by staff."""
    draft = program.get_latest_revision_as_object()
    outline = draft.outline.get_prep_value()
    if any(item["value"].get("module") == module.pk for item in outline):
        return
    rule = Rule.BY_STAFF if outline else Rule.AT_START
    outline.append(
        {"type": "module", "id": str(uuid.uuid4()), "value": {"module": module.pk, "rule": rule.value, "days": None}}
    )
    draft.outline = outline
    save_draft(draft, owner_id)


def follow_copy(original: ProgramPage, copy: ProgramPage, owner_id: str) -> None:
    """Point the outline and the measurements of a copied program at its own modules.

    The modules keep their stable ids under the program's new one: that is how the two find each other.
    """
    ours = {module.module_uuid: module.pk for module in ModulePage.objects.child_of(copy)}
    theirs = {module.pk: ours.get(module.module_uuid) for module in ModulePage.objects.child_of(original)}
    draft = copy.get_latest_revision_as_object()
    draft.outline = _pointed(draft.outline.get_prep_value(), "module", theirs, must=True)
    draft.measurements = _pointed(draft.measurements.get_prep_value(), "before_module", theirs, must=False)
    save_draft(draft, owner_id)


def _pointed(items: list[Raw], field: str, pages: dict[int, int | None], *, must: bool) -> list[Raw]:
    """The items with their pages exchanged; where `must`, those without a page are left out."""
    for item in items:
        if item["value"].get(field) is not None:
            item["value"][field] = pages.get(item["value"][field])
    return [item for item in items if item["value"].get(field) is not None or not must]


def renew_ids(module: ModulePage, owner_id: str) -> None:
    """New stable ids for a module copied beside its original: one document cannot hold an id twice."""
    module.module_uuid = uuid.uuid4()
    module.body = _renewed(module.get_latest_revision_as_object().body.get_prep_value())
    module.save(clean=False)
    save_draft(module, owner_id)


def _renewed(value: Any) -> Any:
    if isinstance(value, list):
        return [_renewed(item) for item in value]
    if isinstance(value, dict):
        renewed = {key: _renewed(inner) for key, inner in value.items()}
        return {**renewed, "id": str(uuid.uuid4())} if {"type", "id", "value"} <= set(value) else renewed
    return value
