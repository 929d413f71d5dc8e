"""Rule 6, and for guided programs too: a danger rule has help for the resident, and help stays on later pages."""

from dataclasses import replace

import pytest
from django.urls import reverse

from stegvis.lib.clock import utc_now
from stegvis.program.findings import Code, find, may_freeze
from stegvis.program.kinds import StartMode
from stegvis.questionnaires import engine
from stegvis.questionnaires.load import store
from tests import programs
from tests.safety.conftest import GATE, HELP, Ward

pytestmark = pytest.mark.django_db
STAYS = "Det finns någon att prata med, dygnet runt"


def with_help(document, text="Ring oss på 08-123 45 67."):
    """The same program where the ninth question's rule has help in its own words."""

    def helped(plain):
        own = {**plain["texts"]["sv"], "danger:self_harm:help": text}
        return {**plain, "texts": {**plain["texts"], "sv": own}} if plain.get("dangers") else plain

    return replace(document, questionnaires={key: helped(each) for key, each in document.questionnaires.items()})


def test_an_open_start_needs_help_for_each_danger_and_a_guided_one_does_not():
    guided = programs.a_document()
    opened = replace(guided, start_modes=(StartMode.GUIDED, StartMode.OPEN))
    assert Code.DANGER_WITHOUT_HELP not in {each.code for each in find(guided)}
    found = [each for each in find(opened) if each.code is Code.DANGER_WITHOUT_HELP]
    assert [each.params["rule"] for each in found] == ["self_harm"]
    assert not may_freeze(found)
    assert Code.DANGER_WITHOUT_HELP not in {each.code for each in find(with_help(opened))}


def test_help_in_the_rules_own_words_is_part_of_the_questionnaire():
    plain = next(each for each in with_help(programs.a_document()).questionnaires.values() if each.get("dangers"))
    definition = engine.parse(plain)
    assert definition.text(engine.danger_help_key("self_harm")) == "Ring oss på 08-123 45 67."
    assert engine.as_document(definition)["texts"] == plain["texts"]


def test_help_stays_in_the_form_when_the_answer_is_changed(ward):
    ward.give(2)
    ward.give(0)
    assert HELP in ward.page("resident:questionnaire", ward.course.pk, GATE)


def test_help_stays_on_the_thanks_page_when_another_answer_was_sent(ward):
    ward.give(2)
    ward.send(0)
    assert HELP in ward.page("resident:thanks", ward.course.pk, GATE)


def test_help_stays_on_the_pages_after_and_goes_when_a_day_has_passed(ward):
    assert STAYS not in ward.page("resident:program", ward.course.pk)
    ward.send(2)
    pages = [("resident:home",), ("resident:program", ward.course.pk)]
    assert [STAYS in ward.page(*each) for each in pages] == [True, True]
    ward.later(days=2)
    assert [STAYS in ward.page(*each) for each in pages] == [False, False]
    assert HELP in ward.page("resident:thanks", ward.course.pk, GATE)


def one_by_one(document):
    """The same program where PHQ-9 is put one question at a time, as a version of its own."""
    old = next(key for key, each in document.questionnaires.items() if each.get("dangers"))
    definition = engine.parse({**document.questionnaires[old], "version": "9.9", "layout": "one-by-one"})
    new = store(definition, now=utc_now()).row.digest
    return replace(
        document,
        questionnaires={**document.questionnaires, new: engine.as_document(definition)},
        measurements=tuple(replace(each, questionnaire=new) for each in document.measurements),
    )


def test_one_question_at_a_time_help_stays_on_every_page_and_where_all_is_looked_through(cast):
    ward = Ward(cast, programs.enrol(cast, programs.publish(cast, one_by_one(programs.a_document()))))
    address = reverse("resident:questionnaire", args=[ward.course.pk, GATE])
    rita = cast.client("rita")
    assert HELP not in rita.get(address, {"fraga": "2"}).content.decode()
    ward.give(2)
    for where in ("1", "5", "9", "svar"):
        assert HELP in rita.get(address, {"fraga": where}).content.decode(), where


def test_crisis_help_is_one_click_away_on_every_page_of_the_program(ward):
    for page in (("resident:home",), ("resident:program", ward.course.pk), ("resident:about", ward.course.pk)):
        assert 'class="crisis-link"' in ward.page(*page)
