"""From a program that is registered to its next version: hand over, clear, name a publisher, delegate, publish.

Nothing is published but what was cleared: which review, or which other way, stands on the clearance.

Each gives back what is already there when it is done twice, so that a double click is harmless.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import PublisherUnit
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import (
    Candidate,
    Clearance,
    Contribution,
    Delegation,
    Program,
    ProgramVersion,
    Publisher,
)
from stegvis.catalogue.policies import (
    may_clear,
    may_delegate,
    may_hand_over,
    may_name_publisher,
    may_publish,
    may_register,
    may_revoke,
)
from stegvis.lib.errors import Cannot

CODE_LENGTH = 40
TITLE_LENGTH = 200
ATTEMPTS = 5


class CannotRegister(Cannot):
    """The program's id belongs to another publisher unit, or no free address was found."""


class CannotHandOver(Cannot):
    """The document is not of this program."""


@action("program:register", may=may_register, about_result=True)
def register_program(
    publisher_unit: PublisherUnit, program_id: UUID, title: str, *, now: datetime, by: Actor
) -> Program:
    """Make the program known to the catalogue, with a short address of its own that it keeps.

    Raises CannotRegister.
    """
    found = Program.objects.filter(pk=program_id).first()
    if found is None:
        return add_program(publisher_unit, program_id, title, now)
    if found.publisher_unit_id != publisher_unit.pk:
        raise CannotRegister(_("Programmet finns redan på en annan utgivarenhet."))
    return found


def add_program(publisher_unit: PublisherUnit, program_id: UUID, title: str, now: datetime) -> Program:
    """The row of a program that is not known yet, with an address of its own. Raises CannotRegister."""
    for _attempt in range(ATTEMPTS):
        code = _free_code(title)
        try:
            with transaction.atomic():
                return Program.objects.create(
                    id=program_id, publisher_unit=publisher_unit, title=title[:TITLE_LENGTH], code=code, created_at=now
                )
        except IntegrityError:
            # Somebody took the address between the look and the insert: look again.
            continue
    raise CannotRegister(_("Det gick inte att hitta en ledig kort adress. Försök igen."))


def _free_code(title: str) -> str:
    """The title as a short address, with a number when it is taken."""
    stem = slugify(title)[: CODE_LENGTH - 5].strip("-") or "program"
    taken = set(Program.objects.filter(code__startswith=stem).values_list("code", flat=True))
    number = 1
    code = stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


@action("candidate:hand_over", may=may_hand_over)
def hand_over(
    program: Program,
    document_hash: str,
    note: str = "",
    *,
    contributors: Collection[UUID] = (),
    now: datetime,
    by: Actor,
) -> Candidate:
    """Hand a frozen state over. The catalogue's title of the program follows it.

    `contributors` are the accounts that have worked on the content since the candidate before; whoever hands over is
    one of them. Raises CannotHandOver and CannotOpenDocument.
    """
    document = open_document(document_hash)
    if document.program != str(program.pk):
        raise CannotHandOver(_("Innehållet hör till ett annat program."))
    candidate, made = Candidate.objects.get_or_create(
        program=program,
        document_id=document_hash,
        defaults={"note": note, "frozen_by_id": by.account_id, "frozen_at": now},
    )
    people = {*contributors, by.account}
    Contribution.objects.bulk_create(
        [Contribution(candidate=candidate, account_id=pk) for pk in people], ignore_conflicts=True
    )
    if made:
        program.title = document.text("program.title")[:TITLE_LENGTH] or program.title
        program.save(update_fields=["title"])
    return candidate


@action("candidate:clear", may=may_clear)
def clear(
    candidate: Candidate,
    kind: ClearanceKind,
    reason: str = "",
    grounds: dict[str, Any] | None = None,
    *,
    now: datetime,
    by: Actor,
) -> Clearance:
    """Let a candidate into the catalogue. Only `governance` calls this: it knows what was reviewed and signed.

    Twice gives the clearance that is in force.
    """
    return Clearance.objects.get_or_create(
        candidate=candidate,
        revoked_at=None,
        defaults={
            "kind": kind,
            "reviewed_by_id": by.account_id,
            "cleared_at": now,
            "reason": reason,
            "grounds": grounds or {},
        },
    )[0]


@action("clearance:revoke", may=may_revoke)
def revoke(clearance: Clearance, *, now: datetime, by: Actor) -> Clearance:
    """Take a clearance back before anything was published on it."""
    if clearance.revoked_at is None:
        clearance.revoked_at, clearance.revoked_by_id = now, by.account
        clearance.save(update_fields=["revoked_at", "revoked_by"])
    return clearance


@action("publisher:name", may=may_name_publisher, about_result=True)
def name_publisher(program: Program, account_id: UUID, *, now: datetime, by: Actor) -> Publisher:
    """Give the owner the publisher role for this program. Twice gives the first."""
    return Publisher.objects.get_or_create(
        program=program,
        account_id=account_id,
        ended_at=None,
        defaults={"granted_by_id": by.account_id, "granted_at": now},
    )[0]


@action("publisher:end", may=may_name_publisher)
def end_publishers(program: Program, keep: Collection[UUID], *, now: datetime, by: Actor) -> int:
    """End the publisher role for everybody but those to keep: a program that changes owner. Gives how many."""
    rows = Publisher.objects.filter(program=program, ended_at__isnull=True).exclude(account_id__in=keep)
    return rows.update(ended_at=now)


@action("publication:delegate", may=may_delegate, about_result=True)
def delegate(program: Program, reason: str, *, now: datetime, by: Actor) -> Delegation:
    """The publisher lets the provider's coordinators publish in their place. Twice gives the one in force."""
    return Delegation.objects.get_or_create(
        program=program,
        ended_at=None,
        defaults={"given_by_id": by.account_id, "given_at": now, "reason": reason},
    )[0]


@action("publication:take_back", may=may_delegate)
def take_back(program: Program, *, now: datetime, by: Actor) -> int:
    """End the delegation. What was published on it stands."""
    return Delegation.objects.filter(program=program, ended_at__isnull=True).update(ended_at=now)


@action("version:publish", may=may_publish, about_result=True)
def publish(clearance: Clearance, *, now: datetime, by: Actor) -> ProgramVersion:
    """Publish what was cleared as the program's next version; the same version again if it already is one."""
    candidate = clearance.candidate
    # The numbers of one program are handed out one at a time.
    program = Program.objects.select_for_update().get(pk=candidate.program_id)
    found = program.versions.filter(document_id=candidate.document_id).first()
    if found is not None:
        return found
    last: int = program.versions.aggregate(last=Max("number"))["last"] or 0
    title = open_document(candidate.document_id).text("program.title")
    own = Publisher.objects.filter(program=program, account_id=by.account, ended_at__isnull=True).exists()
    # The owner who also reviewed publishes on the delegation, as any coordinator does.
    alone = own and clearance.reviewed_by_id != by.account
    delegation = None if alone else Delegation.objects.filter(program=program, ended_at__isnull=True).first()
    return ProgramVersion.objects.create(
        program=program,
        number=last + 1,
        document_id=candidate.document_id,
        title=title[:TITLE_LENGTH] or program.title,
        note=candidate.note,
        published_by_id=by.account_id,
        published_at=now,
        clearance=clearance,
        delegation=delegation,
    )
