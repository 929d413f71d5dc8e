import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import stegvis.lib.fields


class Migration(migrations.Migration):
    dependencies = [
        ("course", "0011_entered_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="struck", name="course_struck_once"),
        migrations.AddField(
            model_name="dissent",
            name="answer",
            field=stegvis.lib.fields.EncryptedTextField(default=""),
        ),
        migrations.AddField(
            model_name="dissent",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dissent",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dissent",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[("struck", "Markerat som fel"), ("stands", "Står kvar")],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="struck",
            name="item",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddConstraint(
            model_name="dissent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True), ("outcome", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="course_dissent_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="struck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at__isnull", True)),
                fields=("kind", "ref", "item"),
                name="course_struck_once",
            ),
        ),
    ]
