import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the migration that fills the column: PostgreSQL does not alter a table with rows just written."""

    dependencies = [("catalogue", "0002_clearing")]

    operations = [
        migrations.AlterField(
            model_name="programversion",
            name="clearance",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="version", to="catalogue.clearance"
            ),
        ),
    ]
