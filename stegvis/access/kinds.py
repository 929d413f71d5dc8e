"""Enums of the access room: number types, purposes, roles, hats."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NumberType(TextChoices):
    """Kinds of identity number. Never mixed: a value means nothing without its type."""

    PERSONNUMMER = "personnummer", _("Personnummer")
    SAMORDNINGSNUMMER = "samordningsnummer", _("Samordningsnummer")
    RESERVNUMMER = "reservnummer", _("Reservnummer")


class Purpose(TextChoices):
    """Purposes of a commission (HSA). Only the first opens care data."""

    CARE = "Vård och behandling", _("Vård och behandling")
    QUALITY = "Kvalitetssäkring", _("Kvalitetssäkring")
    OTHER_LAW = "Annan dokumentation enligt lag", _("Annan dokumentation enligt lag")
    STATISTICS = "Statistik", _("Statistik")
    ADMINISTRATION = "Administration", _("Administration")
    REGISTER = "Kvalitetsregister", _("Kvalitetsregister")


class Role(TextChoices):
    """What a person is granted at a unit, a publisher unit or a provider."""

    THERAPIST = "therapist", _("Behandlare")
    RESIDENT_ADMINISTRATOR = "resident_administrator", _("Invånaradministratör")
    DATA_ADMINISTRATOR = "data_administrator", _("Dataadministratör")
    ACCESS_ADMINISTRATOR = "access_administrator", _("Behörighetsadministratör")
    DESIGNER = "designer", _("Designer")
    COORDINATOR = "coordinator", _("Regional samordnare")
    SUPPORT = "support", _("Supporthandläggare")
    LOG_REVIEWER = "log_reviewer", _("Loggranskare")
    ACCESS_OFFICER = "access_officer", _("Behörighetsansvarig")
    RECORDS_OFFICER = "records_officer", _("Arkivansvarig")


UNIT_ROLES = frozenset(
    {Role.THERAPIST, Role.RESIDENT_ADMINISTRATOR, Role.DATA_ADMINISTRATOR, Role.ACCESS_ADMINISTRATOR}
)
PUBLISHER_ROLES = frozenset({Role.DESIGNER})
PROVIDER_ROLES = frozenset(
    {Role.COORDINATOR, Role.SUPPORT, Role.LOG_REVIEWER, Role.ACCESS_OFFICER, Role.RECORDS_OFFICER}
)
TREATING_ROLES = frozenset({Role.THERAPIST, Role.RESIDENT_ADMINISTRATOR})


class HatKind(TextChoices):
    """In which capacity somebody acts. An actor wears exactly one."""

    NOBODY = "nobody", _("Inte inloggad")
    RESIDENT = "resident", _("Invånare")
    COMMISSION = "commission", _("Medarbetaruppdrag")
    POST = "post", _("Uppdrag hos vårdgivaren")
    PUBLISHER = "publisher", _("Utgivarenhet")
    EMPLOYEE = "employee", _("Anställd")
    SYSTEM = "system", _("Systemet")


class Source(TextChoices):
    """Where we have a commission or an employment from."""

    DIRECTORY = "directory", _("Katalogen")
    SIGN_IN = "sign_in", _("Inloggningen")


class GuardianSource(TextChoices):
    """On whose word somebody is a child's guardian."""

    REGISTRY = "registry", _("Personregistret")
    STAFF = "staff", _("Enheten har kontrollerat")


class LogOutcome(TextChoices):
    """What somebody who checked one entry of the log found."""

    JUSTIFIED = "justified", _("Öppningen var befogad")
    ASKED = "asked", _("Frågan är ställd till chefen")
    UNJUSTIFIED = "unjustified", _("Öppningen var inte befogad")
