"""Opening the short lanes, and what the coordinator decides in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.directory import employed
from stegvis.access.doors import action
from stegvis.access.models import CareProvider, PublisherUnit
from stegvis.access.verdict import Verdict
from stegvis.authoring.preparing import must_be_ready
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import Program
from stegvis.catalogue.packages import keep_package, may_take, open_package, take_over
from stegvis.governance.kinds import RUNNING, Act, Lane, Stage
from stegvis.governance.models import Arrival, HistoryEntry, Initiative
from stegvis.governance.moving import CannotMove, advance, next_number, open_stage_tasks, tell
from stegvis.governance.policies import may_configure, may_move
from stegvis.governance.review.policies import may_verify
from stegvis.lib.clock import local_day


def may_bring_in(actor: Actor, program: Program) -> Verdict:
    """The coordinator of the provider whose publisher unit holds the program; never from a training unit."""
    verdict = may_configure(actor, program.publisher_unit.provider)
    if verdict and program.publisher_unit.training:
        return Verdict.no(_("Programmet är byggt på en övningsenhet. Därifrån går det inte att publicera."))
    return verdict


@action("program:bring_in", may=may_bring_in, about_result=True)
def bring_in(
    program: Program, owner: UUID, reason: str, *, lane: Lane = Lane.BROUGHT_IN, now: datetime, by: Actor
) -> Initiative:
    """Begin the short lane for a program that is used already, or that came from another region.

    The newest candidate is what is verified. Twice gives the initiative that is under way. Raises CannotMove.
    """
    provider = CareProvider.objects.select_for_update().get(pk=program.publisher_unit.provider_id)
    under_way = program.initiatives.filter(stage__in=RUNNING).first()
    if under_way is not None:
        return under_way
    candidate = program.candidates.order_by("-frozen_at", "pk").first()
    if candidate is None:
        raise CannotMove(_("Designern behöver lämna programmet först, så att det finns något att kontrollera."))
    if not employed(provider.pk, local_day(now)).filter(pk=owner).exists():
        raise CannotMove(_("Välj en ägare som arbetar hos er."))
    if not reason.strip():
        raise CannotMove(_("Skriv varför programmet förs in den här vägen."))
    initiative = Initiative.objects.create(
        provider=provider,
        number=next_number(provider, now),
        lane=lane,
        stage=Stage.VERIFICATION,
        stage_since=now,
        title=program.title,
        opened_by_id=by.account,
        opened_at=now,
        owner_id=owner,
        designer_id=candidate.frozen_by_id,
        publisher_unit_id=program.publisher_unit_id,
        program=program,
        candidate=candidate,
    )
    tell(initiative, "program:bring_in", reason=reason.strip(), now=now, by=by)
    open_stage_tasks(initiative, now=now)
    return initiative


@action("program:arrive", may=may_take, about_result=True)
def arrive(
    publisher_unit: PublisherUnit, arrived: "Arrived", owner: UUID, reason: str, *, now: datetime, by: Actor
) -> Initiative:
    """Take over another region's program from its package and begin the short lane. Twice gives the first.

    Raises CannotTake and CannotMove.
    """
    document = open_document(arrived.document_hash)
    note = _("Från %(origin)s, version %(version)s.") % {"origin": arrived.origin, "version": arrived.version}
    candidate = take_over(publisher_unit, document, arrived.document_hash, note, now=now, by=by)
    initiative: Initiative = bring_in(candidate.program, owner, reason, lane=Lane.ADOPTION, now=now, by=by)
    Arrival.objects.get_or_create(
        initiative=initiative,
        defaults={
            "origin": arrived.origin,
            "origin_version": arrived.version,
            "document_hash": arrived.document_hash,
            "received_by_id": by.account,
            "received_at": now,
        },
    )
    return initiative


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a package said of itself, once its content is in the vault."""

    origin: str
    version: int
    document_hash: str


def receive(file: BinaryIO, *, now: datetime) -> Arrived:
    """Open a package and put what it holds in the vault, where nothing points to it until `arrive`.

    Raises CannotOpenPackage, and CannotUseFile for a file that is not clean.
    """
    package = open_package(file)
    for mime, data in package.media.values():
        must_be_ready(data, mime)
    return Arrived(package.origin, package.version, keep_package(package, now=now))


@action("verification:approve", may=may_verify)
def verify(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """The provider's own verification is made: the candidate may be published. Raises CannotMove without a reason."""
    kind = ClearanceKind.ADOPTED if initiative.lane == Lane.ADOPTION else ClearanceKind.BROUGHT_IN
    entry = advance(initiative, Act.VERIFY, reason=reason, now=now, by=by)
    grounds = {"initiative": str(initiative.pk), "lane": initiative.lane}
    catalogue.clear(initiative.candidate, kind, reason.strip(), grounds, now=now, by=by)
    catalogue.name_publisher(initiative.program, initiative.owner_id, now=now, by=by)
    return entry


@action("verification:decline", may=may_move(Act.DECLINE_VERIFICATION))
def decline(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """The program is not taken into the catalogue. Raises CannotMove without a reason."""
    return advance(initiative, Act.DECLINE_VERIFICATION, reason=reason, now=now, by=by)
