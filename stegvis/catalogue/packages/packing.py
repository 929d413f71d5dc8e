"""Writing a published version as a package."""

import io
import json
import zipfile
from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.verdict import Verdict
from stegvis.audit.kinds import Activity
from stegvis.catalogue.kinds import CROSSES_THE_BORDER
from stegvis.catalogue.models import CatalogueEntry, FrozenMedia, ProgramVersion, frozen_storage
from stegvis.catalogue.policies import is_publisher

FORMAT = 1
HEAD, DOCUMENT, MEDIA = "stegvis.json", "document.json", "media/"
# The same program gives the same bytes: a zip file otherwise holds the time it was made.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def may_pack(actor: Actor, version: ProgramVersion) -> Verdict:
    """The coordinator of the provider that owns it, or its publisher; never what may not cross the border.

    A program that is in-house under the medical device regulation stays with its provider, and an undecided one is
    not handed out at all (safety rule 9).
    """
    program = version.program
    if actor.hat.provider_id != str(program.publisher_unit.provider_id):
        return Verdict.not_found()
    if not actor.can("version:distribute") and not is_publisher(actor, program):
        return Verdict.not_found()
    entry = CatalogueEntry.objects.filter(program=program).first()
    if entry is None or entry.regulatory not in CROSSES_THE_BORDER:
        return Verdict.no(_("Programmet får inte lämna er: det är egentillverkat, eller så är statusen inte avgjord."))
    return Verdict.yes()


@action("version:pack", may=may_pack, activity=Activity.READ)
def pack(version: ProgramVersion, *, by: Actor) -> bytes:
    """The version as a zip file: head, document, files by their hashes. Logged as a read."""
    kept = FrozenMedia.objects.filter(uses__document_id=version.document_id).order_by("hash")
    head = {
        "format": FORMAT,
        "origin": version.program.publisher_unit.provider.name,
        "title": version.title,
        "version": version.number,
        "document": version.document_id,
        "media": {row.hash: row.mime for row in kept},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        _add(file, HEAD, json.dumps(head, ensure_ascii=False, indent=1, sort_keys=True).encode())
        _add(file, DOCUMENT, bytes(version.document.content))
        for row in kept:
            with frozen_storage().open(str(row.file.name)) as opened:
                _add(file, MEDIA + row.hash, opened.read())
    return out.getvalue()


def _add(file: zipfile.ZipFile, name: str, data: Any) -> None:
    file.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
