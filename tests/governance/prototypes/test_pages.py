"""The pages, as staff and an invited tester meet them."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.models import Candidate
from stegvis.course.kinds import WorldKind
from stegvis.course.models import Course, Effect
from stegvis.governance import models
from stegvis.governance.models import Pin, PrototypeRound
from stegvis.lib.clock import utc_now
from stegvis.notifications.models import Notice
from tests.authoring.making import built
from tests.governance.prototypes.laying import Shown, due, shown
from tests.programs import EMBEDDED, EXERCISE, FIRST, GATE, STEPS, node

pytestmark = pytest.mark.django_db

STAFF_PAGES = (
    "", "synpunkter/", "prova/", "som-personal/", "sammanfattning/", "mote/", "mote/folj/", "testare/",
    f"synpunkter/ny/?plats={node(60)}", f"steg/{STEPS[0]}/", "mote/folj/lage/", "sammanfattning/pdf/",
)  # fmt: skip


@pytest.fixture
def made(cast) -> Shown:
    return shown(cast)


def base(round: PrototypeRound) -> str:
    return f"/utveckling/prototyper/{round.pk}/"


def text(response) -> str:
    return response.content.decode()


def walk_of(client: Client, round: PrototypeRound) -> str:
    """Begin to walk; the address of the program's page."""
    begun = client.post(base(round) + "prova/", {"do": "begin"})
    assert begun.status_code == 302
    return begun.url


def rehearsal() -> Course:
    return Course._base_manager.get(world__kind=WorldKind.REHEARSAL)


def test_every_page_opens_for_the_group_and_for_nobody_else(made, cast):
    round = made.round()
    # One of the group; a colleague without part in it; the other provider's coordinator.
    for name, code in (("tor", 200), ("sven", 404), ("klas", 404)):
        client = cast.client(name)
        for rest in STAFF_PAGES:
            assert client.get(base(round) + rest).status_code == code, (name, rest)


def test_the_rounds_of_an_initiative(made, cast):
    address = f"/utveckling/arbeten/{made.work.pk}/prototyper/"
    assert "Ingen prototyp har visats än" in text(cast.client("tor").get(address))
    made.round()
    assert "Omgång 1" in text(cast.client("tor").get(address))


def test_a_walk_on_the_residents_own_pages(made, cast):
    round, tor = made.round(), cast.client("tor")
    address = walk_of(tor, round)
    welcome = tor.get(address)
    assert "Välkommen." in text(welcome)
    # Every address on the page leads back below the round, or to nobody's pages.
    for link in re.findall(r'(?:href|action)="(/[^"]*)"', text(welcome)):
        assert link == "/" or link.startswith(
            (base(round), "/static/", "/om/", "/in/", "/hjalp", "/rapportera", "/app.webmanifest")
        ), link
    done = tor.post(address + "valkommen/")
    assert done.status_code == 302 and done.url.startswith(base(round))
    course = rehearsal()
    assert course.person.made_up
    assert str(course.pk) in tor.get(address).content.decode()


def test_the_first_page_of_a_walk_answers_and_scores(made, cast):
    """The gate is answered and scored, and staff's side of it shows the graph and the flag."""
    round, tor = made.round(), cast.client("tor")
    address = walk_of(tor, round)
    tor.post(address + "valkommen/")
    step = tor.get(address + f"steg/{STEPS[0]}/")
    assert step.status_code == 302 and "/formular/" in step.url
    page = text(tor.get(step.url))
    names = set(re.findall(r'<input[^>]*type="radio"[^>]*name="([^"]+)"', page)) | set(
        re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="radio"', page)
    )
    values = {name: re.findall(rf'name="{re.escape(name)}"[^>]*value="([^"]+)"', page)[-1] for name in names}
    sent = tor.post(step.url, {**values, "revision": "0", "do": "send"})
    assert sent.status_code == 302 and sent.url.endswith("/tack/"), text(sent)[:400]
    side = text(tor.get(base(round) + "som-personal/"))
    assert "Farligt svar" in side and "Prioriterad" in side
    assert "Besvarade formulär" in side and "PHQ-9" in side


