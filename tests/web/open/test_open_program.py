"""An open program from finding it to having it removed, and the walls around it (safety rule 6, S10, E11)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from stegvis.access.models import RegisteredPerson
from stegvis.access.models.settings import SettingChange
from stegvis.audit.models import Entry
from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.kinds import StopKind
from stegvis.course import actions
from stegvis.course.aggregates import open_counts
from stegvis.course.kinds import Phase
from stegvis.course.models import Course, DiaryEntry, Effect, Fact, Response, Score
from stegvis.course.schedule import alone
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.models import Notice
from stegvis.program.alone import Hinders, hindrances
from tests.access import registry_server
from tests.cast import RITA
from tests.opened import ASKED, OCCASION, STEPS, begun, open_document, opened, publish_open, terms, with_exercise

pytestmark = pytest.mark.django_db
HELP = "Självmordslinjen på 90101"


def of(course: Course) -> dict[str, int]:
    tables = (Course, Fact, Effect, Response, Score, DiaryEntry)
    return {
        model.__name__: model._base_manager.filter(**{"pk" if model is Course else "course_id": course.pk}).count()
        for model in tables
    }


def registered(cast, number=RITA, **more):
    row = RegisteredPerson._base_manager.filter(number_hash=cast.rita_person.number_hash).first()
    if row is None:
        row = RegisteredPerson(given_name="Rita", family_name="R")
        row.set_number(cast.rita_person.number)
    for name, value in more.items():
        setattr(row, name, value)
    row.save()


def answers(livet="nej"):
    return {
        "q.orken": "5", "q.oron": "5", "q.ensam": "aldrig", "q.livet": livet, "q.eget": "Bara mitt.",
        "revision": "0", "do": "send", "live": "1",
    }  # fmt: skip


def test_found_begun_walked_left_begun_again_and_removed(cast):
    row = opened(cast, youngest=18)
    registered(cast, municipality="9901")
    client = cast.client("rita")
    way = reverse("open:way", args=[row.code])
    page = client.get(way).content.decode()
    assert "Regionstyrelsen i Region Ett" in page and "artikel 6.1 a" in page and "Ingen personal läser" in page
    assert "Öppet alfa" in client.get("/oppna/").content.decode()
    begin = client.post(way + "borja/", {"revision": "1"})
    course = Course.objects.visible_to(cast.rita).get()
    home = f"/oppna/{course.pk}/"
    assert begin.url == home and client.post(way + "borja/", {"revision": "1"}).url == home
    assert client.get(f"/min/{course.pk}/").status_code == 404
    client.post(home + "valkommen/")

    form = client.get(f"{home}formular/{OCCASION}/").content.decode()
    assert "Ingen läser det du skriver här. Det är bara för dig." in form and "Ingen annan ser dina svar" in form
    sent = client.post(f"{home}formular/{OCCASION}/", answers("ibland"))
    assert sent.status_code == 302 and sent.url.startswith(home)
    for address in (sent.url, f"{home}steg/{STEPS[0]}/", home, f"{home}resultat/", f"{home}om/", f"{home}lamna/"):
        assert HELP in client.get(address).content.decode(), address
    assert "din behandlare" not in client.get(sent.url).content.decode()
    # Never a flag, whoever looks, and nothing waits for anybody.
    raise_flags(now=utc_now())
    assert Flag._base_manager.count() == 0 and not Effect.objects.filter(course=course, taken_at=None).exists()
    assert client.post(f"{home}steg/{STEPS[0]}/klar/").url == f"{home}steg/{STEPS[1]}/"
    assert "Bara du" in client.get(f"{home}om/").content.decode()
    assert course.title in client.get("/min/").content.decode()

    client.post(home + "lamna/")
    assert "Du har lämnat programmet" in client.get(home).content.decode()
    second = client.post(way + "borja/", {"revision": "1"}).url
    assert second != home and client.get(second).status_code == 200

    Notice._base_manager.create(
        person=course.person, key=f"{course.pk}.x", about="begun", course_id=course.pk, due_at=utc_now(),
        made_at=utc_now(),
    )  # fmt: skip
    assert client.post(home + "ta-bort/").status_code == 422 and of(course)["Course"] == 1
    client.post(home + "ta-bort/", {"sure": "yes"})
    assert set(of(course).values()) == {0} and not Notice._base_manager.filter(course_id=course.pk).exists()
    assert client.get(home).status_code == 404 and client.get(second).status_code == 200
    entry = Entry.objects.get(act="open:erase")
    assert entry.account_id == str(cast.accounts["rita"].pk) and entry.resource_id == str(course.pk)


def test_nobody_but_the_resident_reaches_it_and_counts_are_in_fives(cast):
    row = opened(cast)
    course = begun(row, cast.rita)
    actions.submit(course, OCCASION, {"orken": 5, "oron": 5, "ensam": "aldrig", "livet": "nej"}, 0, by=cast.rita)
    for name in ("tina", "irma", "kaj", "rune"):
        assert cast.client(name).get(f"/oppna/{course.pk}/").status_code in (403, 404), name
    found = open_counts(cast.kaj, row)
    assert found is not None and (found.running, found.done, found.left) == (0, 0, 0)
    assert open_counts(cast.klas, row) is None and open_counts(cast.tina, row) is None
    page = cast.client("kaj").get(reverse("region:opening", args=[row.pk])).content.decode()
    assert "0–4" in page and "minst 0" not in page and "minst 1" not in page and "Rita" not in page
    assert cast.client("klas").get(reverse("region:opening", args=[row.pk])).status_code == 404


def test_who_may_not_is_told_kindly_and_an_outage_loses_nothing(cast, settings):
    row = opened(cast, municipalities=("9901",), youngest=18, oldest=120)
    way, client = reverse("open:begin", args=[row.code]), cast.client("rita")
    SettingChange.objects.create(
        provider=cast.ett, key="municipalities", value="9901 Klarfors\n9902 Vretinge", before=None, at=utc_now(), by="x"
    )
    said = lambda **post: client.post(way, {"revision": "1", **post}).content.decode()  # noqa: E731
    registered(cast, municipality="9902")
    assert "öppet för dig som bor i Klarfors" in said()
    registered(cast, deceased=True)
    assert "Skatteverket" in said()
    registered(cast, deceased=False, protected=True)
    asked = said()
    assert "Var är du folkbokförd?" in asked and "Vretinge" in asked and "Vi sparar det inte" in asked
    assert "öppet för dig som bor i" in said(kommun="9902")
    assert not Course.objects.visible_to(cast.rita).exists()
    with registry_server.running() as server:
        settings.STEGVIS_PERSON_REGISTRY = "stegvis.access.registry.network.NetworkRegistry"
        settings.STEGVIS_PERSON_REGISTRY_URL, settings.STEGVIS_PERSON_REGISTRY_TOKEN = server.url, "wrong"
        from stegvis.access.registry import registry

        registry.cache_clear()
        try:
            down = client.post(way, {"revision": "1"})
            assert down.status_code == 503 and "försök igen" in down.content.decode()
            server.token = "wrong"
            server.people[RITA] = {"given_name": "R", "family_name": "R", "municipality": "9901"}
            assert client.post(way, {"revision": "1"}).status_code == 302
        finally:
            registry.cache_clear()
    assert "9901" not in str(list(Fact.objects.values_list("payload", flat=True)))


def test_what_needs_staff_cannot_be_opened_and_says_why(cast):
    document = with_exercise(open_document())
    assert {each.code for each in hindrances(document)} == set(Hinders)
    assert not hindrances(open_document())
    version = publish_open(cast, cast.verkstaden, cast.disa, cast.kaj, document)
    client, address = cast.client("kaj"), reverse("region:open_version", args=[version.pk])
    page = client.get(address).content.decode()
    for words in ("Programmet har meddelanden", "Modulen öppnas av personal", "skickas in till personal",
                  "visar ingen hjälptext", "gjort för att startas av personal"):  # fmt: skip
        assert words in page
    assert client.post(address, {"code": "x"}).status_code == 422 and not cast.ett.open_programs.exists()
    assert "/katalog/" in page and "/visa/" in page


def test_a_minor_version_is_followed_a_major_is_for_new_starts_and_a_stop_reaches(cast):
    document = open_document()
    row = opened(cast, document)
    course, now = begun(row, cast.rita), utc_now()
    texts = {"sv": {**document.texts["sv"], "program.lead": "<p>Nya ord.</p>"}}

    minor = publish_open_again(cast, row, replace(document, texts=texts))
    catalogue.renew(row, minor, now=now, by=cast.kaj)
    assert alone.follow_versions(now=now) == 1 and alone.follow_versions(now=now) == 0
    moved = Course.objects.visible_to(cast.rita).get()
    assert moved.version_id == minor.pk and moved.document_id == minor.document_id
    major = publish_open_again(
        cast, row, replace(document, texts=texts, settings=replace(document.settings, length_days=30))
    )
    row.refresh_from_db()
    catalogue.renew(row, major, now=now, by=cast.kaj)
    assert alone.follow_versions(now=now) == 0
    catalogue.stop(minor, StopKind.STEP, STEPS[0], "Läs inte det här nu.", "", "Fel.", now=now, by=cast.kaj)
    assert "Läs inte det här nu." in cast.client("rita").get(f"/oppna/{course.pk}/steg/{STEPS[0]}/").content.decode()
    catalogue.stop(major, StopKind.VERSION, "", "Stoppat.", "", "Fel.", now=now, by=cast.kaj)
    assert "Programmet är stängt" in cast.client("rune").get(reverse("open:way", args=[row.code])).content.decode()


def publish_open_again(cast, row, document):
    from stegvis.catalogue.freezing import keep_document
    from tests.clearing import let_in

    now = utc_now()
    frozen = keep_document(document, now=now)
    return let_in(catalogue.hand_over(row.program, frozen.pk, "Ny.", now=now, by=cast.disa), now=now, by=cast.kaj)


def test_what_nobody_has_touched_is_removed_and_nothing_else(cast):
    row = opened(cast)
    old, fresh = begun(row, cast.rita), begun(row, cast.rune)
    now = utc_now() + timedelta(days=91)
    Course._base_manager.filter(pk=fresh.pk).update(last_active_at=now - timedelta(days=1))
    assert alone.forget_old(now=now) == 1 and alone.forget_old(now=now) == 0
    assert set(of(old).values()) == {0} and of(fresh)["Course"] == 1
    assert Entry.objects.filter(act="open:forget", reason="1").exists()


def test_without_signing_in_it_can_be_read_shown_and_printed_but_nothing_is_kept(cast, client):
    row = opened(cast)
    base = reverse("open:way", args=[row.code])
    before = Entry.objects.count()
    assert "Logga in och börja" in client.get(base).content.decode()
    assert STEPS[0] in client.get(base + "las/").content.decode()
    assert "Hur har du det?" in client.get(f"{base}las/{STEPS[0]}/").content.decode()
    assert not client.cookies or "session" not in str(client.cookies).lower()
    SettingChange.objects.create(
        provider=cast.ett, key="embedded_in", value="https://www.ett.example", before=None, at=utc_now(), by="x"
    )
    card = client.get(base + "kort/")
    assert "frame-ancestors 'self' https://www.ett.example" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card and b"<script" not in card.content
    assert "www.ett.example" not in client.get(base)["Content-Security-Policy"]
    assert client.get(base + "qr.svg")["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert b"<svg" in client.get(base + "affisch/").content
    assert client.get("/p/norra/affisch/").status_code in (200, 404)
    assert Entry.objects.count() == before
    catalogue.change_opening(row, terms(preview=False), 1, now=utc_now(),
                             by=cast.kaj)  # fmt: skip
    assert client.get(base + "las/").status_code == 404
    catalogue.close_opening(row, now=utc_now(), by=cast.kaj)
    assert "Programmet är stängt" in client.get(base).content.decode()
    catalogue.reopen(row, now=utc_now(), by=cast.kaj)
    assert "Logga in och börja" in client.get(base).content.decode()


def test_a_day_outside_its_dates_it_is_closed(cast):
    tomorrow = local_day(utc_now()) + timedelta(days=1)
    row = opened(cast, opens_on=tomorrow, closes_on=date(2100, 1, 1))
    with pytest.raises(actions.CannotBegin):
        begun(row, cast.rita)
    assert not Course.objects.visible_to(cast.rita).exclude(phase=Phase.LEFT).exists()
    assert ASKED not in cast.client("rita").get("/oppna/").content.decode()
