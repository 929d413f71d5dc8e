"""One question at a time: pages, back and forward, follow-up questions, and what is missing, all without scripts."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse

from stegvis.course.kinds import ResponseState
from stegvis.course.models import Response
from stegvis.lib.clock import utc_now
from stegvis.program.document import Measurement
from stegvis.program.kinds import MeasurementWhen
from stegvis.questionnaires.engine import parse
from stegvis.questionnaires.load import store
from tests import programs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ONE = programs.node(43)
OCCASION = f"{ONE}.1.e1"


@pytest.fixture
def address(cast: Cast) -> str:
    document = programs.a_document()
    row = programs.in_library("halsa-och-vanor")
    asked = Measurement(ONE, row.digest, MeasurementWhen.AT_START)
    gone = {f"{programs.GATE}.title", f"{programs.WEEKLY}.title"}
    texts = {key: text for key, text in document.texts["sv"].items() if key not in gone}
    document = replace(
        document,
        measurements=(asked,),
        texts={"sv": texts | {f"{ONE}.title": "Hälsa"}},
        questionnaires=dict(document.questionnaires) | {row.digest: json.loads(row.body)},
    )
    enrolment = programs.enrol(cast, programs.publish(cast, document))
    return reverse("resident:questionnaire", args=[enrolment.course_id, OCCASION])


class Resident:
    """Somebody without scripts: reads a page, presses a button, lands on the next."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.go(address)

    def go(self, to):
        self.page = self.client.get(to, follow=True)
        return self._read()

    def _read(self):
        self.text = unescape(self.page.content.decode())
        self.at = re.search(r"Fråga \d+ av \d+|Titta igenom|Tack för dina svar", self.text)[0]
        return self

    def press(self, do="next", **given):
        hidden = dict(re.findall(r'name="(revision|fraga)" value="([^"]*)"', self.text))
        data = hidden | {"do": do} | {f"q.{key}": value for key, value in given.items()}
        self.page = self.client.post(self.address, data, follow=True)
        return self._read()


@pytest.fixture
def rita(cast: Cast, address: str) -> Resident:
    return Resident(cast.client("rita"), address)


MATRIX = dict.fromkeys(("rorelse", "luft", "umgas", "eget", "mat"), "flera")


def saved():
    return Response.objects.get().answers


def test_from_the_first_question_to_thank_you(rita):
    assert rita.at == "Fråga 1 av 9"
    rita.press(hemma=["partner", ":"], **{"hemma:own": "En hund"})
    assert rita.at == "Fråga 2 av 9"
    assert rita.press(lade="22.40", steg="6:10").at == "Fråga 3 av 9"
    assert rita.press(stress="8").at == "Fråga 4 av 10"  # a high number asks for more
    assert rita.press("back").at == "Fråga 3 av 10"
    assert rita.press(stress="3").at == "Fråga 4 av 9"
    assert rita.press(**MATRIX).at == "Fråga 5 av 9"
    assert rita.press(tobak="nej").at == "Fråga 6 av 9"
    assert rita.press(langd="172", vikt="68,5").at == "Fråga 7 av 9"
    assert rita.press(medicin="false").at == "Fråga 8 av 9"
    assert rita.press(ring="false").at == "Fråga 9 av 9"
    assert rita.press(ovrigt="").at == "Titta igenom"
    assert "Annat: En hund" in rita.text
    assert "7,5 timmar" in rita.text
    assert "23,2 kg/m²" in rita.text
    assert rita.press("send").at == "Tack för dina svar"
    row = Response.objects.get()
    assert row.state == ResponseState.SENT
    assert row.answers["i-sang"] == "7.5"
    assert row.answers["bmi"] == "23.2"
    assert row.scores.get().value == 10


def test_what_is_missing_is_said_and_may_wait(rita):
    rita.press()
    assert (rita.page.status_code, rita.at) == (422, "Fråga 1 av 9")
    assert "Välj minst ett svar." in rita.text
    assert rita.press("skip").at == "Fråga 2 av 9"
    rita.go(f"{rita.address}?fraga=svar").press("send")
    assert (rita.page.status_code, rita.at) == (422, "Titta igenom")
    assert "Välj minst ett svar." in rita.text
    assert "?fraga=1#q-0" in rita.text
    assert Response.objects.get().state == ResponseState.DRAFT


def test_what_cannot_be_read_is_kept_and_may_not_wait(rita):
    rita.go(f"{rita.address}?fraga=2").press("skip", lade="i natt", steg="06:10")
    assert (rita.page.status_code, rita.at) == (422, "Fråga 2 av 9")
    assert 'value="i natt"' in rita.text
    assert saved() == {"lade": "i natt", "steg": "06:10"}


def test_a_follow_up_question_is_shown_before_going_on(rita):
    rita.go(f"{rita.address}?fraga=6").press(tobak="ibland")
    assert rita.at == "Fråga 5 av 9"
    assert "följdfråga" in rita.text
    assert rita.press(tobak="ibland", **{"tobak-sort": ["snus"], "tobak-sluta": "false"}).at == "Fråga 6 av 9"


