"""Small programs, pictures and sounds for the tests of the studio."""

import io
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from stegvis.authoring.building import build_program
from stegvis.authoring.models import AuthoredImage, ProgramPage
from stegvis.authoring.projection import ensure_unit_page
from stegvis.lib.clock import utc_now
from stegvis.questionnaires.load import load_shipped

STREAMS = ("outline", "measurements", "reminders", "flags", "phases", "dangers", "scores")


def picture(colour: str = "teal", kind: str = "PNG", width: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 20), colour).save(out, kind)
    return out.getvalue()


def upload(publisher_unit: Any, name: str = "bild.png", **fields: Any) -> AuthoredImage:
    collection = ensure_unit_page(publisher_unit).collection
    row = AuthoredImage(title=name, file=ContentFile(picture(), name=name), collection=collection, **fields)
    row.save()
    return row


def content(**changes: Any) -> dict[str, Any]:
    """Two modules; the second has a picture and a questionnaire."""
    whole = {
        "slug": "sova",
        "title": "Sova",
        "lead": "<p>Kort om programmet.</p>",
        "welcome": "<p>Välkommen hit.</p>",
        "kind": "support",
        "start_modes": ["guided"],
        "language": "sv",
        "messages": True,
        "results": "sentence",
        "intended_purpose": "Stöd för den som sover illa.",
        "modules": [
            module("Första", "at_start", {"type": "text", "value": {"body": "<p>Ett steg.</p>"}}),
            module(
                "Andra",
                "by_staff",
                {"type": "image", "value": {"image": "bild.png", "alt": "En fyr", "decorative": False, "caption": ""}},
                {"type": "questionnaire", "value": {"questionnaire": "phq-9"}},
                {"type": "diary", "value": {"questionnaire": "gad-7", "per": "any"}},
                {"type": "accordion", "value": {"items": [{"title": "Mer", "body": "<p>Att läsa.</p>"}]}},
            ),
        ],
        "measurements": [
            {"questionnaire": "gad-7", "when": "before_module", "gate": True, "window_days": 5, "module": 1}
        ],
    }
    return {**whole, **changes}


def module(title: str, rule: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    step = {"title": "Steg", "blocks": list(blocks)}
    return {
        "title": title,
        "opening": {"rule": rule},
        "sections": [{"title": "Avsnitt", "hideable": True, "steps": [step]}],
    }


def built(publisher_unit: Any, by: Any, folder: Path, **changes: Any) -> ProgramPage:
    """A program that lacks nothing."""
    load_shipped(now=utc_now())
    (folder / "bild.png").write_bytes(picture())
    return build_program(publisher_unit, content(**changes), by, media=folder)


def form_of(page: ProgramPage, **changes: Any) -> dict[str, Any]:
    """The fields of the edit form that matter, with empty streams and comments."""
    plain = {"title": page.title, "kind": "support", "guided": "on", "program_language": "sv", "results": "none"}
    plain["unsent_after"] = "10"
    streams = {f"{name}-count": "0" for name in STREAMS}
    comments = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    empty = '{"blocks":[{"key":"a","text":"","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'
    return {**plain, **streams, **comments, "lead": empty, "welcome": empty, "intended_purpose": "", **changes}
