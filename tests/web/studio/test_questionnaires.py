"""Building a questionnaire by its pages, without scripts: every operation is a form."""

import json
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from stegvis.lib.clock import utc_now
from stegvis.questionnaires.load import load_shipped
from stegvis.questionnaires.models import DefinitionVersion, QuestionnaireDraft
from tests.cast import Cast


@pytest.fixture
def disa(cast: Cast) -> Client:
    """The designer at Verkstaden, with a library."""
    load_shipped(now=utc_now())
    return cast.client("disa")


def draft(key: str = "prov") -> QuestionnaireDraft:
    return QuestionnaireDraft.objects.get(key=key)


def start(client: Client, title: str = "Prov") -> str:
    """A new draft; its key."""
    answer = client.post(reverse("studio:new_questionnaire"), {"title": title})
    assert answer.status_code == 302
    return answer["Location"].split("/")[-2]


def put(client: Client, key: str, tab: str = "", **fields: Any) -> Any:
    """A POST to a tab of the editor, from the newest revision unless said otherwise."""
    name = f"studio:questionnaire_{tab}" if tab else "studio:questionnaire"
    data = {name.replace("__", "."): value for name, value in fields.items()}
    data.setdefault("revision", draft(key).revision)
    return client.post(reverse(name, args=[key]), data)


def build(client: Client, key: str) -> None:
    """A choice with points, a score with bands, a danger and an example."""
    put(client, key, do="add", kind="choice", words="Hur mår du?")
    options = {"opt__0__text": "Bra", "opt__0__points": "0", "opt__1__text": "Inte bra", "opt__1__points": "2,5"}
    item = {"item": "hur-mar-du", "set__form": "1", "text__sv__text": "Hur mår du?", "set__required": "1"}
    put(client, key, do="save", **item, **options)
    put(client, key, "scores", do="add", words="Besvär")
    bands = {"band__0__low": "0", "band__0__text": "Lite", "band__0__tone": "calm", "band__0__source": "Egen"}
    put(client, key, "scores", do="save", rule="besvar", name="Besvär", part__0__on="hur-mar-du", **bands)
    put(client, key, "dangers", do="add", words="Mår dåligt")
    danger = {"rule": "mar-daligt", "name": "Mår dåligt", "help": "Du är inte ensam.", "question": "hur-mar-du"}
    put(client, key, "dangers", do="save", operator="points:>=", value="2", **danger)
    put(client, key, "examples", do="add", words="Sämst")
    example = {"rule": "0", "name": "Sämst", "answers__form": "1", "q__hur-mar-du": "inte-bra"}
    put(client, key, "examples", do="save", exp__score__besvar="2,5", **example)


def test_from_nothing_to_two_versions(disa: Client) -> None:
    key = start(disa)
    build(disa, key)
    doc = draft().doc
    assert doc["items"][0]["options"] == [{"code": "bra", "points": 0}, {"code": "inte-bra", "points": "2.5"}]
    assert doc["examples"] == [{"name": "Sämst", "answers": {"hur-mar-du": "inte-bra"}, "scores": {"besvar": "2.5"}}]

    stopped = disa.post(reverse("studio:questionnaire_publish", args=[key]), {"revision": draft().revision, "version": "1.0"})  # fmt: skip
    assert stopped.status_code == 422
    said = stopped.content.decode()
    assert "licens" in said and not DefinitionVersion.objects.filter(key=key).exists()

    put(disa, key, "about", licence="licensed", sv__title="Prov", reference="Avtal 12")
    data = {"do": "save", "rule": "0", "name": "Sämst", "exp.score.besvar": "2,5", "exp.danger.mar-daligt": "1"}
    disa.post(reverse("studio:questionnaire_examples", args=[key]), {**data, "revision": draft().revision})
    publish = reverse("studio:questionnaire_publish", args=[key])
    assert disa.post(publish, {"revision": draft().revision, "version": "1.0"}).status_code == 302
    first = DefinitionVersion.objects.get(key=key)
    assert (first.version, first.publisher_unit.name, first.licence_reference) == ("1.0", "Verkstaden", "Avtal 12")

    same = {
        "opt.0.text": "Bra",
        "opt.0.code": "bra",
        "opt.0.points": "0",
        "opt.1.text": "Inte bra",
        "set.required": "1",
    }
    same |= {"opt.1.code": "inte-bra", "opt.1.points": "2,5", "item": "hur-mar-du", "set.form": "1", "do": "save"}
    put(disa, key, text__sv__text="Hur mår du i dag?", **same)
    said = disa.get(publish).content.decode()
    assert "<del>Hur mår du?</del>" in said and "<ins>Hur mår du i dag?</ins>" in said
    assert 'value="1.1"' in said
    taken = disa.post(publish, {"revision": draft().revision, "version": "1.0"})
    assert taken.status_code == 422
    assert disa.post(publish, {"revision": draft().revision, "version": "1.1"}).status_code == 302
    assert [row.version for row in DefinitionVersion.objects.filter(key=key)] == ["1.0", "1.1"]
    assert DefinitionVersion.objects.get(pk=first.pk).body == first.body


