"""Ticks say what the line said when it was ticked, so that a line can be reworded."""

from typing import Any

from django.db import migrations

SAID = {
    "manager": "Chefen har beslutat att enheten använder programmet",
    "training": "De som ska hantera programmet har gått utbildningen",
    "flags": "Rutin för prioriterade flaggor är skriven",
    "absence": "Rutin för frånvaro är skriven",
}


def say(apps: Any, _editor: Any) -> None:
    """One update for each line that there was."""
    ticks = apps.get_model("catalogue", "StartTick")
    for item, text in SAID.items():
        ticks.objects.filter(item=item, text="").update(text=text)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0008_start_templates")]
    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
