"""The leak test: nothing about a person, a program or a unit in any byte that leaves, by any channel.

Rows are laid out with nasty names and sent over real wires; what the other side received is searched.
"""

import base64
import json
import quopri
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from stegvis.access.models import CareProvider, CareUnit, Patient, Person
from stegvis.access.settings import Key
from stegvis.lib.mail import Server
from stegvis.notifications import actions, outbox, queries, texts
from stegvis.notifications.channels import push
from stegvis.notifications.channels.outcome import Sent
from stegvis.notifications.channels.push import sealing, vapid
from stegvis.notifications.first_contact import Message, Quiet, put_start_sms
from stegvis.notifications.kinds import ChannelKind, StaffRole
from stegvis.notifications.models import Delivery, NoticeChoice, StaffChannel
from stegvis.notifications.schedule import rules as schedule_rules
from tests.cast import NOW, RITA
from tests.notifications import gateway, mailbox
from tests.notifications.telling import LATER, MAIL, PHONE, choose, put, round_at, staff_channel

NASTY = (
    "Hjärtesorg\r\nBcc: elak@exempel.se\r\n\r\n<script>alert(1)</script>",
    "Självmordsprogrammet {{ 7|add:1 }} %(digits)s",
    "Beroendemottagningen\nX-Injected: ja",
    "=?utf-8?q?Psykos?=",
    'Ångest" , "to": "+46700000000',
)
FORMS = (
    lambda text: text.encode(),
    lambda text: json.dumps(text).strip('"').encode(),
    lambda text: base64.b64encode(text.encode())[:-4],
    lambda text: quopri.encodestring(text.encode()).rstrip(),
    lambda text: quote(text).encode(),
    lambda text: text.encode("latin-1", "ignore"),
)
PIECES = ("Hjärtesorg", "Bcc:", "elak@exempel", "script", "Självmord", "Beroende", "X-Injected", "Psykos", "+46700000000",
          "Rita", "Lund", "Region Ett", "Norra", RITA, RITA[2:], "course", "flag:", "module", "depression")  # fmt: skip


def found_in(raw):
    """Every forbidden word that stands in some bytes, plain or encoded."""
    return sorted({piece for piece in (*PIECES, *NASTY) for form in FORMS if (hidden := form(piece)) and hidden in raw})


def nothing_in(raw):
    assert found_in(raw) == [], raw[:400]


@pytest.fixture
def named(cast):
    """Everything that has a name has a nasty one."""
    unit, provider, person = cast.norra, cast.ett, cast.rita_person
    CareUnit.objects.filter(pk=unit.pk).update(name=NASTY[2], reading_promise=NASTY[1])
    CareProvider.objects.filter(pk=provider.pk).update(name=NASTY[3])
    Person.objects.without_asking_who_because("the test names").filter(pk=person.pk).update(given_name=NASTY[0][:90])
    Patient.objects.create(
        provider=provider, person=person, given_name=NASTY[0][:90], family_name=NASTY[4], created_at=NOW
    )
    StaffChannel.objects.all().delete()
    return cast


@pytest.fixture
def far(settings):
    with gateway.running() as found:
        settings.STEGVIS_SMS_URL = found.url
        yield found


@pytest.fixture
def post(settings):
    with mailbox.running() as found:
        settings.STEGVIS_EMAIL = Server(found.host, found.port, sender="avisering@exempel.se")
        yield found


def test_the_search_itself_finds_what_is_hidden():
    for text in PIECES[:6]:
        for form in (FORMS[0], FORMS[1], FORMS[4]):
            assert found_in(b"before " + form(text) + b" after")
    assert found_in(base64.b64encode("Hjärtesorg och mer".encode())) or found_in("Hjärtesorg".encode())


def test_nothing_leaks_over_the_wire(named, far, post):
    """A notice, a code, a first contact, staff's channels and a trial, by SMS and by mail, at once."""
    person = named.rita_person
    choose(person, email=True)
    for about in (*NASTY, "module", "message"):
        outbox.put([outbox.Wanted(person.pk, about, about[:20], NOW, named.norra.pk)], now=NOW)
    for kind, address in ((ChannelKind.SMS, PHONE), (ChannelKind.EMAIL, MAIL)):
        channel = staff_channel(named.norra, kind=kind, address=address)
        StaffChannel.objects.filter(pk=channel.pk).update(name=NASTY[0][:90])
        actions.try_channel(channel, now=NOW, by=named.irma)
    staff_channel(named.norra, role=StaffRole.MANAGER)
    staff_channel(named.ett, role=StaffRole.PROVIDER, kind=ChannelKind.EMAIL, address=MAIL)
    outbox.put_for_unit(named.norra.pk, f"flag:{NASTY[0]}", now=NOW)
    outbox.put_for_manager(named.norra.pk, f"flag:{NASTY[1]}", now=NOW)
    outbox.put_for_provider(named.ett.pk, f"flag:{NASTY[2]}", now=NOW)
    choice = queries.own_choice(named.rune, NOW)
    for kind, typed in ((ChannelKind.SMS, "0701740699"), (ChannelKind.EMAIL, "rune@exempel.se")):
        actions.add_address(choice, kind, typed, now=NOW, language="en", by=named.rune)
    quiet = Quiet(NOW.time(), NOW.time(), "Europe/Stockholm")
    message = Message("+46701740688", "sv", NASTY[0])
    put_start_sms(named.norra.pk, person.pk, message, quiet=quiet, try_for=LATER - NOW, now=NOW)
    for now in (NOW, NOW, LATER, LATER):
        round_at(now)
    assert (len(far.messages), len(post.mails)) == (6, 5)
    for call in far.calls:
        assert call.status == 202
        nothing_in(call.raw)
        nothing_in(json.dumps(call.headers).encode())
    for mail in post.mails:
        nothing_in(mail.raw)
        assert len(mail.to) == 1
    nothing_in(b"".join(post.heard))


