"""Rules 1, 2 and 4 when a record is put right: what was told of a wrong answer stands, and is no word on the right one."""

import pytest

from stegvis.care.actions import correcting, entering
from stegvis.course import actions
from stegvis.course.entering import Given
from stegvis.course.kinds import GivenBy
from stegvis.lib.clock import local_day
from tests.safety.conftest import GATE, Ward

pytestmark = pytest.mark.django_db
WRONG = "Svaren gäller någon annan."
MARKED = "Svaret markerades som fel"


def given(ward: Ward) -> Given:
    return Given(GivenBy.PAPER, local_day(ward.course.now()))


def entered(ward: Ward, ninth: int):
    made = entering.enter_answers(
        ward.enrolment, GATE, ward.answers(ninth), given(ward), checked=True, by=ward.cast.tina
    )
    ward.work()
    return made.response


def anew(ward: Ward, response, ninth: int):
    made = correcting.enter_anew(ward.enrolment, response, ward.answers(ninth), given(ward), WRONG, by=ward.cast.tina)
    ward.work()
    return made.response


def amended(ward: Ward, ninth: int):
    made = actions.amend(ward.course, GATE, ward.answers(ninth), by=ward.cast.rita)
    ward.work()
    return made.response


def marked(ward: Ward) -> list[bool]:
    """Of each danger flag, whether its page says that the answer was marked as wrong."""
    return [MARKED in ward.page("clinician:flag", flag.pk, who="tina") for flag in ward.flags]


@pytest.mark.parametrize("handled", [True, False])
def test_a_dangerous_answer_is_told_though_the_same_was_struck(ward, handled):
    """Somebody else's form had the same answer, and its flag was assessed as such: the resident's own is told to all."""
    first = entered(ward, 2)
    if handled:
        ward.handle(ward.flags[0], "Fel person. Inget att göra för Rita.")
    second = anew(ward, first, 2)
    old, new = ward.flags
    assert old.effect_key != new.effect_key and new.detail["value"] == old.detail["value"]
    assert (new.priority, new.unsent, new.state, new.own_first_until) == (True, False, "open", None)
    assert new.deadline_at and next(step.kind for step in new.steps.all()) == "raised" and new.steps.count() > 1
    # The worker again, and the same answer once more, tell nothing more.
    ward.later(minutes=30)
    assert len(ward.flags) == 2
    amended(ward, 2)
    assert len(ward.flags) == 2 and marked(ward) == [False, False]
    # Until what stood is itself judged to be wrong, and the answer is given again.
    for row in (second, ward.course.responses.get(amends=second)):
        correcting.strike(ward.enrolment, row, "", WRONG, by=ward.cast.tina)
    assert marked(ward) == [True, True]
    amended(ward, 2)
    assert len(ward.flags) == 3 and ward.flags[2].state == "open" and marked(ward) == [False] * 3


def test_what_a_resident_answers_again_in_place_of_what_is_struck_is_told(ward):
    ward.send(2)
    response = ward.course.responses.get()
    ward.handle(ward.flags[0], "Hon säger att hon kryssade fel.")
    correcting.strike(ward.enrolment, response, "9", "Kryssade fel.", by=ward.cast.tina)
    amended(ward, 0)
    assert len(ward.flags) == 1
    amended(ward, 2)
    assert [flag.state for flag in ward.flags] == ["handled", "open"] and ward.flags[1].own_first_until is None


def test_a_mark_that_was_taken_back_is_as_if_it_had_not_been(ward):
    """What waits is told already. What was assessed as somebody else's is told anew: it was the resident's after all."""
    ward.send(2)
    response = ward.course.responses.get()
    mark = correcting.strike(ward.enrolment, response, "", WRONG, by=ward.cast.tina)
    correcting.take_back(ward.enrolment, mark, "Det var hennes.", by=ward.cast.tina)
    amended(ward, 2)
    assert len(ward.flags) == 1 and marked(ward) == [False]
    ward.handle(ward.flags[0], "Fel person.")
    marks = [
        correcting.strike(ward.enrolment, row, "", WRONG, by=ward.cast.tina) for row in ward.course.responses.all()
    ]
    for number, each in enumerate(marks, start=1):
        correcting.take_back(ward.enrolment, each, "Det var hennes.", by=ward.cast.tina)
        ward.work()
        assert len(ward.flags) == 2, number
    assert (ward.flags[1].state, ward.flags[1].own_first_until, ward.flags[1].unsent) == ("open", None, False)


@pytest.mark.parametrize("strikes", [True, False])
def test_what_was_assessed_of_a_wrong_answer_is_no_assessment_of_the_next(ward, strikes):
    """Rule 4 lets the own therapist have it first where exactly this answer was assessed lately: not this one."""
    ward.send(2)
    ward.handle(ward.flags[0], "Fel person.")
    if strikes:
        correcting.strike(ward.enrolment, ward.course.responses.get(), "", WRONG, by=ward.cast.tina)
    ward.send(2, ward.ask_again())
    assert (ward.flags[1].own_first_until is None) is strikes


def test_a_flag_says_that_its_answer_was_marked_and_never_that_another_was(ward):
    # Entered wrongly without danger, then anew with: the danger stands.
    first = entered(ward, 0)
    second = anew(ward, first, 2)
    assert marked(ward) == [False]
    # Another answer beside it is wrong.
    correcting.strike(ward.enrolment, second, "3", "Fel rad.", by=ward.cast.tina)
    assert marked(ward) == [False]
    # The resident changes it, and what it was changed to is wrong: the first was never marked.
    third = amended(ward, 0)
    correcting.strike(ward.enrolment, third, "", WRONG, by=ward.cast.tina)
    assert marked(ward) == [False]
    # The dangerous one itself.
    correcting.strike(ward.enrolment, second, "9", "Det var grannens svar.", by=ward.cast.tina)
    assert marked(ward) == [True]
    assert "Det var grannens svar." in ward.page("clinician:flag", ward.flags[0].pk, who="tina")


def test_what_the_resident_began_is_not_what_staff_entered_wrongly(ward):
    """Never sent: the flag tells of the resident's own answer, whatever is struck of what staff entered after it."""
    ward.give(2)
    ward.later(minutes=11)
    correcting.strike(ward.enrolment, entered(ward, 2), "", WRONG, by=ward.cast.tina)
    assert [flag.unsent for flag in ward.flags] == [True] and marked(ward) == [False]
