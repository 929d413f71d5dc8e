"""An analysis made elsewhere, handed in as a PDF."""

import io
from datetime import date, datetime
from typing import BinaryIO

import pikepdf
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.authoring.preparing.papers import clean_pdf
from stegvis.authoring.preparing.ready import CannotUseFile
from stegvis.catalogue.models.documents import frozen_storage
from stegvis.governance.models import RiskAnalysis, RiskContribution, RiskPaper
from stegvis.governance.moving import tell
from stegvis.governance.risks.kinds import ContributionKind, Manner
from stegvis.governance.risks.policies import is_care, may_upload, may_write
from stegvis.governance.risks.state import state_for
from stegvis.governance.risks.tasks import after_change
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

MOST_BYTES = 20_000_000


class CannotUsePaper(Cannot):
    """The file or what was said of it cannot be taken."""


@action("riskanalysis:upload", may=may_upload)
def upload(
    analysis: RiskAnalysis, file: BinaryIO, name: str, *, made_by: str, made_on: date, now: datetime, by: Actor
) -> RiskPaper:
    """Hand in a paper instead of rows. It is cleaned of what could run, and bound to the candidate in hand.

    Rows that were written are kept, and come back when the paper is taken away. Raises CannotUsePaper.
    """
    if not made_by.strip():
        raise CannotUsePaper(_("Skriv vilka som har gjort analysen. Vårdpersonal på enheten ska vara med."))
    if made_on > local_day(now):
        raise CannotUsePaper(_("Analysen kan inte vara gjord en dag som inte har kommit än."))
    data, digest = _cleaned(file)
    before = state_for(analysis)
    paper = RiskPaper(
        analysis=analysis,
        digest=digest,
        name=name.strip()[:200] or "riskanalys.pdf",
        size=len(data),
        pages=_pages(data),
        made_by_words=made_by.strip()[:500],
        made_on=made_on,
        document_id=before.document,
        uploaded_by_id=by.account,
        uploaded_at=now,
    )
    path = f"riskpapers/{digest}.pdf"
    paper.file.name = path if frozen_storage().exists(path) else frozen_storage().save(path, ContentFile(data))
    paper.save()
    analysis.manner = Manner.UPLOADED
    analysis.save(update_fields=["manner"])
    _tell(analysis, ContributionKind.PAPER_ADDED, paper.name, now, by)
    after_change(analysis, before, now=now, by=by)
    return paper


@action("riskanalysis:drop_paper", may=may_write)
def drop_paper(analysis: RiskAnalysis, *, now: datetime, by: Actor) -> RiskAnalysis:
    """Write rows after all. The paper stays in the history."""
    if analysis.manner == Manner.WRITTEN:
        return analysis
    before = state_for(analysis)
    analysis.manner = Manner.WRITTEN
    analysis.save(update_fields=["manner"])
    _tell(analysis, ContributionKind.PAPER_REMOVED, before.paper.name if before.paper else "", now, by)
    after_change(analysis, before, now=now, by=by)
    return analysis


def _tell(analysis: RiskAnalysis, kind: ContributionKind, name: str, now: datetime, by: Actor) -> None:
    care = is_care(by, analysis.initiative)
    RiskContribution.objects.create(
        analysis=analysis, kind=kind, by_id=by.account, at=now, care=care, changes={"name": name}
    )
    tell(analysis.initiative, f"risks:{kind.value}", details={"name": name}, now=now, by=by)


def _cleaned(file: BinaryIO) -> tuple[bytes, str]:
    file.seek(0, io.SEEK_END)
    if file.tell() > MOST_BYTES:
        raise CannotUsePaper(_("Filen är för stor. Högst 20 MB får plats."))
    try:
        ready = clean_pdf(file)
    except CannotUseFile as cannot:
        raise CannotUsePaper(cannot.sentence) from cannot
    if ready.data is None:
        raise CannotUsePaper(_("Filen går inte att läsa som PDF."))
    return ready.data, ready.hash


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
