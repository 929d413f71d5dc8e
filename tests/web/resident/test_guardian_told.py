"""What a guardian is told, whom staff write to, and what changes while somebody is signed in (safety rules 10, 13, 16)."""

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from stegvis.access import settings
from stegvis.access.acting import standing
from stegvis.access.models import EarlierNumber, Guardian, Helper
from stegvis.care.persons import actions as persons
from stegvis.care.persons.policies import Ending
from stegvis.course import actions as course
from stegvis.course import worlds
from stegvis.course.models import Course, Fact, World
from stegvis.course.schedule import settle_due
from stegvis.lib.clock import local_day, utc_now
from stegvis.messaging import actions as messaging
from stegvis.messaging import queries
from stegvis.messaging.models import Message
from stegvis.notifications.kinds import NoticeState, WhyKept
from stegvis.notifications.models import Notice
from stegvis.notifications.schedule.rules import Rules
from tests import programs
from tests.cast import REBECKA
from tests.notifications.telling import Remembering, choose, round_at
from tests.programs import a_document, enrol, publish
from tests.web.resident.test_acting import as_guardian, family, note  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
WHY = "the test looks at everything"


def told(person):
    """What stands for somebody that counts: about what, in order."""
    rows = Notice.objects.without_asking_who_because(WHY).filter(person=person, gone_at__isnull=True)
    return [row.about for row in rows.order_by("due_at", "pk")]


def rows_of(person):
    return Notice.objects.without_asking_who_because(WHY).filter(person=person)


def rebecka_of(cast):
    return cast.accounts["rebecka"].person


def test_a_guardian_is_told_where_the_childs_program_runs(cast, family, monkeypatch):  # noqa: F811
    way, person = Remembering().instead_of(monkeypatch), rebecka_of(cast)
    child = family.course.person
    note(cast, family)
    own = cast.client("maja").get(reverse("resident:helpers")).content.decode()
    assert "Rebecka Lund" in own and "hos Region Ett till och med den 13 februari 2036" in own
    assert told(person) == ["begun"], "noted after the start: that there is something is told once"
    note(cast, family)
    assert told(person) == ["begun"]
    # What the child is told of, the guardian is; another provider's program of the same child is not the guardian's.
    messaging.write(family, "Hej!", "a", by=cast.tina)
    assert told(person) == ["begun", "message"] and "message" in told(child)
    walks = Course.objects.without_asking_who_because(WHY).filter(pk=family.course_id)
    walks.update(provider=cast.tva)
    messaging.write(family, "Hos en annan", "a2", by=cast.tina)
    assert told(person) == ["begun", "message"] and told(child).count("message") == 2
    walks.update(provider=cast.ett)

    assert Rules().of_person(person.pk) == settings.values(provider_id=cast.ett.pk), (
        "under the name of where it was noted"
    )
    assert {row.person_id for row in Notice.of_courses([family.course_id])} == {child.pk}, "in the child's own extract"

    # By the guardian's own channel, and in the guardian's own quiet hours; neutral to the last byte.
    choice = choose(person)
    choice.quiet_from = choice.quiet_until = time(0, 0)
    choice.save()
    later = utc_now() + timedelta(minutes=11)
    round_at(later)
    assert len(way.calls) == 1
    words = str(way.calls[0])
    for secret in ("Maja", "Lund", family.course.title, "Norra", "Region Ett", "vårdnad", "ombud", "barn"):
        assert secret not in words

    # Read by the guardian, and by nobody in the child's place.
    [actor] = standing.actors(cast.accounts["rebecka"], local_day(utc_now()))
    messaging.mark_read(family, by=actor)
    assert told(person) == ["begun"] and "message" in told(child)
    messaging.mark_read(family, by=cast.actor("maja"))
    assert "message" not in told(child)

    # What waits when the relation ends is not sent, whoever ended it; nor what was put before a birthday.
    messaging.write(family, "Igen", "b", by=cast.tina)
    row = Guardian.objects.get()
    born = row.born
    Guardian.objects.update(born=date(2000, 1, 1))
    round_at(later + timedelta(minutes=30))
    assert len(way.calls) == 1
    late = rows_of(person).filter(about="message").order_by("pk").last()
    assert (late.state, late.why_kept) == (NoticeState.KEPT, WhyKept.GONE)
    messaging.write(family, "Efter födelsedagen", "c", by=cast.tina)
    assert rows_of(person).filter(about="message").count() == 2
    Guardian.objects.update(born=born)
    messaging.write(family, "Före slutet", "d", by=cast.tina)
    assert told(person)[-1] == "message"
    persons.end_guardian(Ending(family, row), "Vårdnaden har flyttats.", now=utc_now(), by=cast.tina)
    assert told(person) == []
    round_at(later + timedelta(hours=1))
    assert len(way.calls) == 1


