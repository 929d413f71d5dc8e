"""Rules as the editor's form sends them: saved as they were set, or refused in words."""

from uuid import uuid4

import pytest
from django.urls import reverse

from stegvis.authoring.freeze import compile_draft
from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.program.document import (
    Condition,
)
from stegvis.program.kinds import (
    ConditionKind,
    MeasurementWhen,
)
from tests.authoring.making import built, content, form_of, module
from tests.authoring.ruled import EXERCISE, PHQ, compiled


@pytest.fixture
def page(cast, tmp_path):
    modules = content()["modules"]
    first = module("Första", "at_start", EXERCISE)
    return built(cast.verkstaden, cast.disa, tmp_path, modules=[first, modules[1]])


def post(cast, page, **fields):
    return cast.client("disa").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **fields))


def one(stream, kind, **fields):
    named = {f"{stream}-0-value-{name}": value for name, value in fields.items()}
    return {f"{stream}-count": "1", f"{stream}-0-deleted": "", f"{stream}-0-order": "0", f"{stream}-0-type": kind,
            f"{stream}-0-id": "", **named}  # fmt: skip


def condition(kind, **fields):
    inner = one("outline-0-value-conditions", kind, **fields)
    return {**inner, "outline-0-value-conditions-count": "1"}


def test_a_rule_is_saved_as_it_was_set(cast, page):
    first = ModulePage.objects.child_of(page).get(title="Första")
    exercise = compiled(page).modules[0].steps[0].blocks[0].id
    fields = one("outline", "module", module=str(first.pk), rule="when_all", days="")
    answer = post(cast, page, **fields, **condition("exercise", exercise=exercise))
    assert answer.status_code == 302
    opening = compile_draft(page).modules[0].opening
    assert opening.conditions == (Condition(ConditionKind.EXERCISE_SENT, exercise=exercise),)


REFUSED = [
    ("exercise", {"exercise": str(uuid4())}),
    ("module", {"module": str(uuid4())}),
    ("score", {"score": f"{PHQ} hemlig", "comparison": ">=", "value": "1"}),
    ("score", {"score": f"{PHQ} total", "comparison": "drop table", "value": "1"}),
    ("score", {"score": f"{PHQ} total", "comparison": ">=", "value": "nan"}),
    ("score", {"score": f"{PHQ} total", "comparison": ">=", "value": "1e9"}),
    ("answer", {"answer": f"{PHQ} 9 <script>", "comparison": "="}),
    ("since_start", {"days": "-1"}),
    ("since_start", {"days": "99999999999999999999"}),
]


def test_what_is_not_offered_is_refused(cast, page):
    first = ModulePage.objects.child_of(page).get(title="Första")
    outline = one("outline", "module", module=str(first.pk), rule="when_all", days="")
    for kind, fields in REFUSED:
        assert post(cast, page, **outline, **condition(kind, **fields)).status_code == 200, fields
    assert compile_draft(page).modules[0].opening.conditions == ()


MEASURED = {
    "questionnaire": "phq-9", "when": "on_days", "days": "", "on_days": "3, 10", "times": "", "before_module": "",
    "days_after": "", "window_days": "7", "within_days": "", "from_hour": "", "to_hour": "", "stop-count": "0",
    "stop_after_missed": "",
}  # fmt: skip


def test_a_measurement_is_saved_as_it_was_set(cast, page):
    answer = post(cast, page, **one("measurements", "measurement", **MEASURED, weekdays=["1", "5"]))
    assert answer.status_code == 302
    found = compile_draft(page).measurements[0]
    assert (found.when, found.on_days) == (MeasurementWhen.ON_DAYS, (3, 10))
    raw = ProgramPage.objects.get(pk=page.pk).get_latest_revision_as_object().measurements.get_prep_value()
    assert raw[0]["value"]["weekdays"] == ["1", "5"]


WRONG = [
    {"on_days": "i morgon"},
    {"on_days": "3," * 200},
    {"weekdays": ["8"]},
    {"when": "when_all"},
    {"within_days": "1000"},
    {"from_hour": "24"},
    {"to_hour": "25"},
    {"stop_after_missed": "-1"},
    {"days_after": "1.5"},
]


def test_a_measurement_that_cannot_be_is_refused(cast, page):
    before = compile_draft(page).measurements
    for wrong in WRONG:
        fields = one("measurements", "measurement", **{**MEASURED, **wrong})
        assert post(cast, page, **fields).status_code == 200, wrong
    assert compile_draft(page).measurements == before


OUT_OF_RANGE = [
    ("reminders", "not_started", {"after_days": "0", "pause_days": "3", "most": "2", "text": ""}),
    ("reminders", "not_started", {"after_days": "3", "pause_days": "3", "most": "11", "text": ""}),
    ("reminders", "not_started", {"after_days": "3", "pause_days": "3", "most": "2", "text": "x" * 501}),
    ("flags", "inactive", {"days": "-5"}),
    ("phases", "program_done", {"to": "left"}),
    ("phases", "days_after_start", {"to": "closed", "days": "0"}),
]


def test_reminders_flags_phases_and_length_out_of_range_are_refused(cast, page):
    for stream, kind, fields in OUT_OF_RANGE:
        assert post(cast, page, **one(stream, kind, **fields)).status_code == 200, fields
    for days, status in (("0", 200), ("1101", 200), ("84", 302), ("", 302)):
        assert post(cast, page, length_days=days).status_code == status, days


def test_a_form_that_lacks_its_fields_is_refused_in_words(cast, page):
    whole = form_of(page)
    whole.pop("reminders-count")
    answer = cast.client("disa").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), whole)
    assert answer.status_code == 400
    assert "Ladda om sidan" in answer.content.decode()
