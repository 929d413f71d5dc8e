"""Each channel over a real wire: what is sent, which answers are final, and which are tried again."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from stegvis.config.outside import mail_server
from stegvis.lib.mail import Server
from stegvis.notifications import channels, texts
from stegvis.notifications.channels import email, sms
from stegvis.notifications.channels.outcome import Failed, Retry, Sent
from stegvis.notifications.kinds import ChannelKind
from stegvis.notifications.models import LocalSending
from tests.notifications import gateway, mailbox
from tests.notifications.telling import MAIL, PHONE

ONE = UUID("7c0e5c0e-9a3b-4f6e-8a2e-3f0f6f0c7d11")


@pytest.fixture
def far():
    with gateway.running() as found:
        yield found


@pytest.fixture
def post():
    with mailbox.running() as found:
        yield found


@pytest.fixture
def words():
    return texts.notice("Stegvis", "sv")


def test_an_sms_is_by_the_contract(far, words):
    far.token = "t0ken"
    assert sms.Gateway(far.url, "t0ken").send(ONE, PHONE, words) == Sent("ref-1")
    (call,) = far.calls
    assert call.key == str(ONE) and call.headers["authorization"] == "Bearer t0ken"
    assert call.body == {"to": PHONE, "from": "Stegvis", "text": words.body} and gateway.fits(call.body)


def test_the_same_id_is_one_sms(far, words):
    way = sms.Gateway(far.url, "")
    assert way.send(ONE, PHONE, words) == way.send(ONE, PHONE, words)
    assert len(far.calls) == 2 and len(far.messages) == 1


@pytest.mark.parametrize("status", [400, 404, 410, 413, 422])
def test_answers_that_are_final(far, words, status):
    far.answers = [status]
    assert sms.Gateway(far.url, "").send(ONE, PHONE, words) == Failed(f"http_{status}")


@pytest.mark.parametrize("status", [301, 401, 403, 408, 409, 425, 429, 500, 502, 503, 504])
def test_answers_that_are_tried_again(far, words, status):
    far.answers = [status]
    assert sms.Gateway(far.url, "").send(ONE, PHONE, words) == Retry(f"http_{status}")


@pytest.mark.parametrize(
    ("said", "believed"),
    [("120", timedelta(minutes=2)), ("999999", timedelta(hours=1)), ("soon", None), ("-1", None)],
)
def test_how_long_the_gateway_wants_us_to_wait(far, words, said, believed):
    far.answers, far.headers = [429], {"Retry-After": said}
    assert sms.Gateway(far.url, "").send(ONE, PHONE, words) == Retry("http_429", believed)


def test_too_slow_is_tried_again(far, words, monkeypatch):
    monkeypatch.setattr(sms, "READ_S", 0.05)
    far.slow_s = 0.3
    assert sms.Gateway(far.url, "").send(ONE, PHONE, words) == Retry("timeout")


def test_nobody_there_is_tried_again(words):
    with gateway.running() as gone:
        url = gone.url
    assert sms.Gateway(url, "").send(ONE, PHONE, words) == Retry("no_connection")


def test_an_answer_that_is_not_json_is_taken_all_the_same(far, words):
    far.garbage = True
    assert sms.Gateway(far.url, "").send(ONE, PHONE, words) == Sent("")


def test_the_fake_gateway_itself_refuses_what_is_not_by_the_contract():
    good = {"to": PHONE, "from": "Stegvis", "text": "Hej"}
    assert gateway.fits(good)
    for wrong in ({"to": "070"}, {"from": "Ett för långt namn"}, {"text": ""}, {"text": "x" * 307}, {"who": "Rita"}):
        assert not gateway.fits({**good, **wrong})


def _mail(post):
    return email.Mail(Server(post.host, post.port, sender="avisering@exempel.se"), "https://stegvis.exempel.se")


def test_a_mail_has_the_deliverys_id(post, words):
    assert _mail(post).send(ONE, MAIL, words) == Sent(str(ONE))
    (mail,) = post.mails
    assert mail.to == [MAIL] and mail.sender == "avisering@exempel.se"
    assert mail.message["Message-ID"] == f"<{ONE}@stegvis.exempel.se>"
    assert mail.message["Subject"] == "Stegvis" and mail.message["From"] == "Stegvis <avisering@exempel.se>"
    assert mail.message.get_content().strip() == words.body


@pytest.mark.parametrize(
    ("code", "answer"), [(550, Failed("smtp_550")), (553, Failed("smtp_553")), (450, Retry("smtp_450"))]
)
def test_a_refused_recipient(post, words, code, answer):
    post.recipient_answers = [code]
    assert _mail(post).send(ONE, MAIL, words) == answer


@pytest.mark.parametrize(("code", "answer"), [(554, Failed("smtp_554")), (451, Retry("smtp_451"))])
def test_a_refused_text(post, words, code, answer):
    post.data_answers = [code]
    assert _mail(post).send(ONE, MAIL, words) == answer


def test_no_mail_server_is_tried_again(words):
    with mailbox.running() as gone:
        pass
    assert _mail(gone).send(ONE, MAIL, words) == Retry("no_connection")


def test_a_wrong_password_says_nothing_about_the_person(post, words):
    way = email.Mail(Server(post.host, post.port, user="u", password="p"), "https://x.exempel.se")
    assert isinstance(way.send(ONE, MAIL, words), Retry)


def test_a_line_break_in_an_address_is_never_a_header(post, words):
    answer = _mail(post).send(ONE, "rita@exempel.se\nBcc: other@exempel.se", words)
    assert answer == Failed("bad_address") and post.mails == []


def test_the_demo_keeps_what_would_have_left(db, words):
    way = channels.channel(ChannelKind.SMS)
    way.send(ONE, PHONE, words)
    way.send(ONE, PHONE, words)
    assert [(row.address, row.text) for row in LocalSending.objects.all()] == [(PHONE, words.body)]


def test_nothing_is_offered_where_nothing_is_set(settings):
    settings.STEGVIS_DEMO = False
    assert channels.offered() == ()
    settings.STEGVIS_SMS_URL = "https://sms.exempel.se/"
    assert channels.offered() == (ChannelKind.SMS,)
    settings.STEGVIS_EMAIL = mail_server("smtp://post.exempel.se", "a@exempel.se")
    settings.STEGVIS_PUSH = True
    assert channels.offered() == (ChannelKind.SMS, ChannelKind.EMAIL, ChannelKind.PUSH)


def test_push_is_off_in_a_demo():
    assert ChannelKind.PUSH not in channels.offered()


def test_every_text_fits_in_an_sms_and_has_no_sign_that_the_gateway_lacks():
    gsm = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
              "abcdefghijklmnopqrstuvwxyzäöñüà")  # fmt: skip
    for language in ("sv", "en"):
        for made in (
            texts.notice("Stegvis", language), texts.code("Stegvis", language, "012345"),
            texts.start("Stegvis", language), texts.staff("Stegvis"), texts.test("Stegvis"),
        ):  # fmt: skip
            assert set(made.body) <= gsm and len(made.body) <= 306
            assert gateway.fits(json.loads(json.dumps({"to": PHONE, "from": made.sender, "text": made.body})))