def test_what_the_worker_finds_is_told_and_taken_back_for_both(cast, family):  # noqa: F811
    note(cast, family)
    [acts] = standing.actors(cast.accounts["rebecka"], local_day(utc_now()))

    def answer(occasion):
        walk = Course.objects.visible_to(acts).get(pk=family.course_id)
        course.submit(walk, occasion, programs.phq(1), 0, by=acts)

    answer(f"{programs.GATE}.1.e1")
    world = World.objects.get(kind="real")
    world.offset_s += int(timedelta(days=8).total_seconds())
    world.save()
    settle_due(worlds.real_world(), worker="w")
    assert told(rebecka_of(cast))[-1] == told(family.course.person)[-1] == "occasion"
    answer(f"{programs.WEEKLY}.1.e1")
    assert "occasion" not in told(rebecka_of(cast)) + told(family.course.person)


def test_a_guardian_reads_that_there_is_something_and_for_whom(cast, family):  # noqa: F811
    rebecka = cast.client("rebecka")
    home, news = reverse("resident:home"), reverse("resident:news")
    assert "För Maja Lund" not in rebecka.get(home).content.decode()
    # Noted while she is signed in: on the next page she opens.
    note(cast, family)
    page = rebecka.get(home).content.decode()
    assert re.search(r"För Maja Lund\s*<span class=\"badge\"[^>]*>(<svg.*?</svg>)?Nytt<", page, re.DOTALL), (
        "and that it is new"
    )
    assert family.course.title not in page
    listed = rebecka.get(news).content.decode()
    assert "Det finns något nytt för Maja Lund" in listed and family.course.title not in listed
    # Going to the child is having seen it.
    messaging.write(family, "Hej!", "a", by=cast.tina)
    assert "Nytt" in rebecka.get(home).content.decode()
    [actor] = standing.actors(cast.accounts["rebecka"], local_day(utc_now()))
    rebecka.post(reverse("resident:act"), {"hat": actor.hat.key})
    assert not rows_of(rebecka_of(cast)).filter(seen_at__isnull=True).exists()
    program = reverse("resident:program", args=[family.course_id])
    assert rebecka.get(program).status_code == 200

    # Taken away: the next page is her own first page, which says so; what she writes just then is not sent, and not lost.
    Guardian.objects.update(ended_at=utc_now())
    here = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    typed = rebecka.post(
        reverse("resident:messages", args=[family.course_id]), {"body": "Hon hostar", "once": "x"}, headers=here
    )
    assert typed.status_code == 401 and not Message.objects.filter(once="x").exists()
    away = rebecka.get(program)
    assert (away.status_code, away["Location"]) == (302, home)
    page = rebecka.get(home).content.decode()
    assert "Du kan inte längre göra något för den personen" in page and "För Maja Lund" not in page
    assert rebecka.get(program).status_code == 404 and rebecka.get(news).status_code == 200
    assert "Maja" not in rebecka.get(news).content.decode()


def test_staff_choose_who_reads_and_each_message_says_it(cast, family):  # noqa: F811
    page = reverse("clinician:messages", args=[family.pk])
    tina, person = cast.client("tina"), rebecka_of(cast)
    child = family.course.person
    assert "Vem ska kunna läsa" not in tina.get(page).content.decode()
    stale = {"body": "Hej båda", "once": "1", "do": "send"}
    note(cast, family)
    # A page from before there was anybody to choose between sends to nobody, and keeps what was typed.
    refused = tina.post(page, stale)
    assert refused.status_code == 422 and not Message.objects.exists()
    shown = refused.content.decode()
    assert "Hej båda" in shown and "Alla: Maja Lund och Rebecka Lund" in shown and "Bara till Rebecka Lund" in shown

    before = len(told(person))
    tina.post(page, {**stale, "to": str(child.pk)})
    tina.post(page, {**stale, "body": "Till er båda", "once": "2", "to": "alla"})
    tina.post(page, {**stale, "body": "Till mamma", "once": "3", "to": str(person.pk)})
    nobody = tina.post(page, {**stale, "body": "Till en främmande", "once": "4", "to": str(cast.rune_person.pk)})
    assert nobody.status_code == 422 and Message.objects.count() == 3
    shown = tina.get(page).content.decode()
    for words in ("Läses av Maja Lund<", "Läses av Maja Lund och Rebecka Lund<", "Läses av Rebecka Lund<"):
        assert words in shown, words

    rebecka, _actor = as_guardian(cast)
    maja = cast.client("maja")
    theirs = reverse("resident:messages", args=[family.course_id])
    hers, own = rebecka.get(theirs).content.decode(), maja.get(theirs).content.decode()
    assert "Till mamma" in hers and "Hej båda" not in hers and "Bara du och personalen kan läsa det här" in hers
    assert "Hej båda" in own and "Till mamma" not in own and "Läses av dig, Rebecka Lund och personalen" in own
    # Each is told of what they can read: two of three, and never of the other's.
    assert len(told(person)) - before == 2
    assert told(child).count("message") == 2

    # An answer goes by itself to the one who wrote, and answers whoever waited; the child has nothing to read from it.
    messaging.write(family, "Hon hostar", "5", by=_actor)
    shown = tina.get(page).content.decode()
    assert f'value="{person.pk}" checked' in shown
    assert [row.waiting_since is None for row in queries.waiting(cast.tina)] == [False]
    tina.post(page, {**stale, "body": "Kom in", "once": "6", "to": str(person.pk)})
    assert queries.waiting(cast.tina) == [] and told(child).count("message") == 2
    assert [fact.payload["to"] for fact in Fact.objects.filter(kind="message_sent").order_by("seq")] == [
        "resident", "resident", "guardian", "staff", "guardian",
    ]  # fmt: skip
    # One who no longer acts is nobody to write to; what was written stays theirs.
    Guardian.objects.update(ended_at=utc_now())
    gone = tina.post(page, {**stale, "body": "För sent", "once": "7", "to": str(person.pk)})
    assert gone.status_code == 422 and "läser inte meddelandena längre" in gone.content.decode()