def test_the_same_again_is_not_published(disa: Client) -> None:
    key = start(disa)
    build(disa, key)
    put(disa, key, "about", licence="public", sv__title="Prov")
    disa.post(
        reverse("studio:questionnaire_examples", args=[key]),
        {"do": "save", "rule": "0", "name": "S", "exp.score.besvar": "2,5", "exp.danger.mar-daligt": "1", "revision": draft().revision},
    )  # fmt: skip
    publish = reverse("studio:questionnaire_publish", args=[key])
    disa.post(publish, {"revision": draft().revision, "version": "1.0"})

    again = disa.post(publish, {"revision": draft().revision, "version": "2.0"})

    assert again.status_code == 422
    assert DefinitionVersion.objects.filter(key=key).count() == 1


def test_two_windows_lose_nothing(disa: Client) -> None:
    key = start(disa)
    put(disa, key, do="add", kind="text", words="Fråga")
    old = draft().revision
    form = {"item": "fraga", "set__form": "1", "do": "save"}
    put(disa, key, text__sv__text="Den ena rutans text", **form)

    late = put(disa, key, text__sv__text="Den andra rutans text", revision=old, **form)

    said = late.content.decode()
    assert late.status_code == 409
    assert "Den ena rutans text" in said and "Den andra rutans text" in said
    assert said.count("Sparat nu") == 1
    assert draft().doc["texts"]["sv"]["item:fraga:text"] == "Den ena rutans text"
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', said))
    kept.pop("csrfmiddlewaretoken", None)
    assert disa.post(reverse("studio:questionnaire", args=[key]), kept).status_code == 302
    assert draft().doc["texts"]["sv"]["item:fraga:text"] == "Den andra rutans text"


def test_a_save_in_the_background_answers_with_the_revision_or_409(disa: Client) -> None:
    key = start(disa)
    put(disa, key, do="add", kind="text", words="Fråga")
    data = {"item": "fraga", "set.form": "1", "do": "save", "text.sv.text": "Ny"}
    url = reverse("studio:questionnaire", args=[key])

    good = disa.post(url, {**data, "revision": draft().revision}, headers={"X-Autosave": "1"})
    late = disa.post(url, {**data, "text.sv.text": "Annan", "revision": 1}, headers={"X-Autosave": "1"})

    assert good.json()["revision"] == draft().revision
    assert (late.status_code, draft().doc["texts"]["sv"]["item:fraga:text"]) == (409, "Ny")


def test_what_hangs_on_a_question_is_asked_about_first(disa: Client) -> None:
    key = start(disa)
    build(disa, key)

    asked = put(disa, key, do="remove", item="hur-mar-du")
    assert "Poängen ”Besvär”" in asked.content.decode() and draft().doc["items"]
    put(disa, key, do="remove", item="hur-mar-du", sure="1")

    assert draft().doc["items"] == []


def test_a_condition_is_picked_from_earlier_questions_and_their_answers(disa: Client) -> None:
    key = start(disa)
    build(disa, key)
    put(disa, key, do="add", kind="text", words="Berätta", after="hur-mar-du")
    form = {"item": "beratta", "set__form": "1", "do": "save", "text__sv__text": "Berätta"}

    put(disa, key, cond__0__question="hur-mar-du", **form)
    shown = disa.get(reverse("studio:questionnaire", args=[key]) + "?fraga=beratta").content.decode()
    put(disa, key, cond__0__question="hur-mar-du", cond__0__operator="=", cond__0__value="inte-bra", **form)

    value = shown.split('name="cond.0.value"')[1].split("</select>")[0]
    assert "Inte bra" in value and "Bra" in value
    assert draft().doc["items"][1]["conditions"] == [{"question": "hur-mar-du", "operator": "=", "value": "inte-bra"}]


