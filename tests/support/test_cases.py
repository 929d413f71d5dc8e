"""A case from the one who sends it to the answer: who may, what is refused, what is told."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.access.actor import Actor
from stegvis.access.doors import Refused
from stegvis.access.kinds import Role
from stegvis.notifications.models import Notice, StaffNotice
from stegvis.support import aggregates, schedule
from stegvis.support.actions import handling, sending
from stegvis.support.actions.handling import CannotHandle
from stegvis.support.actions.sending import CannotSend, Sent, code_of, shown_code
from stegvis.support.kinds import AnswerBy, CaseKind, CaseState, working_days_after
from stegvis.support.models import Case
from stegvis.support.queries import cases, wishes_of
from tests import programs
from tests.cast import RITA, grant

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOURCES = (("session", "s1"), ("address", "192.0.2.7"))


def sent(**more):
    given = {
        "kind": CaseKind.QUESTION,
        "subject": "Filmen startar inte",
        "text": "Den står still.",
        "once": uuid4().hex,
    }
    return Sent(**(given | more))


def send(cast, who="tina", now=NOW, **more):
    by = Actor.nobody() if who == "nobody" else cast.actor(who)
    return sending.send(cast.ett, sent(**more), now=now, by=by)


def stored(pk):
    return Case.objects.without_asking_who_because("a test looks").get(pk=pk)


def test_staff_residents_and_those_before_sign_in_send(cast):
    rows = [send(cast, who, sources=SOURCES) for who in ("tina", "rita", "nobody", "emil", "disa", "kaj")]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row.sender_kind for row in rows[:3]] == ["staff", "resident", "visitor"]
    assert rows[0].quarter == "2026-K1" and rows[0].due_on == date(2026, 3, 9)


def test_the_same_form_sent_twice_is_one_case(cast):
    once = uuid4().hex
    assert send(cast, once=once).pk == send(cast, once=once).pk
    assert Case.objects.without_asking_who_because("a test looks").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("subject", " ", "subject"),
        ("text", "", "text"),
        ("text", "x" * 4001, "text"),
        ("text", f"Det gäller {RITA[:8]}-{RITA[8:]}", "text"),
        ("subject", RITA, "subject"),
    ],
)
def test_what_is_not_kept_says_where_and_why(cast, field, value, where):
    with pytest.raises(CannotSend) as error:
        send(cast, **{field: value})
    assert error.value.field == where and error.value.sentence
    assert not Case.objects.without_asking_who_because("a test looks").exists()


def test_a_visitor_is_slowed_down_and_others_are_not(cast):
    for _each in range(5):
        send(cast, "nobody", sources=SOURCES)
    with pytest.raises(CannotSend, match="Vänta en timme"):
        send(cast, "nobody", sources=SOURCES)
    send(cast, "nobody", sources=(("session", "s2"), ("address", "192.0.2.7")))
    send(cast, "tina")
    send(cast, "nobody", sources=SOURCES, now=NOW + timedelta(hours=2))


def test_the_code_opens_the_case_and_guessing_is_slow(cast):
    case = send(cast, "nobody", sources=SOURCES, answer_by=AnswerBy.CODE)
    code = shown_code(code_of(case))
    assert len(code) == 14 and code_of(case) not in str(vars(stored(case.pk)))
    assert sending.find(code.lower(), sources=SOURCES, now=NOW) == case
    for number in range(9):
        with pytest.raises(CannotSend, match="Vi hittar inget"):
            sending.find(f"AAAA-BBBB-CC{number}D", sources=SOURCES, now=NOW)
    with pytest.raises(CannotSend, match="Vänta en timme"):
        sending.find(code, sources=SOURCES, now=NOW)


def test_a_case_of_one_who_was_signed_in_has_no_code(cast):
    case = send(cast, "rita")
    with pytest.raises(CannotSend):
        sending.find(code_of(case), sources=SOURCES, now=NOW)


def test_the_sender_and_the_own_team_see_it_and_nobody_else(cast):
    case = send(cast, "rita")
    assert cases.own_case(cast.actor("rita"), case.pk) == case
    assert cases.case(cast.actor("kaj"), case.pk) == case
    for other in ("rune", "tina", "berit", "emil", "disa"):
        assert cases.own_case(cast.actor(other), case.pk) is None and cases.case(cast.actor(other), case.pk) is None
    assert cases.case(cast.actor("klas"), case.pk) is None
    with pytest.raises(Refused):
        handling.answer(case, "Hej", "1", now=NOW, by=cast.actor("klas"))
    with pytest.raises(Refused):
        handling.answer(case, "Hej", "1", now=NOW, by=cast.actor("tina"))


def test_a_support_handler_works_with_cases_and_nothing_else(cast):
    grant(cast.accounts["emil"], Role.SUPPORT, provider=cast.ett)
    emil = cast.actor("emil")
    assert emil.can("case:handle") and not emil.can("version:publish") and not emil.can("region:read")
    case = send(cast, "rita")
    handling.give(case, emil.account, case.version_no, now=NOW, by=cast.actor("kaj"))
    assert [row.pk for row in cases.queue(emil, cases.Wanted(owner="mine"))] == [case.pk]


def test_an_answer_is_read_by_the_sender_and_a_note_is_not(cast):
    case, kaj, rita = send(cast, "rita"), cast.actor("kaj"), cast.actor("rita")
    handling.note(case, "Fråga IT", "n1", now=NOW, by=kaj)
    handling.answer(case, "Prova att ladda om sidan.", "a1", now=NOW, by=kaj)
    handling.answer(case, "Prova att ladda om sidan.", "a1", now=NOW, by=kaj)
    read = [each.entry.text for each in cases.conversation(case, rita)]
    assert read == ["Den står still.", "Prova att ladda om sidan."]
    assert "Fråga IT" in [each.entry.text for each in cases.conversation(case, kaj)]
    assert cases.unread(rita) == 1
    sending.note_read(case, by=rita)
    assert cases.unread(rita) == 0
    notice = Notice.objects.without_asking_who_because("a test looks").get()
    assert notice.person_id == cast.rita_person.pk and str(case.pk) in notice.key


def test_an_answered_case_is_taken_up_anew_when_the_sender_writes(cast):
    case, kaj = send(cast, "rita"), cast.actor("kaj")
    handling.answer(case, "Klart", "a1", now=NOW, by=kaj)
    handling.close(case, "Klart", now=NOW, by=kaj)
    later = NOW + timedelta(days=3)
    sending.add(case, "Det hände igen", "m1", now=later, by=cast.actor("rita"))
    case = stored(case.pk)
    assert case.state == CaseState.ONGOING and case.due_on > later.date()


def test_two_in_the_team_do_not_overwrite_each_other(cast):
    case, kaj = send(cast, "rita"), cast.actor("kaj")
    seen = case.version_no
    handling.sort(case, CaseKind.DEVIATION, None, seen, now=NOW, by=kaj)
    with pytest.raises(CannotHandle, match="Någon annan"):
        handling.give(case, kaj.account, seen, now=NOW, by=kaj)
    assert stored(case.pk).owner_id is None


def test_who_wants_no_answer_gets_none(cast):
    case = send(cast, "nobody", answer_by=AnswerBy.NONE, sources=SOURCES)
    with pytest.raises(Refused, match="inte lämnat"):
        handling.answer(case, "Hej", "1", now=NOW, by=cast.actor("kaj"))


def test_what_is_due_is_told_once(cast):
    case = send(cast, "rita")
    assert schedule.remind_of_cases(now=NOW) == 0
    due = NOW + timedelta(days=8)
    assert schedule.remind_of_cases(now=due) == 1 and schedule.remind_of_cases(now=due) == 0
    assert StaffNotice.objects.filter(key__startswith="support:due").count() == 1
    handling.answer(case, "Hej", "1", now=due, by=cast.actor("kaj"))
    send(cast, "tina", now=NOW)
    assert schedule.remind_of_cases(now=due + timedelta(days=1)) == 1


def test_how_a_visitor_is_reached_is_forgotten(cast):
    case = send(cast, "nobody", answer_by=AnswerBy.EMAIL, answer_to="a@example.se", sources=SOURCES)
    handling.close(case, "Klart", now=NOW, by=cast.actor("kaj"))
    assert schedule.forget_contacts(now=NOW + timedelta(days=89)) == 0
    assert stored(case.pk).answer_to == "a@example.se"
    assert schedule.forget_contacts(now=NOW + timedelta(days=91)) == 1
    assert stored(case.pk).answer_to is None


def test_wishes_and_deviations_are_collected_for_the_owner(cast):
    version = programs.publish(cast)
    program = version.program
    wish = send(cast, "rita", kind=CaseKind.WISH, program_id=program.pk)
    send(cast, "tina", kind=CaseKind.DEVIATION, program_id=program.pk)
    send(cast, "tina", kind=CaseKind.QUESTION, program_id=program.pk)
    send(cast, "tina", kind=CaseKind.WISH)
    disa = cast.actor("disa")
    assert {row.kind for row in wishes_of(disa, program)} == {"wish", "deviation"}
    assert wishes_of(cast.actor("dora"), program) == [] and wishes_of(cast.actor("rita"), program) == []
    row = next(each for each in aggregates.by_quarter(cast.actor("kaj")) if each.program_id == program.pk)
    assert (row.question, row.wish, row.deviation, row.open) == (1, 1, 1, 3)
    handling.collected_into(wish, "change:7", now=NOW, by=disa)
    with pytest.raises(Refused, match="redan"):
        handling.collected_into(wish, "change:8", now=NOW, by=disa)
    with pytest.raises(Refused):
        handling.collected_into(send(cast, "rita"), "change:9", now=NOW, by=cast.actor("dora"))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 40))
def test_working_days(day, count):
    end = working_days_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(each.weekday() < 5 for each in between) == count
