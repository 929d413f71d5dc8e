"""What somebody has published before: counts for whoever reviews their next program."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from stegvis.catalogue.models import Candidate, Distribution, Program, ProgramVersion, Stop, Verification


def published_by(account: UUID, before: datetime) -> list[tuple[UUID, UUID, datetime, str]]:
    """Versions that an account contributed to, oldest first: id, program, when, by which way. One query."""
    rows = ProgramVersion.objects.filter(
        clearance__candidate__contributions__account_id=account, published_at__lt=before
    )
    found = rows.distinct().order_by("published_at").values_list("pk", "program_id", "published_at", "clearance__kind")
    return list(found)


def stops_of(versions: Collection[UUID], before: datetime) -> int:
    """How many stops these versions have had. One query."""
    return Stop.objects.filter(version__in=versions, stopped_at__lt=before).count()


def last_frozen_at(program_id: UUID) -> datetime | None:
    """When a program was last handed over. One query."""
    rows = Candidate.objects.filter(program_id=program_id).order_by("-frozen_at")
    return rows.values_list("frozen_at", flat=True).first()


def distributed_among(versions: Collection[str]) -> set[UUID]:
    """Those of some versions that any unit has had. One query."""
    wanted = [UUID(each) for each in versions]
    return set(Distribution.objects.filter(version_id__in=wanted).values_list("version_id", flat=True))


def programs_to_hand_out(provider_id: UUID) -> list[Program]:
    """The programs that a provider has published or checked and may hand out, or has in use, by title. Two queries."""
    own = Q(publisher_unit__provider_id=provider_id, publisher_unit__training=False, versions__isnull=False)
    checked = Q(versions__in=Verification.objects.filter(provider_id=provider_id).values("version"))
    used = Q(pk__in=[each.pk for each in programs_in_use(provider_id)])
    return list(Program.objects.filter(own | checked | used).distinct().order_by("title"))


def programs_in_use(provider_id: UUID) -> list[Program]:
    """The programs that some unit of a provider has, units for practice apart, by title. One query."""
    rows = Distribution.objects.filter(unit__provider_id=provider_id, unit__training=False, withdrawn_at__isnull=True)
    return list(Program.objects.filter(pk__in=rows.values("version__program")).order_by("title"))
