import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import stegvis.lib.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0002_settings"),
        ("access", "__first__"),
        ("catalogue", "0001_initial"),
        ("course", "0006_standings_refolded"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bulletin",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=150)),
                ("text", models.TextField()),
                ("important", models.BooleanField(default=False)),
                ("roles", models.JSONField(blank=True, default=list)),
                ("from_day", models.DateField()),
                ("until_day", models.DateField(blank=True, null=True)),
                ("written_at", models.DateTimeField()),
                ("once", models.CharField(max_length=64, unique=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                ("withdrawn_why", models.CharField(blank=True, max_length=300)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.careprovider"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="support.bulletin",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["provider", "from_day"], name="support_bulletin_days")],
            },
        ),
        migrations.CreateModel(
            name="BulletinRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "bulletin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reads", to="support.bulletin"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.careunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("bulletin", "account"), name="support_bulletin_read_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BulletinTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "administration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.administration",
                    ),
                ),
                (
                    "bulletin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="support.bulletin"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.careunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("once", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("question", "Fråga"), ("wish", "Önskemål"), ("deviation", "Avvikelse")], max_length=20
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "Ny"), ("ongoing", "Pågår"), ("answered", "Besvarad"), ("closed", "Avslutad")],
                        default="new",
                        max_length=20,
                    ),
                ),
                ("subject", stegvis.lib.fields.EncryptedTextField()),
                ("page", models.CharField(blank=True, max_length=80)),
                ("quarter", models.CharField(max_length=7)),
                (
                    "sender_kind",
                    models.CharField(
                        choices=[("staff", "Medarbetare"), ("resident", "Invånare"), ("visitor", "Inte inloggad")],
                        max_length=20,
                    ),
                ),
                (
                    "answer_by",
                    models.CharField(
                        choices=[
                            ("here", "I tjänsten"),
                            ("code", "Med en kod på sidan"),
                            ("email", "Med e-post"),
                            ("phone", "Med ett telefonsamtal"),
                            ("none", "Inget svar behövs"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answer_to", stegvis.lib.fields.EncryptedTextField(blank=True, null=True)),
                ("language", models.CharField(default="sv", max_length=10)),
                ("due_on", models.DateField()),
                ("created_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("unread", models.BooleanField(default=False)),
                ("collected_ref", models.CharField(blank=True, max_length=120)),
                ("version_no", models.PositiveIntegerField(default=1)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.program",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.careprovider"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.careunit",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.programversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["provider", "state", "due_on"], name="support_case_queue"),
                    models.Index(fields=["program", "quarter"], name="support_case_collected"),
                    models.Index(fields=["code_hash"], name="support_case_code"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "number"), name="support_case_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sent", "Skickat"),
                            ("more", "Mer från avsändaren"),
                            ("answer", "Svar"),
                            ("note", "Anteckning"),
                            ("owner", "Handläggare"),
                            ("due", "Svarsdag"),
                            ("sorted", "Sorterat"),
                            ("state", "Läge"),
                            ("collected", "Fört till ändringsbegäran"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(blank=True, max_length=64)),
                ("text", stegvis.lib.fields.EncryptedTextField(blank=True, null=True)),
                ("said", models.JSONField(blank=True, default=dict)),
                ("once", models.CharField(blank=True, max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="support.case"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("once", ""), _negated=True),
                        fields=("case", "once"),
                        name="support_entry_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["source", "what", "at"], name="support_knock_lately")],
            },
        ),
        migrations.CreateModel(
            name="PracticeUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField()),
                ("round", models.PositiveIntegerField(default=1)),
                ("reset_at", models.DateTimeField(blank=True, null=True)),
                (
                    "provider",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.careprovider"
                    ),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.careunit"
                    ),
                ),
                (
                    "world",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="course.world"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MadeUpResident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=40)),
                ("round", models.PositiveIntegerField(default=1)),
                ("story", models.CharField(blank=True, max_length=300)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.person"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="residents", to="support.practiceunit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "slug", "round"), name="support_made_up_resident_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionalDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("template", "Mall"),
                            ("checklist", "Checklista"),
                            ("guide", "Guide"),
                            ("routine", "Rutin"),
                            ("form", "Blankett"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(default="sv", max_length=10)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.careprovider"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DocumentEdition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Utkast"), ("published", "Publicerad")], default="draft", max_length=20
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("summary", models.CharField(blank=True, max_length=400)),
                ("body", models.TextField(blank=True)),
                ("file_hash", models.CharField(blank=True, max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("file_bytes", models.PositiveIntegerField(default=0)),
                ("changed", models.CharField(blank=True, max_length=400)),
                ("saved_at", models.DateTimeField()),
                ("saved_by", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="support.regionaldocument",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="support_edition_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("document",), name="support_one_draft"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("role", models.CharField(blank=True, max_length=40)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("test", "Läsa och göra provet"),
                            ("attendance", "Vara med på ett tillfälle"),
                            ("both", "Göra provet och vara med på ett tillfälle"),
                        ],
                        default="test",
                        max_length=20,
                    ),
                ),
                ("valid_months", models.PositiveIntegerField(default=24)),
                ("created_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.careprovider"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrainingDate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("starts_at", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("seats", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dates", to="support.training"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signed_up_at", models.DateTimeField()),
                ("attended", models.BooleanField(blank=True, null=True)),
                ("registered_by", models.CharField(blank=True, max_length=64)),
                ("registered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "date",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taken", to="support.trainingdate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("date", "account"), name="support_seat_once")],
            },
        ),
        migrations.CreateModel(
            name="TrainingDemand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=64)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=64)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.careprovider"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="demands", to="support.training"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("provider", "role", "training"),
                        name="support_demand_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingEdition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Utkast"), ("published", "Publicerad")], default="draft", max_length=20
                    ),
                ),
                ("lead", models.CharField(blank=True, max_length=600)),
                ("steps", models.JSONField(blank=True, default=list)),
                ("questions", models.JSONField(blank=True, default=list)),
                ("pass_percent", models.PositiveIntegerField(default=80)),
                ("minutes", models.PositiveIntegerField(default=15)),
                ("saved_at", models.DateTimeField()),
                ("saved_by", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="support.training"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("training", "number"), name="support_training_edition_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("training",), name="support_one_training_draft"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_on", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=64)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "date",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.trainingdate",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.trainingedition",
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="records", to="support.training"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "training", "taken_on"], name="support_record_of")],
            },
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", models.JSONField(default=list)),
                ("right", models.PositiveIntegerField()),
                ("total", models.PositiveIntegerField()),
                ("passed", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("once", models.CharField(max_length=64, unique=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tries", to="support.trainingedition"
                    ),
                ),
            ],
        ),
    ]
