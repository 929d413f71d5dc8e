"""What is remembered for a short while: throttles and used tickets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_records_officer"),
    ]

    operations = [
        migrations.CreateModel(
            name="Throttle",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("empty_at", models.BigIntegerField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="UsedTicket",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
