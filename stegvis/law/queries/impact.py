"""What the system can say of itself for an impact assessment: read from models, grants and settings, never typed."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.access import settings as decided
from stegvis.access.actor import Actor
from stegvis.access.hats import current
from stegvis.access.kinds import HatKind, Purpose, Role
from stegvis.access.models import Commission, RoleGrant
from stegvis.access.oidc import providers as signing
from stegvis.access.roles import ROLE_PERMISSIONS
from stegvis.access.settings import Key
from stegvis.audit.models import Seal
from stegvis.catalogue.queries.record import programs_in_use
from stegvis.law.kinds import EditionState, GroundKind
from stegvis.law.models import ImpactEdition
from stegvis.law.queries.information import grounds_of
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Retention

# [heading, [[what, how it is], …]]: what is kept with a settled assessment.
Fact = dict[str, Any]


def editions(actor: Actor) -> list[ImpactEdition]:
    """Every edition of the actor's provider, the newest first. One query."""
    if actor.hat.kind is not HatKind.POST or not actor.can("law:keep"):
        return []
    rows = ImpactEdition.objects.filter(provider_id=UUID(actor.hat.provider_id))
    return list(rows.select_related("provider", "published_by").order_by("-number"))


def draft(actor: Actor) -> ImpactEdition | None:
    """The draft of the actor's provider. One query."""
    return next((row for row in editions(actor) if row.state == EditionState.DRAFT), None)


def edition(actor: Actor, pk: UUID) -> ImpactEdition | None:
    """One of them."""
    return next((row for row in editions(actor) if row.pk == pk), None)


