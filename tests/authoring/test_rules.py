"""Every rule in time, from the editor's fields to the document and to a sentence."""

from dataclasses import replace

import pytest
from django.urls import reverse

from stegvis.authoring import queries
from stegvis.authoring.blocks.asking import ASKING, Asking
from stegvis.authoring.blocks.offers import (
    answer_offers,
    exercise_offers,
    module_offers,
    number_offers,
    score_offers,
)
from stegvis.authoring.freeze import compile_draft, findings
from stegvis.authoring.kinds import When
from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.catalogue import telling
from stegvis.program.document import (
    Condition,
    FlagRule,
    Measurement,
    Opening,
    PhaseRule,
    Reminder,
    canonical,
    digest,
    from_json,
    to_json,
)
from stegvis.program.findings import Code
from stegvis.program.kinds import (
    Comparison,
    ConditionKind,
    FlagWhen,
    MeasurementWhen,
    OpeningRule,
    Phase,
    PhaseWhen,
    ReminderWhen,
)
from tests.authoring.making import built, content, module
from tests.authoring.ruled import EXERCISE, PHQ, block, compiled, opened, planned


@pytest.fixture
def page(cast, tmp_path):
    modules = content()["modules"]
    first = module("Första", "at_start", EXERCISE)
    return built(cast.verkstaden, cast.disa, tmp_path, modules=[first, modules[1]])


CONDITIONS = [
    (
        block("score", score=f"{PHQ} total", comparison=">=", value=10.0),
        Condition(ConditionKind.SCORE, questionnaire=PHQ, score="total", value="10"),
    ),
    (
        block("score", score=f"{PHQ} total", comparison="<", value=2.5),
        Condition(ConditionKind.SCORE, questionnaire=PHQ, score="total", comparison=Comparison.BELOW, value="2.5"),
    ),
    (
        block("answer", answer=f"{PHQ} 9 LA6569-3", comparison="="),
        Condition(ConditionKind.ANSWER, questionnaire=PHQ, item="9", comparison=Comparison.EQUALS, value="LA6569-3"),
    ),
    (
        block("number", question="https://x.example/q timmar", comparison="<=", value=0.0),
        Condition(
            ConditionKind.ANSWER,
            questionnaire="https://x.example/q",
            item="timmar",
            comparison=Comparison.AT_MOST,
            value="0",
        ),
    ),
    (block("exercise", exercise="e1"), Condition(ConditionKind.EXERCISE_SENT, exercise="e1")),
    (block("module", module="m1"), Condition(ConditionKind.MODULE_DONE, module="m1")),
    (block("module"), Condition(ConditionKind.MODULE_DONE)),
    (block("since_start", days=5), Condition(ConditionKind.DAYS_AFTER_START, days=5)),
    (block("since_previous", days=6), Condition(ConditionKind.DAYS_AFTER_PREVIOUS_OPENED, days=6)),
]


def test_each_condition_reaches_the_document_and_is_read_back(page):
    raw = [{**raw, "id": f"c{place}"} for place, (raw, _condition) in enumerate(CONDITIONS)]
    wanted = tuple(condition for _raw, condition in CONDITIONS)
    assert opened(page, conditions=raw) == Opening(OpeningRule.WHEN_ALL, 0, wanted)
    document = compiled(page)
    assert from_json(to_json(document)) == document


def test_several_conditions_and_what_they_say(page):
    exercise = compiled(page).modules[0].steps[0].blocks[0].id
    opened(
        page,
        conditions=[
            block("score", score=f"{PHQ} total", comparison=">=", value=10.0),
            block("exercise", exercise=exercise),
        ],
    )
    document = compiled(page)
    assert telling.opening_words(document, document.modules[1]) == (
        "Öppnas när Summa PHQ-9 är minst 10 och övningen ”Tankelistan” är inskickad"
    )


def test_conditions_of_another_rule_are_left_behind(page):
    assert opened(page, rule="at_start", conditions=[block("since_start", days=5)]) == Opening(OpeningRule.AT_START)