def test_a_helper_is_let_in_to_chosen_programs_and_no_others(cast):
    first = enrol(cast, publish(cast, a_document()))
    second = enrol(cast, publish(cast, a_document(program=programs.new_program_id())))
    rita, page = cast.client("rita"), reverse("resident:helpers")
    until = (local_day(utc_now()) + timedelta(days=9)).isoformat()
    said = {"called": "Rebecka", "number": REBECKA, "what": "work", "converses": "on", "until": until}
    rebecka = cast.client("rebecka")
    # None chosen, or somebody else's: nobody is let in, and what was typed stays.
    for courses in ([], [str(first.pk)], ["x"]):
        refused = rita.post(page, {**said, "courses": courses})
        assert refused.status_code == 422 and "Rebecka" in refused.content.decode()
    assert not Helper.objects.exists()
    rita.post(page, {**said, "courses": [str(first.course_id)]})
    assert first.course.title in rita.get(page).content.decode()
    offered = rebecka.get(reverse("resident:home")).content.decode()
    assert "För Rita" in offered, "let in while signed in"
    client, _actor = as_guardian(cast)

    def at(name, row):
        return client.get(reverse(f"resident:{name}", args=[row.course_id])).status_code

    assert [at(name, first) for name in ("program", "messages")] == [200, 200]
    assert [at(name, second) for name in ("program", "messages")] == [404, 404]
    assert client.post(reverse("resident:read_welcome", args=[second.course_id])).status_code == 404
    home = client.get(reverse("resident:home")).content.decode()
    assert str(first.course_id) in home and str(second.course_id) not in home
    # Who sent an exercise in for her is named beside it; what she has sent herself is hers.
    course.submit(programs.course_of(cast, first), f"{programs.GATE}.1.e1", programs.phq(0), 0, by=cast.rita)
    course.send_exercise(
        Course.objects.visible_to(_actor).get(pk=first.course_id), programs.EXERCISE, "Vi", 0, by=_actor
    )
    tina = cast.client("tina")
    sheet = reverse("clinician:exercises", args=[first.pk])
    assert "av Rebecka Lund, för invånarens räkning" in tina.get(sheet).content.decode()
    # Staff of the other program read that nobody is let in to it.
    person = [tina.get(reverse("clinician:person", args=[row.pk])).content.decode() for row in (first, second)]
    assert ["Rebecka" in each for each in person] == [True, False]
    # More is chosen, and holds at once; one from before there was a choice sees all.
    rita.post(page, {**said, "courses": [str(first.course_id), str(second.course_id)]})
    assert at("program", second) == 200
    rita.post(page, {**said, "courses": [str(second.course_id)]})
    assert [at("program", row) for row in (first, second)] == [404, 200]
    Helper.objects.update(courses=None)
    assert [at("program", row) for row in (first, second)] == [200, 200]
    Helper.objects.update(courses=[])
    assert [at("program", row) for row in (first, second)] == [404, 404]
    # A helper who has signed in can be written to alone.
    Helper.objects.update(courses=[str(first.course_id)])
    letters = tina.get(reverse("clinician:messages", args=[first.pk])).content.decode()
    assert "Bara till Rebecka" in letters
    # The number that she had before the present one leads to her still.
    let_in = Helper.objects.get()
    EarlierNumber.objects.create(
        person=rebecka_of(cast),
        number_type="samordningsnummer",
        number_cipher="x",
        number_hash="y",
        replaced_at=utc_now(),
    )
    Helper.objects.update(number_hash="y")
    assert at("program", first) == 200
    assert "För Rita" in cast.client("rebecka").get(reverse("resident:home")).content.decode()
    Helper.objects.update(number_hash=let_in.number_hash)
    # The number of somebody else opens nothing, whatever was chosen.
    Helper.objects.update(number_hash="x")
    assert at("program", first) == 302