def facts(actor: Actor, today: date) -> list[Fact]:
    """What the system says of itself today, in the language that is active. A handful of queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("law:keep"):
        return []
    provider_id = UUID(actor.hat.provider_id)
    parts: tuple[tuple[str, Callable[[], list[list[str]]]], ...] = (
        (_("Slag av uppgifter"), kinds_of_data),
        (_("Ändamål och rättslig grund"), lambda: _purposes(provider_id)),
        (_("Vilka som har åtkomst"), lambda: _access(provider_id, today)),
        (_("Hur länge uppgifter sparas"), _retention),
        (_("Mottagare"), _recipients),
        (_("Skydd som är på i den här installationen"), lambda: _measures(provider_id)),
    )
    return [{"heading": heading, "rows": rows()} for heading, rows in parts]


def _rooms() -> dict[str, str]:
    return {
        "access": _("Personer, konton, uppdrag och roller"),
        "audit": _("Loggen över vem som har läst och ändrat"),
        "authoring": _("Den som gör programmen"),
        "care": _("Startade program, flaggor, bemanning, spärrar, invändningar och utlämnanden"),
        "catalogue": _("Publicerade program, och vem som beslutade"),
        "course": _("Svar, övningar, registreringar och vad som har hänt i ett program"),
        "governance": _("Arbetet med nya program: förslag, riskanalyser, beslut"),
        "law": _("Incidenter, information och bedömningar"),
        "messaging": _("Meddelanden mellan invånare och personal"),
        "notifications": _("Adresser för aviseringar, val och utskick"),
        "questionnaires": _("Formulär, och vem som gjorde dem"),
        "records": _("Gallring, arkiv och registerutdrag"),
        "support": _("Ärenden till supporten, utbildningar och anslag"),
    }


def kinds_of_data() -> list[list[str]]:
    """By room: what it is about, how many kinds of row hold personal data, how many fields, how many of them sealed."""
    found: dict[str, list[int]] = {}
    for model in apps.get_models():
        if not model.__module__.startswith("stegvis."):
            continue
        personal = model.classified.personal_fields  # type: ignore[attr-defined]
        if personal:
            sealed = sum(
                1
                for field in model._meta.concrete_fields
                if field.name in personal and isinstance(field, EncryptedTextField)
            )
            counted = found.setdefault(model._meta.app_label, [0, 0, 0])
            counted[0], counted[1], counted[2] = counted[0] + 1, counted[1] + len(personal), counted[2] + sealed
    names = _rooms()
    said = _("%(rows)d slag av rader, %(fields)d fält med personuppgifter, varav %(sealed)d krypterade")
    return [
        [names.get(label, label), said % {"rows": rows, "fields": fields, "sealed": sealed}]
        for label, (rows, fields, sealed) in sorted(found.items(), key=lambda pair: names.get(pair[0], pair[0]))
    ]


def _purposes(provider_id: UUID) -> list[list[str]]:
    grounds = grounds_of(provider_id)
    found = [[program.title, ground_words(grounds.get(program.pk))] for program in programs_in_use(provider_id)]
    return found or [[_("Program"), _("Inga program är utdelade.")]]


def ground_words(ground: Any) -> str:
    """The use of a program and its ground, in a line."""
    if ground is None:
        return _("%(kind)s. Patientdatalagen; dataskyddsförordningen artikel 6.1 c och e, 9.2 h") % {
            "kind": GroundKind.CARE.label
        }
    return f"{GroundKind(ground.kind).label}. {ground.basis}"


def _access(provider_id: UUID, today: date) -> list[list[str]]:
    rows = RoleGrant.objects.filter(current(today), withdrawn_at__isnull=True, account__is_active=True)
    counted: Counter[str] = Counter()
    places: dict[str, set[Any]] = {}
    # A role opens nothing without a commission there whose purpose is care.
    held = Commission.objects.filter(
        current(today), account=OuterRef("account"), unit=OuterRef("unit"), purpose=Purpose.CARE
    )
    of_units = rows.filter(Exists(held), unit__provider_id=provider_id, unit__training=False)
    for role, _account, place in of_units.values_list("role", "account_id", "unit_id").distinct():
        counted[role] += 1
        places.setdefault(role, set()).add(place)
    for where in ("publisher_unit__provider_id", "provider_id"):
        for role, _account in rows.filter(**{where: provider_id}).values_list("role", "account_id").distinct():
            counted[role] += 1
    assigned = Commission.objects.filter(current(today), unit__provider_id=provider_id, unit__training=False)
    found = [
        [
            _("Medarbetaruppdrag som gäller"),
            ngettext("%(n)d uppdrag", "%(n)d uppdrag", assigned.count()) % {"n": assigned.count()},
        ]
    ]
    for role in Role:
        if counted[role]:
            said = ngettext("%(n)d tilldelning", "%(n)d tilldelningar", counted[role]) % {"n": counted[role]}
            if role.value in places:
                n = len(places[role.value])
                said += ", " + ngettext("på %(n)d enhet", "på %(n)d enheter", n) % {"n": n}
            found.append([str(role.label), f"{said}; {_sees(role)}"])
    found.append([_("Lista över tilldelningar"), _("Varje enhet har sin på sidan Behörigheter, med datum och skäl.")])
    return found


# By what each permission opens, so that a new role cannot be told of wrongly.
_READS = frozenset({"enrolment:read", "flag:read", "thread:read"})
_FINDS = frozenset({"log:review"})


def _sees(role: Role) -> str:
    held = ROLE_PERMISSIONS[role]
    if held & _READS:
        return _("läser patientuppgifter på sin enhet")
    if held & _FINDS or any(each.startswith(("record:", "records:", "hold:", "destruction:")) for each in held):
        return _("ser vilka patienter det gäller i granskningar, utdrag eller gallring, och det loggas")
    return _("läser inte patientuppgifter")


def _retention() -> list[list[str]]:
    words = {
        Retention.RECORD: (
            _("Journalen"),
            _("minst tio år efter den senaste anteckningen; öppna program enligt sina villkor"),
        ),
        Retention.ACCESS_LOG: (_("Åtkomstloggen"), _("minst fem år, gallras bara efter numrerat beslut")),
        Retention.OWN: (_("Utkast och egna anteckningar"), _("tills programmet avslutas eller invånaren tar bort dem")),
        Retention.STAFF: (_("Uppgifter om personal"), _("så länge historiken de förklarar finns")),
        Retention.REGISTRY: (_("Kopior ur folkbokföringen"), _("tills de hämtas på nytt eller tas bort")),
        Retention.NOTICE: (_("Aviseringar och utskick"), _("ett år")),
        Retention.SUPPORT: (_("Supportärenden"), _("ärendet stannar; kontaktuppgiften tas bort 90 dagar efter avslut")),
        Retention.CHOSEN: (_("Invånarens egna adresser och val"), _("tills invånaren tar bort dem")),
        Retention.SESSION: (_("Inloggningar"), _("tas bort när de har tagit slut")),
    }
    return [list(pair) for pair in words.values()]


def _yes(on: object) -> str:
    return _("På") if on else _("Av")


def _recipients() -> list[list[str]]:
    ways = [provider.name for provider in signing.providers()]
    nothing = _("ingen: inget lämnar installationen den vägen")
    return [
        [_("E-legitimation och inloggning"), ", ".join(ways) or nothing],
        [_("Sms"), _("en sms-växel får numret och en fast mening") if settings.STEGVIS_SMS_URL else nothing],
        [_("E-post"), _("en e-postserver får adressen och en fast mening") if settings.STEGVIS_EMAIL else nothing],
        [
            _("Aviseringar i webbläsare"),
            _("webbläsarens tillverkare ser att något skickas, aldrig vad") if settings.STEGVIS_PUSH else nothing,
        ],
        [_("Folkbokföringen"), _("ett yttre register frågas") if settings.STEGVIS_PERSON_REGISTRY_URL else nothing],
        [_("Loggtjänst"), _("loggen skickas till en yttre loggtjänst") if settings.STEGVIS_LOG_URL else nothing],
    ]


def _measures(provider_id: UUID) -> list[list[str]]:
    hours = decided.value(Key.EMERGENCY_HOURS, provider_id=provider_id)
    idle, longest = settings.STEGVIS_SESSIONS["staff"]
    seal = Seal.objects.filter(provider_id=str(provider_id)).order_by("-id").first()
    return [
        [
            _("Krypterade fält"),
            _("personnummer, svar, meddelanden och anteckningar, AES-256-GCM med nyckel utanför databasen"),
        ],
        [_("Kryptering på vägen"), _yes(settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS)],
        [_("Kakor som bara går till tjänsten"), _yes(settings.SESSION_COOKIE_SECURE)],
        [
            _("Utloggning"),
            _("personal: efter %(idle)d minuter utan att något görs, senast efter %(longest)d timmar")
            % {"idle": idle, "longest": longest},
        ],
        [
            _("Åtkomstlogg"),
            _("varje öppning, ändring och nekad åtgärd, också det som görs av personalen på en annan enhet"),
        ],
        [
            _("Förseglad logg"),
            _("senast %(at)s, %(n)d rader") % {"at": f"{localtime(seal.sealed_at):%Y-%m-%d %H:%M}", "n": seal.number}
            if seal
            else _("inget är förseglat än"),
        ],
        [
            _("Uppladdade filer"),
            _("kontrolleras mot skadlig kod innan de tas emot")
            if settings.STEGVIS_SCANNER
            else _("kontrolleras inte mot skadlig kod: ingen skanner är ansluten"),
        ],
        [_("Nödöppning"), _("i två steg, med skäl, i %(n)d timmar, följs upp av någon annan") % {"n": hours}],
        [_("Larm om farliga svar"), _yes(settings.STEGVIS_ALERTS)],
        [_("Uträknade poäng"), _yes(settings.STEGVIS_SCORES)],
        [_("Databas"), connection.vendor],
        [_("Demonstration"), _("ja: alla är påhittade") if settings.STEGVIS_DEMO else _("nej")],
    ]
