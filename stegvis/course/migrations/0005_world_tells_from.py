"""Walks that were going on before there were notices: what was due before today is told to nobody as news."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stegvis.lib.clock import utc_now


def from_now_on(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A world that exists already tells from its own now on; one that is made later tells everything."""
    for world in apps.get_model("course", "World").objects.all():
        world.tells_from = utc_now() + timedelta(seconds=world.offset_s)
        world.save(update_fields=["tells_from"])


class Migration(migrations.Migration):
    dependencies = [("course", "0004_leases")]

    operations = [
        migrations.AddField(
            model_name="world",
            name="tells_from",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(from_now_on, migrations.RunPython.noop, elidable=True),
    ]
