"""Standings say more than they did (when the resident was last there): those from before are folded again."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stegvis.program.facts import Fact, FactKind
from stegvis.program.standing import ACTIVITY, Standing, fold_all


def refolded(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """One course at a time: what the facts give is the standing, now as then."""
    courses, facts = apps.get_model("course", "Course"), apps.get_model("course", "Fact")
    for course in courses._base_manager.only("pk", "standing").iterator(chunk_size=500):
        if ACTIVITY in course.standing.get("tables", {}):
            continue
        rows = facts._base_manager.filter(course_id=course.pk).order_by("seq")
        anew = fold_all(map(_fact, rows), Standing()).to_json()
        if anew != course.standing:
            courses._base_manager.filter(pk=course.pk).update(standing=anew)


def _fact(row: Any) -> Fact:
    return Fact(
        row.seq, FactKind(row.kind), row.ref, row.payload,
        occurred_at=row.occurred_at, recorded_at=row.recorded_at, by=row.by, acting_for=row.acting_for,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("course", "0005_world_tells_from")]

    operations = [migrations.RunPython(refolded, migrations.RunPython.noop, elidable=True)]