PLANS = [
    ({"when": "at_start"}, {}),
    ({"when": "by_staff"}, {}),
    ({"when": "every"}, {"days": 9, "times": 9, "stop_after_missed": 9}),
    ({"when": "on_days", "on_days": "17, 3;3 10"}, {"on_days": (3, 10, 17), "stop_after_missed": 9}),
    ({"when": "weekdays", "weekdays": ["4", "1"]}, {"weekdays": (1, 4), "times": 9, "stop_after_missed": 9}),
    ({"when": "after_module_opened"}, {"days": 9, "module": True}),
    ({"when": "after_module_done"}, {"days": 9, "module": True}),
    ({"when": "before_module"}, {"module": True}),
    ({"when": "at_end", "days_after": 30}, {"days": 30}),
    ({"when": "at_end", "days_after": None}, {}),
    ({"when": "every", "within_days": 3}, {"days": 9, "times": 9, "stop_after_missed": 9, "within_days": 3}),
    ({"when": "at_start", "from_hour": 8, "to_hour": 20}, {"between_hours": (8, 20)}),
    ({"when": "at_start", "from_hour": 0}, {"between_hours": (0, 24)}),
    ({"when": "at_start", "to_hour": 12}, {"between_hours": (0, 12)}),
    ({"when": "by_staff", "within_days": 3, "from_hour": 8}, {}),
]


def test_each_way_to_plan_takes_its_own_fields_and_no_others(page):
    second = ModulePage.objects.child_of(page).get(title="Andra")
    for value, expected in PLANS:
        found = planned(page, before_module=second.pk, **value)
        want = {**expected, **({"module": str(second.module_uuid)} if expected.get("module") else {})}
        assert found == Measurement(found.id, found.questionnaire, MeasurementWhen(value["when"]), **want), value


def test_every_way_to_plan_can_be_chosen():
    assert set(When.values) == set(MeasurementWhen)


def test_a_series_stops_when_something_has_come_true(page):
    stop = [block("score", score=f"{PHQ} total", comparison="<=", value=4.0)]
    low = Condition(ConditionKind.SCORE, questionnaire=PHQ, score="total", comparison=Comparison.AT_MOST, value="4")
    assert planned(page, when="weekdays", stop=stop).stop == (low,)
    assert planned(page, when="at_end", stop=stop).stop == ()


def test_reminders_flags_phases_and_length(page):
    numbers = {"after_days": 2, "pause_days": 4, "most": 1}
    page.reminders = [block(kind, **numbers, text=" Hej. " if kind == "inactive" else "") for kind in ReminderWhen]
    page.flags = [block("module_done"), {**block("inactive", days=10), "id": "flag"}, block("ending_soon", days=7)]
    page.phases = [
        block("program_done", to="maintenance"),
        block("days_after_start", days=90, to="closed"),
        block("days_after_maintenance", days=180),
    ]
    page.length_days = 56
    page.save_revision()
    document = compiled(page)

    assert document.reminders == tuple(Reminder(f"id-{kind}", kind, 2, 4, 1) for kind in ReminderWhen)
    assert document.texts["sv"]["id-inactive.text"] == "Hej."
    assert "id-not_started.text" not in document.texts["sv"]
    assert document.flags == (
        FlagRule("id-module_done", FlagWhen.MODULE_DONE),
        FlagRule("flag", FlagWhen.INACTIVE, 10),
        FlagRule("id-ending_soon", FlagWhen.ENDING_SOON, 7),
    )
    assert document.phases == (
        PhaseRule("id-program_done", Phase.MAINTENANCE, PhaseWhen.PROGRAM_DONE),
        PhaseRule("id-days_after_start", Phase.CLOSED, PhaseWhen.DAYS_AFTER_START, 90),
        PhaseRule("id-days_after_maintenance", Phase.CLOSED, PhaseWhen.DAYS_AFTER_MAINTENANCE, 180),
    )
    assert document.settings.length_days == 56
    assert from_json(to_json(document)) == document


def test_a_draft_from_before_the_rules_keeps_its_digest(page):
    before = digest(compiled(page))
    revision = page.get_latest_revision()
    for name in ("reminders", "flags", "phases", "length_days"):
        revision.content.pop(name)
    revision.save()
    document = compiled(page)
    assert digest(document) == before
    said = canonical(document).decode()
    for name in ("conditions", "reminders", "flags", "phases", "length_days", "weekdays", "stop", "within_days"):
        assert f'"{name}"' not in said


