"""No personal row is reached past its door: roots raise, children hang on a root and are asked for in their room alone."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Count

import stegvis
from stegvis.access.doors import CannotLook, GuardedManager

SOURCE = Path(stegvis.__file__).parent
PERSONAL = [
    model for model in apps.get_models() if model.__module__.startswith("stegvis.") and model.classified.personal_fields
]
ROOTS = [model for model in PERSONAL if isinstance(model._default_manager, GuardedManager)]
CHILDREN = [model for model in PERSONAL if model not in ROOTS]
# About staff in their work, not about residents: shown to colleagues on purpose, through access.queries.
ABOUT_STAFF = {
    "access.Account",
    "access.StaffProfile",
    "access.Commission",
    "access.RoleGrant",
    "access.SettingChange",
    "access.NeedsAndRisk",
    "access.AccessReview",
    "access.AccessDecision",
    "access.DirectoryChange",
    "notifications.StaffChannel",
    # Texts and rules for staff, with who wrote them; a visitor's knock holds a keyed hash of an address for a day.
    "support.RegionalDocument",
    "support.TrainingDemand",
    "support.Knock",
    # A keyed hash and a moment: read by nobody, gone within hours.
    "access.Throttle",
    # Texts that a provider publishes, with who wrote them; what a program is used for, with who settled it.
    "law.InformationEdition",
    "law.ImpactEdition",
    "law.ProgramGround",
    # What is in the catalogue is shown to all staff, with who published or stopped it.
    "catalogue.ProgramVersion",
    "catalogue.Stop",
}
# Written in a demo only, where nobody is real: what would have left (`notifications.channels.channel`).
DEMO_ONLY = {"notifications.LocalSending"}
# The log is entered and read by rules of its own; the application never decides from it.
LOG = {"audit.Entry", "audit.Seal", "audit.Destruction", "access.LogCheck", "access.LogCheckItem"}

WAYS = {
    "list": list,
    "iterate": lambda rows: list(rows.iterator()),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "first": lambda rows: rows.first(),
    "get": lambda rows: rows.get(),
    "values": lambda rows: list(rows.values_list("pk", flat=True)),
    "aggregate": lambda rows: rows.aggregate(n=Count("pk")),
    "in_bulk": lambda rows: rows.in_bulk(),
    "update": lambda rows: rows.update(pk=None),
    "delete": lambda rows: rows.delete(),
    "filtered": lambda rows: list(rows.filter(pk=None).order_by("pk")[:3]),
    "subquery": lambda rows: list(rows.model.objects.filter(pk__in=rows.values("pk"))),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", ROOTS, ids=lambda model: model._meta.label)
def test_a_root_is_shut_until_somebody_is_named(model, way):
    """Raises before the database is asked: this test has none."""
    with pytest.raises(CannotLook):
        WAYS[way](model.objects.all())


def _leads_to_a_root(model, seen=frozenset()):
    targets = [field.related_model for field in model._meta.concrete_fields if field.is_relation]
    return any(
        target in ROOTS or (target not in seen and target in CHILDREN and _leads_to_a_root(target, seen | {target}))
        for target in targets
    )


@pytest.mark.parametrize("model", CHILDREN, ids=lambda model: model._meta.label)
def test_a_child_hangs_on_a_root(model):
    label = model._meta.label
    assert label in ABOUT_STAFF | LOG | DEMO_ONLY or _leads_to_a_root(model), f"{label} is personal and has no door"


OF_RESIDENTS = [model for model in CHILDREN if model._meta.label not in ABOUT_STAFF]
# What the system itself does on a clock or behind an action, for nobody's eyes.
OWN_WORK = re.compile(r"(^|/)(actions|schedule|tasks|aggregates|holdings)(/|\.py)|^demo/")


@pytest.mark.parametrize("model", OF_RESIDENTS, ids=lambda model: model._meta.label)
def test_a_child_is_asked_for_in_its_room_alone(model):
    """`Child.objects` elsewhere would go past the room's queries."""
    asking = re.compile(rf"\b{model.__name__}\.objects\b")
    room = model.__module__.split(".")[1]
    guilty = [
        name
        for path in SOURCE.rglob("*.py")
        if asking.search(path.read_text())
        and not (name := path.relative_to(SOURCE).as_posix()).startswith(f"{room}/")
        and not OWN_WORK.search(name)
    ]
    assert guilty == []
