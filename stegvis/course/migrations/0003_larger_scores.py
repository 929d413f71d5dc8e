"""A score of a number without limits may be as large as its questions let it be."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("course", "0002_diaryentry"),
    ]

    operations = [
        migrations.AlterField(
            model_name="score",
            name="value",
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=40, null=True),
        ),
    ]
