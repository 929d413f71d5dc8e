import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import stegvis.catalogue.models.documents
import stegvis.governance.models.nominations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0004_support_and_practice"),
        ("access", "__first__"),
        ("catalogue", "0006_routines"),
        ("course", "0008_counted"),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=20, verbose_name="nummer")),
                (
                    "lane",
                    models.CharField(
                        choices=[
                            ("new", "Nytt program"),
                            ("version", "Ny version"),
                            ("urgent", "Brådskande rättning"),
                            ("adoption", "Övertaget program"),
                            ("brought_in", "Befintligt program"),
                        ],
                        default="new",
                        max_length=20,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("idea", "Idé"),
                            ("first_assessment", "Första bedömning"),
                            ("manager", "Chefens godkännande"),
                            ("nomination", "Nominering"),
                            ("assessment", "Bedömning"),
                            ("change", "Ändringsförslag"),
                            ("verification", "Egen kontroll"),
                            ("design", "Utformning"),
                            ("preparation", "Checklista och riskanalys"),
                            ("review", "Slutgranskning"),
                            ("approved", "Klart att publicera"),
                            ("published", "Publicerat"),
                            ("after_review", "Granskning i efterhand"),
                            ("another_service", "Annan tjänst"),
                            ("declined", "Avslaget"),
                            ("withdrawn", "Tillbakadraget"),
                        ],
                        default="idea",
                        max_length=20,
                    ),
                ),
                ("stage_since", models.DateTimeField()),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("opened_at", models.DateTimeField()),
                ("target_on", models.DateField(blank=True, null=True, verbose_name="planerat klart")),
                ("closing_text", models.TextField(blank=True)),
                ("closing_link", models.URLField(blank=True)),
                (
                    "administration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="access.administration",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="catalogue.candidate",
                    ),
                ),
                (
                    "deputy_owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "designer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                        related_name="initiatives",
                        to="catalogue.program",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="access.careprovider",
                    ),
                ),
                (
                    "publisher_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="access.publisherunit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="access.careunit",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiative",
                        to="catalogue.programversion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["provider", "stage"], name="governance_by_stage")],
                "constraints": [models.UniqueConstraint(fields=("provider", "number"), name="governance_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Idea",
            fields=[
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="idea",
                        serialize=False,
                        to="governance.initiative",
                    ),
                ),
                ("what", models.TextField(blank=True, verbose_name="vad")),
                ("whom", models.TextField(blank=True, verbose_name="för vem")),
                ("why", models.TextField(blank=True, verbose_name="varför")),
                ("answers_only", models.BooleanField(null=True)),
                ("manager_typed", models.CharField(blank=True, max_length=120)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                ("once", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("attachment", "Bilaga"), ("original", "Formuläret som det kom")],
                        default="attachment",
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("mime", models.CharField(max_length=60)),
                ("size", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "file",
                    models.FileField(
                        max_length=120, storage=stegvis.governance.models.nominations.attached_storage, upload_to=""
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="governance.initiative",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("initiative", "hash"),
                        name="governance_attached_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=200)),
                ("origin_version", models.PositiveIntegerField()),
                ("document_hash", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrival", to="governance.initiative"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChecklistMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("text", models.CharField(max_length=200)),
                ("ticked", models.BooleanField()),
                ("leaning", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.candidate"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklist_marks",
                        to="governance.initiative",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["initiative", "key", "id"], name="governance_marks_of")],
            },
        ),
        migrations.CreateModel(
            name="ChecklistTemplate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="vad är nytt")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklist_templates",
                        to="access.careprovider",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "number"), name="governance_checklist_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("place", models.PositiveIntegerField()),
                ("text", models.CharField(max_length=200, verbose_name="punkt")),
                ("help", models.TextField(blank=True, verbose_name="förklaring")),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("owner", "Ägaren"),
                            ("designer", "Designern"),
                            ("medical", "Medicinskt ansvarig granskare"),
                            ("group", "Någon i arbetsgruppen"),
                            ("coordinator", "Regionens samordnare"),
                            ("anyone", "Någon som arbetar med programmet"),
                        ],
                        default="anyone",
                        max_length=20,
                    ),
                ),
                ("verifies", models.CharField(blank=True, max_length=40)),
                ("leans_on", models.JSONField(blank=True, default=list)),
                ("required", models.BooleanField(default=True, verbose_name="måste vara klar")),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="governance.checklisttemplate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("template", "key"), name="governance_checklist_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckWaiver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60)),
                ("node_id", models.CharField(max_length=100)),
                ("field", models.CharField(blank=True, max_length=60)),
                ("node_hash", models.CharField(max_length=64)),
                ("reason", models.TextField(verbose_name="skäl")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_waivers",
                        to="catalogue.candidate",
                    ),
                ),
                (
                    "ended_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_waivers",
                        to="catalogue.program",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("program", "code", "node_id", "field", "node_hash"),
                        name="governance_waiver_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("once", models.CharField(max_length=64, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="governance.initiative"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_persons",
                        to="access.administration",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("administration", "account"),
                        name="governance_contact_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Coordination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("regional", models.TextField(blank=True, verbose_name="i regionen")),
                ("national", models.TextField(blank=True, verbose_name="i landet")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinations",
                        to="governance.initiative",
                    ),
                ),
                (
                    "reuse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.program",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CouncilSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_seats",
                        to="access.careprovider",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("provider", "account"),
                        name="governance_seat_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                ("until_day", models.DateField()),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.careprovider"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_day__gte", models.F("from_day"))), name="governance_deputy_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("account", models.F("deputy")), _negated=True),
                        name="governance_deputy_other",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nomination", "Nominering"),
                            ("risk_analysis", "Riskanalys"),
                            ("review", "Slutgranskning"),
                            ("medical", "Medicinsk granskning"),
                            ("regulatory", "Regulatorisk status"),
                            ("licence", "Rätt att använda innehåll och formulär"),
                            ("other", "Annat beslut"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_on", models.DateField()),
                ("decided_by", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_decisions",
                        to="governance.initiative",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("initiative", "kind", "decided_on", "reference"), name="governance_earlier_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("recommend", "Plattformen passar"),
                            ("return", "Mer behövs"),
                            ("elsewhere", "En annan tjänst passar bättre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="first_assessments",
                        to="governance.initiative",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoryEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("act", models.CharField(max_length=60)),
                (
                    "from_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("idea", "Idé"),
                            ("first_assessment", "Första bedömning"),
                            ("manager", "Chefens godkännande"),
                            ("nomination", "Nominering"),
                            ("assessment", "Bedömning"),
                            ("change", "Ändringsförslag"),
                            ("verification", "Egen kontroll"),
                            ("design", "Utformning"),
                            ("preparation", "Checklista och riskanalys"),
                            ("review", "Slutgranskning"),
                            ("approved", "Klart att publicera"),
                            ("published", "Publicerat"),
                            ("after_review", "Granskning i efterhand"),
                            ("another_service", "Annan tjänst"),
                            ("declined", "Avslaget"),
                            ("withdrawn", "Tillbakadraget"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("idea", "Idé"),
                            ("first_assessment", "Första bedömning"),
                            ("manager", "Chefens godkännande"),
                            ("nomination", "Nominering"),
                            ("assessment", "Bedömning"),
                            ("change", "Ändringsförslag"),
                            ("verification", "Egen kontroll"),
                            ("design", "Utformning"),
                            ("preparation", "Checklista och riskanalys"),
                            ("review", "Slutgranskning"),
                            ("approved", "Klart att publicera"),
                            ("published", "Publicerat"),
                            ("after_review", "Granskning i efterhand"),
                            ("another_service", "Annan tjänst"),
                            ("declined", "Avslaget"),
                            ("withdrawn", "Tillbakadraget"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("details", models.JSONField(blank=True, default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="governance.initiative"
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["initiative", "at", "id"], name="governance_story")],
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="vem")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="kontakt")),
                ("note", models.TextField(blank=True, verbose_name="anteckning")),
                ("added_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="governance.initiative",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.careprovider",
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
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__isnull", False),
                            ("provider__isnull", False),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="governance_interest_of_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False), ("withdrawn_at__isnull", True)),
                        fields=("initiative", "unit"),
                        name="governance_interest_unit_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True), models.Q(("name", ""), _negated=True)),
                        fields=("initiative", "name"),
                        name="governance_interest_name_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200, verbose_name="rubrik")),
                ("starts_at", models.DateTimeField(verbose_name="börjar")),
                ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="längd i minuter")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plats")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                ("agenda", models.TextField(blank=True, verbose_name="dagordning")),
                ("notes", models.TextField(blank=True, verbose_name="anteckningar")),
                ("made_at", models.DateTimeField()),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="governance.initiative"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["initiative", "starts_at"], name="governance_meetings")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("held_at__isnull", True), ("cancelled_at__isnull", True), _connector="OR"),
                        name="governance_meeting_one_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField(verbose_name="beslut")),
                (
                    "about_kind",
                    models.CharField(
                        blank=True,
                        choices=[("pin", "Synpunkt på en prototyp"), ("risk", "Rad i riskanalysen")],
                        max_length=20,
                    ),
                ),
                ("about_id", models.CharField(blank=True, max_length=64)),
                ("about_label", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="governance.meeting"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["about_kind", "about_id"], name="governance_decided_about")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_id", ""), ("about_kind", "")),
                            models.Q(
                                models.Q(("about_kind", ""), _negated=True), models.Q(("about_id", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="governance_decision_about_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("asked", "Har inte svarat"), ("yes", "Kommer"), ("no", "Kan inte")],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("present", models.BooleanField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="governance.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "account"), name="governance_attendance_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("care", "Vårdpersonal på enheten"),
                            ("medical", "Medicinskt ansvarig granskare"),
                            ("safety", "Patientsäkerhet"),
                            ("security", "Informationssäkerhet"),
                            ("patient", "Patientföreträdare som är anställd"),
                            ("other", "Annan kompetens"),
                        ],
                        default="care",
                        max_length=20,
                    ),
                ),
                ("invited_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="governance.initiative"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at__isnull", True)),
                        fields=("initiative", "account"),
                        name="governance_member_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200, verbose_name="vad")),
                ("due_on", models.DateField(verbose_name="när")),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="governance.initiative",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["initiative", "due_on"], name="governance_plan")],
            },
        ),
        migrations.CreateModel(
            name="NominationForm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(default=0)),
                ("fields", models.JSONField(default=list)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="vad som är nytt")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nomination_forms",
                        to="access.careprovider",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "number"), name="governance_form_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 0), ("published_at__isnull", True)),
                            models.Q(("number__gt", 0), ("published_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="governance_form_draft_or_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("step", models.CharField(blank=True, max_length=64)),
                ("node", models.CharField(max_length=64)),
                ("field", models.CharField(blank=True, max_length=60)),
                ("excerpt", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[("wrong", "Fel"), ("unclear", "Oklart"), ("wish", "Önskan"), ("praise", "Beröm")],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(verbose_name="synpunkt")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Väntar på svar"),
                            ("asked", "Designern har frågat"),
                            ("fixed", "Åtgärdat"),
                            ("not_now", "Inte nu"),
                            ("noted", "Tack"),
                        ],
                        max_length=20,
                    ),
                ),
                ("speaker", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PrototypeRound",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("note", models.TextField(blank=True, verbose_name="vad gruppen får se")),
                ("questions", models.JSONField(blank=True, default=list)),
                ("findings", models.JSONField(blank=True, default=list)),
                ("walkable", models.BooleanField(default=True)),
                ("due_on", models.DateField(verbose_name="sista dag")),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closing_text", models.TextField(blank=True, verbose_name="sammanfattning")),
                (
                    "closed_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.frozendocument"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prototype_rounds",
                        to="governance.initiative",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "number"), name="governance_round_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("initiative",),
                        name="governance_one_open_round",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presentation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("step", models.CharField(blank=True, max_length=64)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "presenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presentations",
                        to="governance.prototyperound",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("round",),
                        name="governance_one_presentation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PinDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField(verbose_name="beslut")),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("pins", models.ManyToManyField(blank=True, related_name="decisions", to="governance.pin")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="governance.prototyperound",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="pin",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pins", to="governance.prototyperound"
            ),
        ),
        migrations.CreateModel(
            name="ReviewRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.candidate"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="governance.initiative"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                            models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="governance_remark_resolved_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskAnalysis",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("written", "Skriven här, från regionens mall"),
                            ("uploaded", "En egen analys som PDF"),
                        ],
                        default="written",
                        max_length=20,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "began_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.riskanalysis",
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risk_analysis",
                        to="governance.initiative",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiskApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_name", models.CharField(max_length=200)),
                ("content", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="governance.riskanalysis",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.frozendocument"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("analysis", "content", "document"), name="governance_risk_approved_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.CharField(max_length=64)),
                ("changes", models.JSONField(default=list)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.frozendocument"
                    ),
                ),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="governance.riskanalysis",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.frozendocument"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("analysis", "before", "after", "content"), name="governance_risk_confirmed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskPaper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                (
                    "file",
                    models.FileField(
                        max_length=120, storage=stegvis.catalogue.models.documents.frozen_storage, upload_to=""
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("made_by_words", models.CharField(max_length=500, verbose_name="vilka som har gjort den")),
                ("made_on", models.DateField(verbose_name="när den gjordes")),
                ("uploaded_at", models.DateTimeField()),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="governance.riskanalysis"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.frozendocument"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["analysis", "uploaded_at"], name="governance_risk_papers_of")],
            },
        ),
        migrations.CreateModel(
            name="RiskRegard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=400)),
                ("digest", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regards",
                        to="governance.riskanalysis",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("analysis", "place", "digest"), name="governance_risk_regard_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("area", models.CharField(blank=True, max_length=40, verbose_name="område")),
                ("risk", models.TextField(verbose_name="risk")),
                ("cause", models.TextField(blank=True, verbose_name="orsak")),
                ("consequence", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="konsekvens")),
                ("likelihood", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="sannolikhet")),
                ("comment", models.TextField(blank=True, verbose_name="kommentar")),
                ("protection", models.TextField(blank=True, verbose_name="skydd som redan finns")),
                ("action", models.TextField(blank=True, verbose_name="åtgärd")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="klart senast")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="klart")),
                ("residual_consequence", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("residual_likelihood", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("leaning", models.JSONField(blank=True, default=dict)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="governance.riskanalysis"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.frozendocument",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("analysis", "number"), name="governance_risk_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consequence__isnull", True), ("consequence__range", (1, 4)), _connector="OR"),
                            models.Q(("likelihood__isnull", True), ("likelihood__range", (1, 4)), _connector="OR"),
                            models.Q(
                                ("residual_consequence__isnull", True),
                                ("residual_consequence__range", (1, 4)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("residual_likelihood__isnull", True),
                                ("residual_likelihood__range", (1, 4)),
                                _connector="OR",
                            ),
                        ),
                        name="governance_risk_one_to_four",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskContribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("row_added", "skrev en rad"),
                            ("row_changed", "ändrade en rad"),
                            ("row_removed", "tog bort en rad"),
                            ("row_stands", "gick igenom en rad igen"),
                            ("paper_added", "lade till en egen analys"),
                            ("paper_removed", "tog bort den egna analysen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("care", models.BooleanField(default=False)),
                ("changes", models.JSONField(blank=True, default=dict)),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="governance.riskanalysis",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="governance.riskrow",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["analysis", "id"], name="governance_risk_story")],
            },
        ),
        migrations.CreateModel(
            name="RiskSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("care", "Vårdpersonal på enheten"),
                            ("medical", "Medicinskt ansvarig granskare"),
                            ("safety", "Patientsäkerhet"),
                            ("security", "Informationssäkerhet"),
                            ("patient", "Patientföreträdare som är anställd"),
                            ("other", "Annan kompetens"),
                        ],
                        max_length=20,
                    ),
                ),
                ("content", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="governance.riskanalysis",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.frozendocument"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("analysis", "by", "content", "document"), name="governance_risk_signed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="vad är nytt")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risk_templates",
                        to="access.careprovider",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "number"), name="governance_risk_template_number_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="riskanalysis",
            name="template",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.risktemplate"
            ),
        ),
        migrations.CreateModel(
            name="SentNomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", models.JSONField(default=dict)),
                ("sent_at", models.DateTimeField()),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.nominationform"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_nominations",
                        to="governance.initiative",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Standpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stance",
                    models.CharField(
                        choices=[("for", "För"), ("against", "Emot"), ("unsure", "Osäker")], max_length=10
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standpoints",
                        to="governance.initiative",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.councilseat"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["initiative", "seat", "id"], name="governance_standpoints_of")],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("finish_idea", "Skriv klart idén"),
                            ("assess_idea", "Gör en första bedömning"),
                            ("approve_idea", "Godkänn idén som chef"),
                            ("nominate", "Fyll i nomineringen"),
                            ("assess", "Bedöm nomineringen"),
                            ("standpoint", "Säg vad du tycker om nomineringen"),
                            ("decide_change", "Ta ställning till ändringsförslaget"),
                            ("verify", "Gör vårdgivarens egen kontroll"),
                            ("design", "Bygg programmet"),
                            ("give_feedback", "Prova prototypen och tyck till"),
                            ("answer_feedback", "Svara på synpunkterna"),
                            ("prepare", "Gå igenom checklistan"),
                            ("contribute_risks", "Bidra till riskanalysen"),
                            ("sign_risks", "Skriv under riskanalysen"),
                            ("approve_risks", "Godkänn riskanalysen"),
                            ("review", "Slutgranska"),
                            ("publish", "Publicera"),
                            ("distribute", "Dela ut till enheterna"),
                            ("after_review", "Granska i efterhand"),
                            ("routine", "Skriv rutinen"),
                            ("other", "Att göra"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opener", "den som lämnade idén"),
                            ("contact", "förvaltningens kontaktperson"),
                            ("manager", "enhetens chef"),
                            ("owner", "ägaren"),
                            ("designer", "designern"),
                            ("member", "arbetsgruppen"),
                            ("council", "samordningsrådet"),
                            ("coordinator", "regionens samordnare"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ref", models.CharField(blank=True, max_length=64)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("late_told_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="governance.initiative"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)), fields=["account"], name="governance_tasks_of"
                    ),
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)), fields=["due_on"], name="governance_tasks_due"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("account__isnull", True), ("done_at__isnull", True)),
                        fields=("initiative", "kind", "party", "ref"),
                        name="governance_open_party_task_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("account__isnull", False), ("done_at__isnull", True)),
                        fields=("initiative", "kind", "account", "ref"),
                        name="governance_open_task_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party", ""), _negated=True), ("account__isnull", False), _connector="OR"
                        ),
                        name="governance_task_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tester",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100, verbose_name="namn")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("invited_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="testers",
                        to="governance.prototyperound",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PinReply",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comment", "Kommentar"),
                            ("fixed", "Åtgärdat"),
                            ("not_now", "Inte nu"),
                            ("ask_back", "Fråga tillbaka"),
                            ("reopen", "Tagen upp igen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="governance.pin"
                    ),
                ),
                (
                    "tester",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.tester",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__isnull", False), ("tester__isnull", True)),
                            models.Q(("account__isnull", True), ("tester__isnull", False)),
                            _connector="OR",
                        ),
                        name="governance_reply_has_a_speaker",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="pin",
            name="tester",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="governance.tester",
            ),
        ),
        migrations.CreateModel(
            name="Tryout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("restarts", models.PositiveIntegerField(default=0)),
                ("began_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="course.course",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tryouts",
                        to="governance.prototyperound",
                    ),
                ),
                (
                    "tester",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.tester",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("account__isnull", False)),
                        fields=("round", "account"),
                        name="governance_tryout_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("tester__isnull", False)),
                        fields=("round", "tester"),
                        name="governance_tester_tryout_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__isnull", False), ("tester__isnull", True)),
                            models.Q(("account__isnull", True), ("tester__isnull", False)),
                            _connector="OR",
                        ),
                        name="governance_tryout_one_walker",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="change",
                        serialize=False,
                        to="governance.initiative",
                    ),
                ),
                ("what", models.TextField(verbose_name="vad")),
                ("why", models.TextField(verbose_name="varför")),
                ("safety", models.TextField(blank=True, verbose_name="vad som är farligt")),
                (
                    "origin",
                    models.CharField(
                        choices=[("owner", "Programmets ägare"), ("staff", "Personal"), ("case", "Ett stödärende")],
                        default="staff",
                        max_length=10,
                    ),
                ),
                ("case", models.CharField(blank=True, max_length=40)),
                ("once", models.CharField(max_length=64, unique=True)),
                (
                    "about",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("case", ""), _negated=True),
                        fields=("case",),
                        name="governance_change_of_case_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="nomination",
                        serialize=False,
                        to="governance.initiative",
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                (
                    "came_by",
                    models.CharField(
                        choices=[("form", "Ifylld här"), ("mail", "Inkommen per e-post")], default="form", max_length=10
                    ),
                ),
                ("came_on", models.DateField(blank=True, null=True)),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="governance.nominationform",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="Pin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", False), ("tester__isnull", True)),
                    models.Q(("account__isnull", True), ("tester__isnull", False)),
                    models.Q(("account__isnull", True), ("tester__isnull", True), ("written_by__isnull", False)),
                    _connector="OR",
                ),
                name="governance_pin_has_a_speaker",
            ),
        ),
        migrations.AddIndex(
            model_name="Pin",
            index=models.Index(fields=["round", "node"], name="governance_pins_at"),
        ),
    ]