def test_what_nobody_knows_is_left_out_and_never_crashes(page):
    page.save_revision()
    revision = page.get_latest_revision()
    strange = '[{"type": "rocket", "value": {"days": 3}, "id": "x"}, {"type": "inactive", "value": null, "id": "y"}]'
    revision.content |= {"reminders": strange, "flags": strange, "phases": strange}
    revision.save()
    document = compiled(page)
    assert [each.id for each in (*document.reminders, *document.flags, *document.phases)] == ["y", "y"]
    opening = opened(page, conditions=[block("rocket", days=3), block("score"), block("answer"), block("number")])
    assert [each.kind for each in opening.conditions] == ["score", "answer", "answer"]
    assert telling.opening_words(compiled(page), compiled(page).modules[1])


# --- What there is to choose among --------------------------------------------------------------


def test_what_is_offered_is_what_is_there(page):
    token = ASKING.set(Asking(page.pk))
    try:
        modules, exercises = module_offers(), exercise_offers()
        scores = {value: words for _name, choices in score_offers() for value, words in choices}
        answers = {value: words for _name, choices in answer_offers() for value, words in choices}
        numbers = {value for _name, choices in number_offers() for value, _words in choices}
    finally:
        ASKING.reset(token)
    assert [words for _id, words in modules] == ["Första", "Andra"]
    assert [(name, [words for _id, words in choices]) for name, choices in exercises] == [("Första", ["Tankelistan"])]
    assert scores[f"{PHQ} total"] == "Summa PHQ-9"
    assert answers[f"{PHQ} 9 LA6569-3"].endswith("Flera dagar (PHQ-9)")
    assert not numbers & set(answers)


def test_with_many_answers_only_those_of_the_programs_own_questionnaires_are_offered(page, monkeypatch):
    monkeypatch.setattr("stegvis.authoring.blocks.offers.MOST_ANSWERS", 10)
    token = ASKING.set(Asking(page.pk))
    try:
        named = [name for name, _choices in answer_offers()]
    finally:
        ASKING.reset(token)
    assert named == ["GAD-7", "PHQ-9"]


def test_a_page_that_nobody_edits_has_no_modules_to_offer(page):
    assert module_offers() == exercise_offers() == []


def test_what_is_offered_is_looked_up_once_for_each_request(page, django_assert_num_queries):
    token = ASKING.set(Asking(page.pk))
    try:
        exercise_offers(), score_offers()
        with django_assert_num_queries(0):
            for _condition in range(36):
                assert exercise_offers() and score_offers() and module_offers()
    finally:
        ASKING.reset(token)


# --- Copies and titles --------------------------------------------------------------------------


def copy_of(cast, page, title):
    form = {
        "new_title": title,
        "new_slug": "kopia",
        "new_parent_page": str(page.get_parent().pk),
        "copy_subpages": "on",
    }
    cast.client("disa").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    return ProgramPage.objects.get(slug="kopia")


def test_the_rules_follow_into_a_copy(cast, page):
    first, second = (ModulePage.objects.child_of(page).get(title=title) for title in ("Första", "Andra"))
    exercise = compiled(page).modules[0].steps[0].blocks[0].id
    opened(page, conditions=[block("exercise", exercise=exercise), block("module", module=str(first.module_uuid))])
    planned(page, when="after_module_done", before_module=second.pk)
    page.flags = [block("module_done")]
    page.save_revision()

    original, copy = compile_draft(page), compile_draft(copy_of(cast, page, "Sova igen"))

    assert replace(copy, program=original.program, texts=original.texts) == original
    assert not {Code.MODULE_UNKNOWN, Code.EXERCISE_UNKNOWN} & {place.finding.code for place in findings(page)}


def test_two_programs_with_the_same_title_are_told_apart_by_a_word_of_it(cast, page):
    copy = copy_of(cast, page, " SOVA")
    for title, twins in ((" SOVA", 1), ("Sova igen", 0)):
        copy.title = title
        copy.save_revision()
        assert queries.program(cast.disa, copy.program_uuid).twins == twins
        said = cast.client("disa").get(reverse("studio:program", args=[copy.program_uuid])).content.decode()
        assert ("Ett annat program på enheten heter likadant." in said) is bool(twins)


def test_what_is_wrong_with_a_rule_leads_to_the_rule(page):
    opened(page, rule="days_after_start", days=0)
    place = next(each for each in findings(page) if each.finding.code is Code.NUMBER_WRONG)
    assert place.edit_url == f"/redigera/pages/{page.pk}/edit/#panel-child-content-outline-section"
    assert place.where == "Andra"