def test_nothing_of_a_walk_reaches_channels_or_flags(made, cast):
    from stegvis.care.models import Flag
    from stegvis.care.schedule import raise_flags
    from stegvis.course.worlds import real_now

    round, tor = made.round(), cast.client("tor")
    address = walk_of(tor, round)
    tor.post(address + "valkommen/")
    for _n in range(4):
        tor.post(base(round) + "prova/", {"do": "days", "value": "30"})
    assert Effect.objects.filter(course=rehearsal()).exists()
    raise_flags(now=real_now())
    assert not Notice.objects.without_asking_who_because("a test").exists()
    assert not Flag.objects.without_asking_who_because("a test").exists()


def test_a_step_with_its_pins_and_a_pin_from_there(made, cast):
    round, tor = made.round(), cast.client("tor")
    page = text(tor.get(base(round) + f"steg/{STEPS[0]}/"))
    link = re.search(rf'href="([^"]*plats={node(60)}[^"]*)"', page).group(1).replace("&amp;", "&")
    form = text(tor.get(link))
    once = re.search(r'name="once" value="([^"]+)"', form).group(1)
    back = re.search(r'name="tillbaka" value="([^"]+)"', form).group(1)
    said = {"plats": node(60), "once": once, "tillbaka": back, "kind": "unclear", "text": "Vad betyder sömntryck?"}
    for _twice in range(2):
        response = tor.post(base(round) + "synpunkter/ny/", said)
        assert response.status_code == 302 and response.url == f"{back}#plats-{node(60)}"
    assert Pin.objects.count() == 1
    assert "Vad betyder sömntryck?" in text(cast.client("emil").get(base(round) + f"steg/{STEPS[0]}/"))
    only = tor.get(link, headers={"X-In-Place": "1"})
    assert text(only).lstrip().startswith("<form")


def test_what_was_typed_is_kept_with_what_is_wrong(made, cast):
    round, tor = made.round(), cast.client("tor")
    response = tor.post(base(round) + "synpunkter/ny/", {"plats": node(60), "text": "Bra!", "kind": ""})
    assert response.status_code == 422 and "Bra!" in text(response) and "Välj om det är fel" in text(response)


def test_a_form_never_leads_to_another_site(made, cast):
    round, tor = made.round(), cast.client("tor")
    said = {"plats": node(60), "kind": "wish", "text": "Mer luft.", "tillbaka": "https://example.com/"}
    response = tor.post(base(round) + "synpunkter/ny/", said)
    assert response.url.startswith(base(round))


def test_somebody_elses_walk_is_not_there(made, cast):
    round = made.round()
    theirs = walk_of(cast.client("emil"), round)
    tor = cast.client("tor")
    walk_of(tor, round)
    assert tor.get(theirs).status_code == 404
    # Nor is a real resident's page, whatever the address says.
    assert tor.get(base(round) + "som-invanare/min/aviseringar/").status_code == 404
    assert tor.get(base(round) + "som-invanare/vard/").status_code == 404


def test_the_resident_who_is_made_up_is_no_way_in(made, cast):
    round, tor = made.round(), cast.client("tor")
    walk_of(tor, round)
    assert tor.get(f"/min/{rehearsal().pk}/").status_code in (302, 403, 404)


def test_time_is_let_pass_and_modules_are_opened(made, cast):
    round, tor = made.round(), cast.client("tor")
    walk_of(tor, round)
    before = rehearsal().now()
    tor.post(base(round) + "prova/", {"do": "days", "value": "7"})
    assert (rehearsal().now() - before).days in (6, 7)
    tor.post(base(round) + "prova/", {"do": "days", "value": "9999"})
    assert (rehearsal().now() - before).days in (6, 7)
    tor.post(base(round) + "prova/", {"do": "open", "value": FIRST})
    tor.post(base(round) + "prova/", {"do": "open", "value": "nothing"})
    old = rehearsal().pk
    tor.post(base(round) + "prova/", {"do": "restart"})
    assert Course._base_manager.filter(world__kind=WorldKind.REHEARSAL).count() == 2
    assert models.Tryout.objects.get().course_id != old