def test_only_the_services_own_first_page_is_linked(named, far, post, settings):
    settings.STEGVIS_BASE_URL = "https://stegvis.exempel.se"
    choose(named.rita_person, email=True)
    put(named.rita_person)
    round_at(LATER)
    for text in (far.messages[0]["text"], post.mails[0].message.get_content()):
        links = [word for word in text.split() if "://" in word]
        assert links == ["https://stegvis.exempel.se/"]


def test_every_resident_gets_the_same_bytes(named, far):
    """What leaves for one cannot be told from what leaves for another, but for the number and the key."""
    for person, about in ((named.rita_person, "message"), (named.rune_person, "reminder")):
        choose(person)
        put(person, about=about)
    round_at(LATER)
    first, second = far.messages
    assert first["text"] == second["text"] and first["from"] == second["from"]


@pytest.mark.parametrize("language", ["sv", "en", "fi", "../../x"])
@pytest.mark.parametrize("sender", ["Stegvis", *NASTY, "", "x" * 12, "Stegvis\r\nBcc: a@b.se", "   "])
def test_every_text_with_any_sender(language, sender):
    for made in (
        texts.notice(sender, language), texts.staff(sender), texts.test(sender), texts.start(sender, language),
        texts.code(sender, language, "123456"),
    ):  # fmt: skip
        whole = "\n".join((made.sender, made.subject, made.link))
        nothing_in(f"{whole}{made.body}".encode())
        assert "\r" not in made.body and "\n" not in made.body and len(whole.split("\n")) == 3
        assert made.sender == "Stegvis"


@pytest.mark.parametrize("digits", ["", "12345", "Rita 1", "123456\nBcc: a@b.se", "１２３４５６"])
def test_nothing_but_six_digits_can_be_sent_as_a_code(digits):
    with pytest.raises(ValueError):
        texts.code("Stegvis", "sv", digits)


def test_a_sender_that_could_not_stand_in_a_header_is_not_used(named, far, post, monkeypatch):
    real = schedule_rules.Rules.of_provider

    class Nasty:
        def __init__(self, values):
            self.values = values

        def __getitem__(self, key):
            return NASTY[0] if key is Key.SENDER_NAME else self.values[key]

    monkeypatch.setattr(schedule_rules.Rules, "of_provider", lambda self, pk: Nasty(real(self, pk)))
    choose(named.rita_person, email=True)
    put(named.rita_person)
    round_at(LATER)
    assert far.messages[0]["from"] == "Stegvis" and post.mails[0].message["Subject"] == "Stegvis"
    nothing_in(post.mails[0].raw + far.calls[0].raw)


def test_nothing_leaks_by_push(named, settings, monkeypatch):
    """The browser's own key opens what was posted; address and headers say nothing either."""
    browser, auth = ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
    ours = sealing.encode(ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value.to_bytes(32, "big"))
    settings.STEGVIS_PUSH, settings.STEGVIS_PUSH_KEY = True, ours
    settings.STEGVIS_PUSH_CONTACT = "mailto:drift@exempel.se"
    keys = {"p256dh": sealing.encode(sealing.point(browser)), "auth": sealing.encode(auth)}
    given = json.dumps({"endpoint": "https://updates.push.services.mozilla.com/wpush/v2/abc", "keys": keys})
    choice = NoticeChoice.objects.create(person=named.rita_person, push=True, news=True, changed_at=NOW)
    actions.add_browser(choice, given, now=NOW, by=named.rita)
    posted = []

    class Answer:
        status_code, headers = 201, {}

    monkeypatch.setattr(push.requests, "post", lambda url, **call: posted.append((url, call)) or Answer())
    put(named.rita_person)
    round_at(LATER)
    ((url, call),) = posted
    from tests.notifications.test_push import opened

    plain = opened(call["data"], browser, auth)
    assert json.loads(plain) == {
        "title": "Stegvis", "body": texts.notice("Stegvis", "sv").body, "url": texts.first_page(),
    }  # fmt: skip
    nothing_in(plain + json.dumps(call["headers"]).encode() + url.encode())
    assert Delivery.objects.get().state == "sent" and Sent() == Sent("")
    assert vapid.public(ours)
