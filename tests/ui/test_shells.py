"""The frames around pages: landmarks, ways to help, who is signed in, and error pages that stand alone."""

import pytest
from django.contrib.messages.storage.base import Message
from django.template.loader import get_template

from stegvis.ui.gallery import gallery_context
from stegvis.ui.shell import NavItem, Shell
from tests.ui.engine import render

PAGES = ("400", "403", "403_csrf", "404", "409", "410", "500", "503")
RESIDENT = Shell(
    audience="resident",
    nav=(NavItem("Hem", "/hem/", current=True, icon="home"), NavItem("Meddelanden", "/m/", count=2)),
    person_name="Alva Lind",
    crisis_url="/hjalp/",
    sign_out_url="/ut/",
    language_url="/sprak/",
    accessibility_url="/tillganglighet/",
    about_url="/om/",
)
STAFF = Shell(
    audience="staff",
    nav=(NavItem("I dag", "/idag/", current=True),),
    person_name="Eva Holm",
    hat_label="Behandlare, Mottagningen Öst",
    crisis_url="/hjalp/",
    sign_out_url="/ut/",
    hats_url="/uppdrag/",
)


@pytest.mark.parametrize("template", ["ui/resident.html", "ui/staff.html", "ui/plain.html"])
def test_a_frame_stands_without_its_shell(template):
    page = get_template(template).render({})
    assert page.count("<main ") == 1 and 'id="innehall"' in page
    assert "Gå direkt till huvudinnehållet" in page and 'href="#innehall"' in page
    assert 'lang="sv"' in page and "<footer" in page
    assert "112" in page and "90101" in page


def test_the_resident_is_one_click_from_help_and_can_sign_out():
    page = render("ui/resident.html", shell=RESIDENT)
    assert page.count('href="/hjalp/"') == 2
    assert '<form class="topbar-out" method="post" action="/ut/">' in page
    assert 'href="/hem/" aria-current="page"' in page
    assert "csrfmiddlewaretoken" in page


def test_staff_see_in_which_capacity_they_work():
    page = render("ui/staff.html", shell=STAFF)
    for words in ("Eva Holm", "Behandlare, Mottagningen Öst", "Byt uppdrag", "Logga ut"):
        assert words in page


def test_each_audience_has_its_frame():
    assert RESIDENT.template == "ui/resident.html"
    assert STAFF.template == "ui/staff.html"
    assert Shell().template == "ui/plain.html"


def test_the_language_form_comes_back_to_the_same_page():
    page = render("ui/resident.html", shell=RESIDENT)
    assert 'name="next" value="/x/"' in page and 'name="language" value="en"' in page


def test_messages_say_how_urgent_they_are():
    page = render("ui/plain.html", messages=[Message(25, "Sparat."), Message(40, "Det gick inte.")])
    assert 'data-tone="success" role="status"' in page
    assert 'data-tone="danger" role="alert"' in page


def test_names_and_labels_are_escaped():
    page = render("ui/staff.html", shell=Shell(audience="staff", person_name="<b>Eva</b>", hat_label="<i>x</i>"))
    assert "<b>Eva</b>" not in page and "<i>x</i>" not in page


@pytest.mark.parametrize("page", PAGES)
def test_an_error_page_says_what_happened_and_where_help_is(page):
    html = get_template(f"{page}.html").render()
    assert "<h1>" in html and "Till startsidan" in html
    assert 'href="tel:112"' in html and 'href="tel:90101"' in html and 'href="tel:1177"' in html


@pytest.mark.parametrize("shell", [RESIDENT, STAFF, Shell()], ids=["resident", "staff", "public"])
def test_the_gallery_shows_everything(shell):
    page = render("ui/gallery.html", shell=shell, **gallery_context())
    for part in ("next", "crisis", "notice", "badge", "timeline", "bubble", "chart", "empty", "choices", "stat"):
        assert f'class="{part}' in page


def test_the_day_of_the_last_change_is_printed():
    page = render("ui/plain.html", updated_on=gallery_context()["updated_on"])
    assert "Senast uppdaterad:" in page and 'datetime="2025-05-12"' in page


def test_a_page_that_asks_first():
    page = render("ui/confirm.html", title="Ta bort?", consequences=["Raden försvinner."], cancel_url="/nej/")
    assert "<h1>Ta bort?</h1>" in page and 'href="/nej/"' in page and 'method="post"' in page