def test_a_meeting_is_followed(made, cast):
    round, tor, emil = made.round(), cast.client("tor"), cast.client("emil")
    emil_sees = base(round) + "mote/folj/lage/"
    assert emil.get(emil_sees).json() == {"at": ""}
    tor.post(base(round) + "mote/", {"do": "start"})
    first = emil.get(emil_sees).json()["at"]
    tor.post(base(round) + "mote/", {"do": f"show:{STEPS[1]}"})
    assert emil.get(emil_sees).json()["at"] != first
    assert "Steg 2" in text(emil.get(base(round) + "mote/folj/"))
    # Who does not present cannot turn the page, but may take over.
    emil.post(base(round) + "mote/", {"do": f"show:{STEPS[0]}"})
    assert models.Presentation.objects.get().step == STEPS[1]
    said = {
        "do": "say", "once_pin": str(uuid4()), "sagt-who": "other", "sagt-name": "Ann-Britt", "sagt-kind": "wish",
        "sagt-text": "Längre film.", "sagt-field": "",
    }  # fmt: skip
    for _twice in range(2):
        assert tor.post(base(round) + "mote/", said).status_code == 302
    pin = Pin.objects.get()
    assert (pin.speaker, pin.node, str(pin.written_by_id)) == ("Ann-Britt", STEPS[1], cast.tor.account_id)
    decided = {"do": "decide", "once_decision": str(uuid4()), "text": "Filmen görs om.", "pins": [str(pin.pk)]}
    for _twice in range(2):
        tor.post(base(round) + "mote/", decided)
    assert models.PinDecision.objects.get().pins.get() == pin
    assert "Filmen görs om." in text(emil.get(base(round) + f"synpunkter/{pin.pk}/"))


def test_exercise_blocks_and_questionnaires_are_places(made, cast):
    round, tor = made.round(), cast.client("tor")
    for place in (EXERCISE, EMBEDDED, GATE, "program", STEPS[2]):
        assert tor.get(base(round) + f"synpunkter/ny/?plats={place}").status_code == 200
    assert tor.get(base(round) + "synpunkter/ny/?plats=nowhere").url == base(round) + "synpunkter/"


def test_the_designer_freezes_an_unfinished_draft_for_the_group(made, cast, tmp_path):
    """What stops a candidate stops no prototype: it is shown, listed, and nothing is handed over."""
    page = built(cast.places["verkstaden"], cast.disa, tmp_path, welcome="")
    made.work.program = catalogue.register_program(
        cast.places["verkstaden"], page.program_uuid, "Sova", now=utc_now(), by=cast.disa
    )
    made.work.save()
    disa, address = cast.client("disa"), f"/utveckling/arbeten/{made.work.pk}/prototyper/"
    assert "Frys och visa för gruppen" in text(disa.get(address))
    wrong = disa.post(address, {"note": "Första försöket.", "questions": "", "due_on": "2001-01-01"})
    assert wrong.status_code == 422 and "Första försöket." in text(wrong)
    asked = {"note": "Titta.", "questions": "Går det att förstå?\n\n", "due_on": due(utc_now()).isoformat()}
    for _twice in range(2):
        shown_at = disa.post(address, asked)
        assert shown_at.status_code == 302
    round = PrototypeRound.objects.get()
    assert shown_at.url == base(round) and round.questions == ["Går det att förstå?"]
    assert round.findings and not Candidate.objects.exists()
    seen = text(cast.client("tor").get(base(round)))
    assert "Går det att förstå?" in seen and "Fattas i utkastet" in seen
