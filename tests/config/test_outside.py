"""Where an installation may send: read from its environment, and refused when it cannot be meant."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from stegvis.config.mode import demo_refusal
from stegvis.config.outside import channel_refusal, database_refusal, mail_server, scanner_at
from stegvis.lib.mail import Server
from stegvis.lib.scanning import Scanner

FROM = "avisering@exempel.se"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://post.exempel.se", Server("post.exempel.se", 25, sender=FROM)),
        ("smtps://post.exempel.se", Server("post.exempel.se", 465, ssl=True, sender=FROM)),
        (
            "smtp://a%40b:p%3Aq@post.exempel.se:587?starttls=1",
            Server("post.exempel.se", 587, user="a@b", password="p:q", starttls=True, sender=FROM),
        ),
    ],
)
def test_a_mail_server(url, server):
    assert mail_server(url, FROM) == server


def test_none_where_none_is_named():
    assert mail_server("", "") is None


@pytest.mark.parametrize(
    ("url", "sender"),
    [("http://post.exempel.se", FROM), ("smtp://", FROM), ("smtp://x.se", ""), ("smtp://x.se", "a@b.se\nBcc: c@d.se")],
)
def test_what_cannot_be_used_stops_the_start(url, sender):
    with pytest.raises(ImproperlyConfigured):
        mail_server(url, sender)


def test_a_password_is_not_sent_in_plain():
    with pytest.raises(ImproperlyConfigured, match="starttls"):
        mail_server("smtp://u:p@post.exempel.se", "a@b.se")
    for good in ("smtp://u:p@post.exempel.se?starttls=1", "smtps://u:p@post.exempel.se", "smtp://u:p@localhost"):
        assert mail_server(good, "a@b.se")


@pytest.mark.parametrize(
    ("url", "push", "key", "contact", "may"),
    [
        ("", False, "", "", True),
        ("https://sms.exempel.se/v1", False, "", "", True),
        ("http://127.0.0.1:9/v1", False, "", "", True),
        ("http://sms.exempel.se/v1", False, "", "", False),
        ("ftp://sms.exempel.se", False, "", "", False),
        ("", True, "", "mailto:a@b.se", False),
        ("", True, "k", "a@b.se", False),
        ("", True, "k", "mailto:a@b.se", True),
    ],
)
def test_channels_that_may_not_be(url, push, key, contact, may):
    assert (channel_refusal(url, push=push, key=key, contact=contact) == "") is may


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("", True),
        ("sqlite:///var/x.sqlite3", True),
        ("postgres://u:p@localhost:5433/x", True),
        ("postgres://u@%2Fvar%2Frun/x", True),
        ("postgres://u:p@db.exempel.se/x", False),
        ("postgres://u:p@db.exempel.se/x?sslmode=prefer", False),
        ("postgresql://u:p@db.exempel.se/x?sslmode=verify-full", True),
        ("postgres://u:p@db.exempel.se/x?sslmode=disable", True),
        ("postgres:///x", True),
        ("postgres://u:p@[::1]:5432/x", True),
        ("postgres:///x?host=/var/run/postgresql", True),
        ("pgsql://u:p@db.exempel.se/x", False),
        ("postgis://u:p@db.exempel.se/x", False),
        ("postgres:///x?host=db.exempel.se", False),
        ("postgres://localhost/x?hostaddr=192.0.2.1", False),
        ("postgres://localhost:5432,db.exempel.se/x", False),
        ("postgres://u:p@[2001:db8::1]:5432/x", False),
        ("postgres:///x?service=far", False),
        ("postgres://u:p@db.exempel.se/x?sslmode=require&sslmode=prefer", False),
    ],
)
def test_a_database_far_away_is_asked_in_plain_only_by_somebodys_word(url, may):
    assert (database_refusal(url) == "") is may


@pytest.mark.parametrize(
    ("url", "scanner"),
    [
        ("", None),
        ("clamd://127.0.0.1", Scanner(host="127.0.0.1")),
        ("clamd://skanner:99", Scanner(host="skanner", port=99)),
        ("unix:///run/clamd.ctl", Scanner(path="/run/clamd.ctl")),
        *((wrong, None) for wrong in ("http://x", "clamd://", "unix://x/y", "clamd://x/y", "skanner")),
    ],
)
def test_where_the_scanner_is(url, scanner):
    if url and scanner is None:
        with pytest.raises(ImproperlyConfigured, match="STEGVIS_SCANNER"):
            scanner_at(url)
    else:
        assert scanner_at(url) == scanner


@pytest.mark.parametrize(
    ("environ", "may"),
    [
        ({}, True),
        ({"STEGVIS_SMS_URL": "http://127.0.0.1:9/"}, True),
        ({"STEGVIS_SMS_URL": "https://sms.exempel.se/"}, False),
        ({"STEGVIS_EMAIL_URL": "smtp://post.exempel.se"}, False),
        ({"STEGVIS_PUSH": "on"}, False),
        ({"STEGVIS_PUSH": "off"}, True),
    ],
)
def test_a_demo_never_reaches_out(environ, may):
    assert (demo_refusal(environ) == "") is may
