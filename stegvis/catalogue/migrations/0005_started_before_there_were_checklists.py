"""Units that had a program before there were checklists go on starting it."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def had_it_before(apps: Any, _editor: Any) -> None:
    """One finished checklist for each unit and program that was ever distributed there."""
    checklists = apps.get_model("catalogue", "StartChecklist")
    rows = apps.get_model("catalogue", "Distribution").objects.order_by()
    pairs = rows.values_list("unit_id", "version__program_id").distinct()
    now = timezone.now()
    checklists.objects.bulk_create(
        checklists(unit_id=unit, program_id=program, made_at=now, before=True) for unit, program in pairs
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_calendar_offers_checklists_and_stops")]
    operations = [migrations.RunPython(had_it_before, migrations.RunPython.noop)]
