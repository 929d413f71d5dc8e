"""How long a session lasts, one's own list of them, and ending them. Time is moved by moving what the row says."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from stegvis.access import devices, sessions
from stegvis.access.models import SignIn
from stegvis.access.schedule import forget_run_out
from stegvis.audit.models import Entry
from stegvis.config.mode import whole_number
from stegvis.lib.clock import utc_now
from tests.web.entrance.test_entrance import be, demo, text  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


def row_of(client):
    return Session.objects.get(session_key=client.session.session_key)


def moved(client, **ago):
    """As if so long had gone since anything was done."""
    row = row_of(client)
    row.expire_date -= timedelta(**ago)
    row.save()


def begun_ago(client, **ago):
    session = client.session
    session["began"] = (utc_now() - timedelta(**ago)).isoformat()
    session.save()


def lasts(client):
    return (row_of(client).expire_date - utc_now()).total_seconds() / 60


def come(person, **headers):
    client = Client(headers=headers)
    be(client, person)
    return client


def test_residents_and_staff_have_limits_of_their_own(demo, settings):  # noqa: F811
    rita, tina = come("rita"), come("tina")
    assert lasts(rita) == pytest.approx(30, abs=1) and lasts(tina) == pytest.approx(60, abs=1)
    settings.STEGVIS_SESSIONS = {"resident": (5, 1), "staff": (10, 2)}
    assert lasts(come("rita")) == pytest.approx(5, abs=1)


def test_use_makes_it_last_and_nothing_done_ends_it(demo):  # noqa: F811
    rita = come("rita")
    moved(rita, minutes=20)
    assert rita.get("/min/").status_code == 200 and lasts(rita) == pytest.approx(30, abs=1)
    moved(rita, minutes=31)
    gone = rita.get("/min/")
    assert gone.url == "/in/?next=/min/&slut=1"
    assert "Du har blivit utloggad" in text(rita.get(gone.url))


def test_the_longest_time_ends_it_whatever_is_done(demo):  # noqa: F811
    rita = come("rita")
    begun_ago(rita, hours=7, minutes=50)
    assert rita.get("/min/").status_code == 200 and lasts(rita) <= 11
    begun_ago(rita, hours=8, minutes=1)
    assert rita.get("/min/").url.startswith("/in/")


def test_what_a_page_asks_by_itself_is_nobody_doing_anything(demo):  # noqa: F811
    rita = come("rita")
    moved(rita, minutes=20)
    left = rita.get("/in/kvar/", headers={"Sec-Fetch-Dest": "empty"}).json()
    assert 500 < left["idle"] < 620 and lasts(rita) == pytest.approx(10, abs=1)
    assert rita.post("/in/kvar/").json()["idle"] > 1700 and lasts(rita) == pytest.approx(30, abs=1)


def test_every_page_says_when_it_ends_with_and_without_scripts(demo):  # noqa: F811
    page = text(come("rita").get("/min/"))
    assert "<noscript>" in page and "Gör du inget loggas du ut klockan" in page
    assert 'data-idle="1' in page and 'data-ask="/in/kvar/"' in page
    assert "data-session" not in text(Client().get("/om/"))


def test_a_page_writes_its_session_at_most_once_a_minute(demo, django_assert_max_num_queries):  # noqa: F811
    rita = come("rita")
    before = row_of(rita).expire_date
    rita.get("/min/")
    assert row_of(rita).expire_date == before


def test_one_s_own_sign_ins_by_device_and_nobody_else_s(demo):  # noqa: F811
    here, there, other = come("rita"), come("rita", **{"User-Agent": PHONE}), come("rune")
    page = text(here.get("/in/inloggningar/"))
    assert "Den här enheten, nu" in page and "Chrome på en Androidtelefon" in page and page.count("Avsluta<") == 1
    assert PHONE not in str(list(SignIn.objects.values()))
    # Somebody else's is neither shown nor ended.
    foreign = SignIn.objects.get(session_key=other.session.session_key)
    assert str(foreign.pk) not in page
    here.post("/in/inloggningar/", {"sign_in": str(foreign.pk)})
    assert other.get("/min/").status_code == 200
    mine = SignIn.objects.get(session_key=there.session.session_key)
    assert here.post("/in/inloggningar/", {"sign_in": str(mine.pk)}).status_code == 302
    assert there.get("/min/").url.startswith("/in/") and here.get("/min/").status_code == 200
    # Pressed twice, or with something that is no sign-in: no harm.
    for nonsense in (str(mine.pk), "x", ""):
        assert here.post("/in/inloggningar/", {"sign_in": nonsense}).status_code == 302
    assert Entry.objects.filter(act="session:end").count() == 1


def test_all_others_at_once(demo):  # noqa: F811
    here, others = come("tina"), [come("tina"), come("tina")]
    assert "2 andra inloggningar är avslutade" in text(here.post("/in/inloggningar/", {"all": "1"}, follow=True))
    assert all(each.get("/vard/").url.startswith("/in/") for each in others)
    assert here.get("/vard/").status_code == 200 and SignIn.objects.count() == 1


def test_signing_out_forgets_the_sign_in_and_the_clock_what_ran_out(demo):  # noqa: F811
    client, left = come("rita"), come("rune")
    client.post("/in/ut/")
    assert SignIn.objects.count() == 1
    moved(left, minutes=40)
    forget_run_out(now=utc_now())
    assert not Session.objects.filter(expire_date__lt=utc_now()).exists()
    SignIn.objects.update(signed_in_at=utc_now() - timedelta(hours=1))
    forget_run_out(now=utc_now())
    assert not SignIn.objects.exists()


def test_practising_is_the_same_sign_in(demo, rf):  # noqa: F811
    """What the sign-in told of, and when it began, are not forgotten by seeing as somebody else for a while."""
    client = come("tina")
    session = client.session
    session.update({"told": ["SE-X"], "way": "prov"})
    session.save()
    before = {key: session[key] for key in (*sessions.ALONG,)}
    request = rf.get("/")
    request.session, request.user = client.session, demo.accounts["tina"]
    sessions._become(request, demo.accounts["rita"])
    assert {key: request.session[key] for key in before} == before


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (PHONE, "Chrome på en Androidtelefon"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari på en iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140 Safari/537.36 Edg/140", "Edge på en Windowsdator"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox på en Linuxdator"),
        ("curl/8", "En okänd enhet"),
        ("", "En okänd enhet"),
    ],
)
def test_a_device_in_plain_words(said, words):
    assert devices.in_words(devices.device_code(said)) == words


@pytest.mark.parametrize("said", ["0", "-1", "tio", "99999", "1.5", "²"])
def test_a_limit_that_is_no_number_stops_the_start(said):
    with pytest.raises(Exception, match="STEGVIS_X"):
        whole_number({"STEGVIS_X": said}, "STEGVIS_X", 30, most=100)
