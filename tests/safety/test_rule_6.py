"""Rule 6, and for guided programs too: a danger rule has help for the resident, and help stays on later pages."""

from dataclasses import replace

import pytest

from stegvis.program.findings import Code, find, may_freeze
from stegvis.program.kinds import StartMode
from stegvis.questionnaires import engine
from tests import programs
from tests.safety.conftest import GATE, HELP

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


def test_crisis_help_is_one_click_away_on_every_page_of_the_program(ward):
    for page in (("resident:home",), ("resident:program", ward.course.pk), ("resident:about", ward.course.pk)):
        assert 'class="crisis-link"' in ward.page(*page)
