"""The changing door of the catalogue: register, hand over, publish, distribute, withdraw.

Each gives back what is already there when it is done twice, so that a double click is harmless.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import PublisherUnit
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import Candidate, Distribution, Program, ProgramVersion
from stegvis.catalogue.policies import (
    Placing,
    may_distribute,
    may_hand_over,
    may_publish,
    may_register,
    may_withdraw,
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
        return _new_program(publisher_unit, program_id, title, now)
    if found.publisher_unit_id != publisher_unit.pk:
        raise CannotRegister(_("Programmet finns redan på en annan utgivarenhet."))
    return found


def _new_program(publisher_unit: PublisherUnit, program_id: UUID, title: str, now: datetime) -> Program:
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
def hand_over(program: Program, document_hash: str, note: str = "", *, now: datetime, by: Actor) -> Candidate:
    """Hand a frozen state over for publication. The catalogue's title of the program follows it.

    Raises CannotHandOver and CannotOpenDocument.
    """
    document = open_document(document_hash)
    if document.program != str(program.pk):
        raise CannotHandOver(_("Innehållet hör till ett annat program."))
    candidate, made = Candidate.objects.get_or_create(
        program=program,
        document_id=document_hash,
        defaults={"note": note, "frozen_by_id": by.account_id, "frozen_at": now},
    )
    if made:
        program.title = document.text("program.title")[:TITLE_LENGTH] or program.title
        program.save(update_fields=["title"])
    return candidate


@action("version:publish", may=may_publish, about_result=True)
def publish(candidate: Candidate, *, now: datetime, by: Actor) -> ProgramVersion:
    """Publish a candidate as the program's next version; the same version again if it already is one."""
    # The numbers of one program are handed out one at a time.
    program = Program.objects.select_for_update().get(pk=candidate.program_id)
    found = program.versions.filter(document_id=candidate.document_id).first()
    if found is not None:
        return found
    last: int = program.versions.aggregate(last=Max("number"))["last"] or 0
    title = open_document(candidate.document_id).text("program.title")
    return ProgramVersion.objects.create(
        program=program,
        number=last + 1,
        document_id=candidate.document_id,
        title=title[:TITLE_LENGTH] or program.title,
        note=candidate.note,
        published_by_id=by.account_id,
        published_at=now,
    )


@action("version:distribute", may=may_distribute)
def distribute(placing: Placing, *, now: datetime, by: Actor) -> Distribution:
    """Make a version available to a unit. Returns the distribution that is in force."""
    # Two tabs that distribute the same version wait for each other here.
    ProgramVersion.objects.select_for_update().get(pk=placing.version.pk)
    return Distribution.objects.get_or_create(
        version=placing.version,
        unit=placing.unit,
        withdrawn_at=None,
        defaults={"distributed_by_id": by.account_id, "distributed_at": now},
    )[0]


@action("version:withdraw", may=may_withdraw)
def withdraw(distribution: Distribution, *, now: datetime, by: Actor) -> Distribution:
    """No new starts on the unit. Residents who have started go on as before."""
    if distribution.withdrawn_at is None:
        distribution.withdrawn_at = now
        distribution.withdrawn_by_id = by.account_id
        distribution.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return distribution
