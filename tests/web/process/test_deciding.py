"""What a meeting decides about something said, and what is new in a round: pages that point at one another."""

from dataclasses import replace

import pytest

from stegvis.course.worlds import real_now
from stegvis.governance.kinds import MemberKind, Stage
from stegvis.governance.models import Decision, Meeting, Pin
from stegvis.governance.prototypes.kinds import PinKind, PinState
from stegvis.governance.prototypes.rounds import close_round
from tests.cast import NOW
from tests.governance.making import initiative, invite
from tests.governance.prototypes.laying import shown
from tests.programs import STEPS, node

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def a_pin(cast, round, words="Vad menas med det här?", **changed):
    values = {"kind": PinKind.UNCLEAR, "state": PinState.OPEN, "speaker": "Tor Ek", **changed}
    return Pin.objects.create(round=round, node=STEPS[0], text=words, account=cast.accounts["tor"], at=NOW, **values)


def a_meeting(cast, work):
    return Meeting.objects.create(
        initiative=work, title="Start", starts_at=NOW, made_by=cast.accounts["tina"], made_at=NOW
    )


def test_a_decision_is_tied_to_what_was_said_and_stands_there_too(cast):
    made = shown(cast)
    round = made.round()
    pin = a_pin(cast, round)
    meeting = a_meeting(cast, made.work)
    client = cast.client("tina")
    where = f"/utveckling/arbeten/{made.work.pk}/moten/{meeting.pk}/"
    page = text(client.get(where))
    assert f'value="pin:{pin.pk}"' in page and "Oklart: Vad menas med det här? (Tor Ek)" in page
    held = {"decision": "Vi skriver om det.", "about": f"pin:{pin.pk}"}
    for _click in range(2):
        assert client.post(f"{where}besluta/", held).status_code == 302
    row = Decision.objects.get()
    assert (row.about_kind, row.about_id) == ("pin", str(pin.pk))
    there = f"/utveckling/prototyper/{round.pk}/synpunkter/{pin.pk}/"
    assert f'href="{there}"' in text(client.get(where))
    assert "Vi skriver om det." in text(client.get(there)) and f'href="{where}"' in text(client.get(there))
    client.post(f"/utveckling/arbeten/{made.work.pk}/beslut/{row.pk}/ta-tillbaka/")
    assert "Vi skriver om det." not in text(client.get(there))


@pytest.mark.parametrize("key", ["pin:nej", "risk:", "pin:00000000-0000-4000-8000-000000000000", "x"])
def test_what_is_not_of_this_work_is_not_decided_about_and_the_words_stay(cast, key):
    made = shown(cast)
    made.round()
    meeting = a_meeting(cast, made.work)
    where = f"/utveckling/arbeten/{made.work.pk}/moten/{meeting.pk}/"
    answer = cast.client("tina").post(f"{where}besluta/", {"decision": "Vi väntar.", "about": key})
    assert answer.status_code == 422 and "Vi väntar." in text(answer)
    assert not Decision.objects.exists()


def test_another_works_pin_is_not_chosen(cast):
    pin = a_pin(cast, shown(cast).round())
    other = initiative(cast, Stage.DESIGN, members={"tor": MemberKind.CARE})
    meeting = a_meeting(cast, other)
    where = f"/utveckling/arbeten/{other.pk}/moten/{meeting.pk}/besluta/"
    answer = cast.client("tina").post(where, {"decision": "Vi tar bort det.", "about": f"pin:{pin.pk}"})
    assert answer.status_code == 422 and not Decision.objects.exists()


def test_a_round_shows_all_that_is_new_with_words_gone_and_new(cast):
    made = shown(cast)
    first = made.round()
    close_round(first, now=real_now(), by=cast.disa)
    words = made.document.texts["sv"]
    key = f"{node(60)}.body"
    second = made.round(texts={"sv": {**words, key: words[key].replace("</p>", " Gå upp samma tid varje dag.</p>", 1)}})
    page = text(cast.client("tor").get(f"/utveckling/prototyper/{second.pk}/"))
    assert "<ins>" in page and "samma tid varje dag" in page
    assert f"/utveckling/prototyper/{second.pk}/steg/" in page
    assert "Ändrat sedan omgång 1" in page


def test_a_long_difference_is_folded_by_module_and_a_short_one_is_not(cast):
    made = shown(cast)
    close_round(made.round(), now=real_now(), by=cast.disa)
    words = {key: f"{value} Mer." for key, value in made.document.texts["sv"].items()}
    second = made.round(texts={"sv": words})
    invite(cast, made.work, "sven")
    page = text(cast.client("sven").get(f"/utveckling/prototyper/{second.pk}/"))
    assert "ändringar</summary>" in page.replace("</span>", "").replace("\n", "") or page.count("<details") > 1
    close_round(second, now=real_now(), by=cast.disa)
    third = made.round(modules=tuple(reversed(replace(made.document).modules)))
    page = text(cast.client("sven").get(f"/utveckling/prototyper/{third.pk}/"))
    assert "Flyttad" in page
