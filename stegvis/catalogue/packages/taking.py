"""Keeping what a package held: its files and document in the vault, its questionnaires in the library."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import PublisherUnit
from stegvis.access.verdict import Verdict
from stegvis.catalogue.actions.publishing import TITLE_LENGTH, add_program
from stegvis.catalogue.freezing import keep_document, keep_media
from stegvis.catalogue.models import Candidate, Program
from stegvis.catalogue.packages.reading import Package
from stegvis.lib.errors import Cannot
from stegvis.program.document import Document
from stegvis.questionnaires.engine import CannotParse, parse
from stegvis.questionnaires.load import CannotLoad, store


class CannotTake(Cannot):
    """The program is another provider's here, or a questionnaire in it clashes with one that is here already."""


def may_take(actor: Actor, publisher_unit: PublisherUnit) -> Verdict:
    """The coordinator, to a publisher unit of the own provider that can publish."""
    if actor.hat.provider_id != str(publisher_unit.provider_id) or not actor.can("process:configure"):
        return Verdict.not_found()
    if publisher_unit.training:
        return Verdict.no(_("En övningsenhet kan inte ta över program. Välj en annan utgivarenhet."))
    return Verdict.yes()


def keep_package(package: Package, *, now: datetime) -> str:
    """Put files and document in the vault; gives the document's hash. Nothing points to them until `take_over`."""
    for mime, data in package.media.values():
        keep_media(data, mime, now=now)
    return keep_document(package.document, now=now).hash


@action("package:take_over", may=may_take, about_result=True)
def take_over(
    publisher_unit: PublisherUnit, document: Document, document_hash: str, note: str, *, now: datetime, by: Actor
) -> Candidate:
    """The program becomes the unit's, with this document as a candidate to verify. Twice gives the first.

    Nobody here has contributed to the content, so nobody is kept from verifying it. Raises CannotTake.
    """
    program_id = UUID(document.program)
    known = Program.objects.filter(pk=program_id).select_related("publisher_unit").first()
    if known is not None and known.publisher_unit_id != publisher_unit.pk:
        raise CannotTake(
            _("Programmet finns redan här, hos en annan utgivare. Be om tillgång till det i katalogen i stället.")
        )
    _keep_questionnaires(document.questionnaires, now)
    title = document.text("program.title")
    program = known or add_program(publisher_unit, program_id, title, now)
    candidate, _made = Candidate.objects.get_or_create(
        program=program,
        document_id=document_hash,
        defaults={"note": note[:TITLE_LENGTH], "frozen_by_id": by.account_id, "frozen_at": now},
    )
    return candidate


def _keep_questionnaires(found: Mapping[str, Mapping[str, Any]], now: datetime) -> None:
    for raw in found.values():
        try:
            store(parse(dict(raw)), now=now)
        except (CannotParse, CannotLoad) as error:
            raise CannotTake(
                _(
                    "Ett formulär i paketet går inte att ta in. Ett annat med samma nummer finns redan, eller så räknar det fel."
                )
            ) from error
