"""What support keeps, with something of each provider's own."""

import io
from datetime import timedelta
from typing import Any

import pikepdf
from django.utils import timezone

from stegvis.lib.clock import utc_now
from stegvis.support.actions import bulletins, documents, training
from stegvis.support.actions.sending import Sent, send
from stegvis.support.kinds import CaseKind, DocumentKind, Way
from tests.support.making import content


def lay_support(world: Any) -> None:
    """A case from a resident of each provider, and what each keeps for its staff."""
    cast, now = world.cast, utc_now()
    for provider, who, keeper in (("ett", "rita", "kaj"), ("tva", "ragnar", "klas")):
        place, by = cast.places[provider], cast.actor(keeper)
        sent = Sent(CaseKind.WISH, f"Ärende från {who}", "Större text.", once=f"matrix-{who}")
        world.kept["case", who] = send(place, sent, now=now, by=cast.actor(who))
        words = documents.Written(f"Dokument av {provider}", "", "## Hej\n- punkt", DocumentKind.GUIDE, "sv", "", None)
        upload = documents.read_upload(a_pdf(), "mall.pdf", 100)
        row = documents.create(place, words, upload, now=now, by=by)
        documents.publish(row, 1, now=now, by=by)
        world.kept["document", provider] = row
        made = training.create(place, content(f"Utbildning av {provider}", way=Way.BOTH), now=now, by=by)
        training.publish(made, 1, now=now, by=by)
        world.kept["training", provider] = made
        at = now + timedelta(days=9)
        world.kept["date", provider] = training.make_date(made, at, "Sal 1", by.account, 0, now=now, by=by)
        today = timezone.localdate(now)
        word = bulletins.Word(f"Anslag av {provider}", "Text.", f"matrix-{provider}", today)
        world.kept["bulletin", provider] = bulletins.write(place, word, now=now, by=by)


def a_pdf() -> io.BytesIO:
    """A page with nothing on it."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    out.seek(0)
    return out