def test_the_script_shows_follow_up_questions_itself(rita):
    rita.go(f"{rita.address}?fraga=11")
    assert rita.at == "Fråga 8 av 9"
    page = rita.client.post(
        rita.address, {"fraga": "11", "revision": "0", "live": "1", "do": "next", "q.ring": "true"}
    )  # fmt: skip
    assert page.status_code == 422  # the number is asked for, and seen
    assert "följdfråga" not in page.content.decode()


def test_each_page_keeps_the_others(rita):
    rita.press(hemma="partner").press(lade="22:40", steg="06:10")
    rita.go(f"{rita.address}?fraga=1").press(hemma="barn")
    assert saved() == {"hemma": ["barn"], "lade": "22:40", "steg": "06:10"}
    assert rita.go(rita.address).at == "Fråga 3 av 9"  # goes on where something is missing


def test_what_is_only_saved_stays_on_its_page(rita):
    rita.go(f"{rita.address}?fraga=3")
    for do in ("save", "draft", ""):
        assert rita.press(do, stress="2").at == "Fråga 3 av 9"
    assert saved() == {"stress": 2}


def test_rows_come_and_go(rita):
    rita.go(f"{rita.address}?fraga=9").press(medicin="true")
    first = {"lakemedel#0#": "", "lakemedel#0#namn": "Alvedon", "lakemedel#0#nar": "behov"}
    rita.press("add:lakemedel", **first)
    assert 'name="q.lakemedel#1#namn"' in rita.text
    assert rita.page.redirect_chain[-1][0].endswith("?fraga=10&rader=lakemedel%3A2#q-23r1")
    second = {"lakemedel#1#": "", "lakemedel#1#namn": "Levaxin", "lakemedel#1#nar": "dagligen"}
    rita.press("remove:lakemedel#0", **first, **second)
    assert 'name="q.lakemedel#1#namn"' not in rita.text
    assert saved() == {"medicin": True, "lakemedel#0#namn": "Levaxin", "lakemedel#0#nar": "dagligen"}
    for nonsense in ("add:nope", "remove:lakemedel#x", "remove:zzz#1", "add:", "remove:"):
        rita.press(nonsense, **{"lakemedel#0#": "", "lakemedel#0#namn": "Levaxin", "lakemedel#0#nar": "dagligen"})
    assert saved()["lakemedel#0#namn"] == "Levaxin"


def test_what_is_not_asked_any_longer_is_kept_and_not_sent(rita):
    rita.go(f"{rita.address}?fraga=11").press(ring="true", telefon="070-174 06 05")
    rita.go(f"{rita.address}?fraga=11").press(ring="false", telefon="070-174 06 05")
    assert saved()["telefon"] == "070-174 06 05"
    for page, given in {
        1: {"hemma": "ensam"}, 2: {"lade": "22:40", "steg": "06:10"}, 3: {"stress": "1"}, 5: MATRIX,
        6: {"tobak": "nej"}, 9: {"medicin": "false"},
    }.items():  # fmt: skip
        rita.go(f"{rita.address}?fraga={page}").press(**given)
    assert rita.go(f"{rita.address}?fraga=svar").press("send").at == "Tack för dina svar"
    assert "telefon" not in saved()


def test_on_one_page_too_follow_up_questions_are_shown_before_sending(cast):
    document = programs.a_document()
    row = programs.in_library("vardagen")
    follows = json.loads(row.body)
    # The same questionnaire with a follow-up question of its own.
    follows["version"] = "1.0-prov"
    follows["items"].append({
        "link_id": "mer", "type": "text",
        "conditions": [{"question": "kontakt", "operator": "=", "value": "ja"}],
    })  # fmt: skip
    follows["texts"]["sv"]["item:mer:text"] = "Vad vill du prata om?"
    made = store(parse(follows), now=utc_now()).row
    measured = replace(document.measurements[0], questionnaire=made.digest)
    document = replace(
        document,
        measurements=(measured, *document.measurements[1:]),
        questionnaires=dict(document.questionnaires) | {made.digest: follows},
    )
    enrolment = programs.enrol(cast, programs.publish(cast, document))
    address = reverse("resident:questionnaire", args=[enrolment.course_id, f"{programs.GATE}.1.e1"])
    given = {"revision": "0", "do": "send", "q.maende": "5", "q.ork": "5", "q.roligt": "nagon", "q.kontakt": "ja"}
    client = cast.client("rita")
    page = client.post(address, given)
    assert (page.status_code, "följdfråga" in page.content.decode()) == (200, True)
    again = client.post(address, given | {"revision": "1"})
    assert again.status_code == 302


@pytest.mark.parametrize("where", ["0", "99", "-1", "x", "٣", "1&fraga=svar", "svar2"])
def test_any_address_shows_a_page(rita, where):
    assert rita.go(f"{rita.address}?fraga={where}").page.status_code == 200
