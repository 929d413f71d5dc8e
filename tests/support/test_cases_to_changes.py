"""A case becomes a change request: once, gone through by a person, and each page shows the other."""

import pytest
from django.urls import reverse

from stegvis.governance.changes.kinds import Origin
from stegvis.governance.models import ChangeRequest
from stegvis.lib.clock import utc_now
from stegvis.support.actions.sending import Sent, send
from stegvis.support.kinds import AnswerBy, CaseKind
from stegvis.support.models import Case
from tests import programs

WORDS = {"title": "Tydligare knapp", "what": "Knappen i modul ett.", "why": "Den missas.", "urgency": "release"}


@pytest.fixture
def wish(cast):
    version = programs.publish(cast)
    return send(
        cast.ett,
        Sent(
            kind=CaseKind.WISH,
            subject="Otydlig knapp",
            text="Jag hittade inte knappen.",
            once="knapp",
            page="resident:step",
            program_id=version.program_id,
            version_id=version.pk,
            unit_id=None,
            answer_by=AnswerBy.HERE,
        ),
        now=utc_now(),
        by=cast.actor("tina"),
    )


@pytest.mark.django_db
def test_a_case_leads_to_one_request_and_each_page_shows_the_other(cast, wish):
    client, address = cast.client("kaj"), reverse("support:to_change", args=[wish.pk])
    shown = client.get(address).content.decode()
    assert "Otydlig knapp" in shown
    assert "Jag hittade inte knappen." in shown
    sent = {**WORDS, "program": str(wish.program_id), "once": "a"}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, {**sent, "once": "b"}).status_code == 302
    change = ChangeRequest.objects.get()
    assert (change.origin, change.case) == (Origin.CASE, str(wish.pk))
    kept = Case.objects.without_asking_who_because("test").get()
    assert kept.collected_ref == str(change.pk)
    asked = reverse("process:change", args=[change.pk])
    case = reverse("support:handle", args=[wish.pk])
    assert asked in client.get(case).content.decode()
    assert case in client.get(asked).content.decode()
    assert "lett till ett förslag" in cast.client("tina").get(reverse("support:case", args=[wish.pk])).content.decode()
    assert case not in cast.client("tina").get(asked).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), [("what", "Gäller 19270716-9203."), ("why", " "), ("program", "x")])
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, wish, field, value):
    address = reverse("support:to_change", args=[wish.pk])
    sent = {**WORDS, "program": str(wish.program_id), "once": "a", field: value}
    answer = cast.client("kaj").post(address, sent)
    assert answer.status_code == 422
    assert "Tydligare knapp" in answer.content.decode()
    assert not ChangeRequest.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["tina", "disa", "klas"])
def test_only_the_providers_team_makes_one(cast, wish, name):
    assert cast.client(name).get(reverse("support:to_change", args=[wish.pk])).status_code in {403, 404}
