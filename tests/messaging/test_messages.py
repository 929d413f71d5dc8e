"""Messages: who may, once each, unread, drafts that are one's own."""

import pytest

from stegvis.access.doors import Refused
from stegvis.care.actions import set_phase
from stegvis.course.kinds import Phase
from stegvis.messaging import actions, queries
from stegvis.messaging.actions import CannotWrite
from tests import programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast))


def test_a_message_is_read_by_the_other_side(cast, enrolment):
    actions.write(enrolment, "Hej!", "k1", by=cast.rita)
    seen = queries.conversation(cast.tina, enrolment)
    assert [(line.body, line.author_name, line.mine) for line in seen.lines] == [("Hej!", "Rita Lund", False)]


def test_a_double_click_sends_once(cast, enrolment):
    first = actions.write(enrolment, "Hej!", "k1", by=cast.rita)
    second = actions.write(enrolment, "Hej!", "k1", by=cast.rita)
    assert first == second


def test_unread_until_read_and_waiting_until_answered(cast, enrolment):
    actions.write(enrolment, "Hej!", "k1", by=cast.rita)
    assert queries.unread(cast.tina, [enrolment]) == {enrolment.pk}
    assert queries.unread(cast.rita, [enrolment]) == set()
    queries.conversation(cast.tina, enrolment)
    assert queries.unread(cast.tina, [enrolment]) == set()
    assert len(queries.waiting(cast.tina)) == 1
    actions.write(enrolment, "Hej Rita!", "k2", by=cast.tina)
    assert queries.waiting(cast.tina) == []
    assert queries.unread(cast.rita, [enrolment]) == {enrolment.pk}


def test_a_draft_is_seen_by_its_writer_alone(cast, enrolment):
    actions.save_draft(enrolment, "Jag undrar", by=cast.rita)
    assert queries.conversation(cast.rita, enrolment).draft == "Jag undrar"
    assert queries.conversation(cast.tina, enrolment).draft == ""
    actions.write(enrolment, "Jag undrar en sak", "k1", by=cast.rita)
    assert queries.conversation(cast.rita, enrolment).draft == ""


@pytest.mark.parametrize("body", ["", "   ", "x" * 10_001])
def test_nothing_and_too_much_are_refused_with_a_sentence(cast, enrolment, body):
    with pytest.raises(CannotWrite):
        actions.write(enrolment, body, "k1", by=cast.rita)


@pytest.mark.parametrize("name", ["rune", "sven", "ove", "disa", "kaj", "data", "stat"])
def test_others_find_no_conversation(cast, enrolment, name):
    assert queries.conversation(cast.actor(name), enrolment) is None
    with pytest.raises(Refused):
        actions.write(enrolment, "Hej", "k1", by=cast.actor(name))


def test_a_program_with_messages_off_has_none(cast):
    version = programs.publish(cast, programs.a_document(messages=False))
    enrolment = programs.enrol(cast, version)
    assert queries.conversation(cast.rita, enrolment) is None
    with pytest.raises(Refused):
        actions.write(enrolment, "Hej", "k1", by=cast.tina)


def test_after_closing_it_can_be_read_and_not_written(cast, enrolment):
    actions.write(enrolment, "Hej!", "k1", by=cast.rita)
    set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    enrolment.refresh_from_db()
    assert queries.conversation(cast.rita, enrolment).lines
    with pytest.raises(Refused):
        actions.write(enrolment, "Hallå", "k2", by=cast.rita)