def test_trying_counts_and_stores_nothing(disa: Client) -> None:
    key = start(disa)
    build(disa, key)
    before = draft().revision
    url = reverse("studio:questionnaire_try", args=[key])

    page = disa.post(url, {"q.hur-mar-du": "inte-bra"}).content.decode()
    live = disa.post(url, {"q.hur-mar-du": "inte-bra"}, headers={"X-Live": "1"}).content.decode()

    assert "2,5" in page and "Du är inte ensam." in page
    assert "2,5" in live and "<html" not in live
    assert draft().revision == before


def test_the_library_finds_by_words_owner_and_licence(disa: Client) -> None:
    start(disa, "Vår egen skattning")
    url = reverse("studio:questionnaires")

    def titles(query: str) -> list[str]:
        return re.findall(r'class="list-title" href="[^"]+">([^<]+)<', disa.get(url + query).content.decode())

    assert {"PHQ-9", "GAD-7", "Vår egen skattning"} <= set(titles(""))
    assert titles("?sok=oroat+natten") == ["Veckoskattning av sömn"]
    assert titles("?agare=own") == ["Vår egen skattning"]
    assert titles("?licens=free_with_terms") == ["GAD-7", "PHQ-9"]
    assert "Inget formulär passar" in disa.get(url + "?sok=xyzzy").content.decode()


def test_what_comes_with_the_installation_is_copied_not_changed(disa: Client) -> None:
    refused = disa.post(reverse("studio:questionnaire_change", args=["phq-9"]))
    made = disa.post(reverse("studio:questionnaire_copy", args=["phq-9"]), {"title": "Vår PHQ-9"})

    assert refused.status_code == 403
    assert made["Location"] == reverse("studio:questionnaire", args=["var-phq-9"])
    assert len(draft("var-phq-9").doc["examples"]) == 5


def test_another_units_draft_does_not_exist(cast: Cast, disa: Client) -> None:
    key = start(disa)
    dan = cast.client("dan")

    for name in (
        "questionnaire",
        "questionnaire_try",
        "questionnaire_publish",
        "questionnaire_read",
        "questionnaire_copy",
    ):
        assert dan.get(reverse(f"studio:{name}", args=[key])).status_code == 404
    assert dan.post(reverse("studio:questionnaire", args=[key]), {"do": "add", "revision": 1}).status_code == 404
    assert "Prov" not in dan.get(reverse("studio:questionnaires")).content.decode()
    assert start(dan) == "prov-2"


def test_a_training_unit_builds_but_does_not_publish(cast: Cast) -> None:
    dagny = cast.client("dagny")
    key = start(dagny)
    build(dagny, key)

    said = dagny.get(reverse("studio:questionnaire_publish", args=[key]))
    answer = dagny.post(
        reverse("studio:questionnaire_publish", args=[key]), {"version": "1.0", "revision": draft().revision}
    )

    assert said.status_code == 200
    assert answer.status_code == 403
    assert not DefinitionVersion.objects.filter(key=key).exists()


def test_a_thrown_away_draft_leaves_what_is_published(disa: Client) -> None:
    key = start(disa)

    disa.post(reverse("studio:questionnaire_discard", args=[key]))

    assert not QuestionnaireDraft.objects.exists()
    assert disa.get(reverse("studio:questionnaire", args=[key])).status_code == 404


