"""A program's page with rules, and what its document says of them."""

from wagtail.models import Collection

from stegvis.authoring.compiling import compile_drafts, drafts_of

PHQ = "https://stegvis.example/questionnaire/phq-9"
EXERCISE = {"type": "exercise", "value": {"form": "text", "title": "Tankelistan", "instruction": "<p>Skriv.</p>"}}


def compiled(page):
    return compile_drafts(*drafts_of(page), Collection.get_first_root_node())


def block(kind, **value):
    return {"type": kind, "id": f"id-{kind}", "value": value or None}


def planned(page, **value):
    """The document's measurement when the editor's fields say this, everything else filled with what is no use."""
    raw = {"questionnaire": "phq-9", "window_days": 7, "days": 9, "times": 9, "on_days": "1", "weekdays": ["2"]}
    page.measurements = [block("measurement", **{**raw, "days_after": 9, "stop_after_missed": 9, **value})]
    page.save_revision()
    return compiled(page).measurements[0]


def opened(page, **value):
    outline = page.outline.get_prep_value()
    outline[1]["value"] |= {"rule": "when_all", **value}
    page.outline = outline
    page.save_revision()
    return compiled(page).modules[1].opening