def test_a_file_is_shown_first_and_kept_when_asked(disa: Client) -> None:
    url = reverse("studio:import_questionnaire")
    exported = disa.get(reverse("studio:questionnaire_fhir", args=["phq-9"]))
    assert exported.headers["Content-Type"].startswith("application/fhir+json")

    shown = disa.post(url, {"file": ContentFile(exported.content, name="phq.json")})
    said = shown.content.decode()
    assert "10 frågor" in said and not QuestionnaireDraft.objects.exists()
    kept = re.search(r'name="kept" value="([^"]+)"', said).group(1)
    made = disa.post(url, {"kept": kept})

    assert made["Location"] == reverse("studio:questionnaire", args=["phq-9-2"])
    assert len(draft("phq-9-2").doc["items"]) == len(
        json.loads(DefinitionVersion.objects.get(key="phq-9").body)["items"]
    )


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"resourceType": "Patient"}', b"\xff\xfe"])
def test_a_file_that_is_no_questionnaire_is_refused_in_words(disa: Client, raw: bytes) -> None:
    url = reverse("studio:import_questionnaire")

    answer = disa.post(url, {"file": ContentFile(raw, name="x.json")})
    tampered = disa.post(url, {"kept": "nonsense"})

    assert (answer.status_code, tampered.status_code) == (422, 302)
    assert not QuestionnaireDraft.objects.exists()


def test_rows_are_added_and_removed_while_trying(disa: Client) -> None:
    key = start(disa)
    put(disa, key, do="add", kind="group", words="Medicin")
    put(disa, key, item="medicin", set__form="1", do="save", text__sv__text="Medicin", set__repeats="1")
    put(disa, key, do="add", kind="string", words="Namn", after="medicin")
    url = reverse("studio:questionnaire_try", args=[key])
    row = {"q.medicin#0": "", "q.medicin#0#namn": "Alvedon"}

    more = disa.post(url, {**row, "do": "add:medicin"}).content.decode()
    fewer = disa.post(url, {**row, "do": "remove:medicin#0"}).content.decode()

    assert 'name="q.medicin#1#namn"' in more and 'value="Alvedon"' in more
    assert "Alvedon" not in fewer


WEIRD = (
    "\x00",
    "9" * 60,
    "1e5",
    "-0",
    "٣",
    "{",
    "<script>alert(1)</script>",
    "nan",
    "a" * 30_000,
    "\u202e",
    "#",
    "0.1.2",
)


@pytest.mark.parametrize("weird", WEIRD)
def test_nothing_that_can_be_typed_breaks_a_page(disa: Client, weird: str) -> None:
    key = start(disa)
    build(disa, key)
    put(disa, key, do="add", kind="decimal", words=weird)
    last = draft(key).doc["items"][-1]["link_id"]
    sets = {f"set.{name}": weird for name in ("minimum", "maximum", "plausible_low", "decimals", "step", "calculated")}
    rows = {"cond.0.question": "hur-mar-du", "cond.0.operator": weird, "cond.0.value": weird, "cond.x.question": weird}
    revised = {"revision": draft(key).revision}
    sent = [
        disa.post(
            reverse("studio:questionnaire", args=[key]),
            {"item": last, "set.form": "1", "text.sv.text": weird, "text.sv.unit": weird, "do": weird, **sets, **rows, **revised},
        ),
        put(disa, key, do="number", item=last, number=weird),
        put(disa, key, do="place", item=last, other=weird, where=weird),
        put(disa, key, "scores", do="save", rule="besvar", name=weird, **{"part.0.on": weird, "part.0.weight": weird, "band.0.low": weird, "band.0.text": weird, "band.0.tone": weird, "set.reliable_change": weird}),
        put(disa, key, "dangers", do="save", rule="mar-daligt", name=weird, question=last, operator=weird, value=weird),
        put(disa, key, "examples", do="save", rule="0", name=weird, **{"exp.score.besvar": weird, "exp.band.besvar": weird}),
        put(disa, key, "examples", do="save", rule=weird),
        put(disa, key, "about", licence=weird, layout=weird, reference=weird, **{"sv.title": weird}),
        disa.post(reverse("studio:questionnaire_publish", args=[key]), {"version": weird, "revision": weird}),
        disa.post(reverse("studio:questionnaire_try", args=[key]), {"q.hur-mar-du": weird, f"q.{last}": weird, "do": weird}),
    ]  # fmt: skip

    assert {answer.status_code for answer in sent} <= {200, 302, 409, 422}
    for tab in ("", "_scores", "_dangers", "_examples", "_about", "_try", "_publish"):
        page = disa.get(reverse(f"studio:questionnaire{tab}", args=[key]))
        assert page.status_code == 200
        assert b"<script>alert" not in page.content
