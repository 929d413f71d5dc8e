"""Web push against the RFCs' own examples (RFC 8291 section 5 and appendix A; RFC 8292 section 2)."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stegvis.notifications import texts
from stegvis.notifications.channels import push
from stegvis.notifications.channels.outcome import Failed, Retry, Sent
from stegvis.notifications.channels.push import sealing, vapid
from stegvis.notifications.models import Delivery
from tests.cast import NOW

# RFC 8291, section 5.
PLAIN = b"When I grow up, I want to be a watermelon"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
BROWSER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
BROWSER_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
OURS_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
OURS_PUBLIC = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/abc"


def opened(sealed, browser, auth):
    """What the browser reads: the RFC the other way round."""
    salt, length = sealed[:16], sealed[20]
    ours, body = sealed[21 : 21 + length], sealed[21 + length :]
    shared = browser.exchange(ec.ECDH(), sealing.public_key(ours))
    secret = sealing._derive(auth, shared, b"WebPush: info\x00" + sealing.point(browser) + ours, 32)
    key = sealing._derive(salt, secret, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = sealing._derive(salt, secret, b"Content-Encoding: nonce\x00", 12)
    plain = AESGCM(key).decrypt(nonce, body, None)
    assert plain.endswith(b"\x02")
    return plain[:-1]


def test_the_rfcs_example_byte_for_byte():
    ours = sealing.private_key(OURS_PRIVATE)
    assert sealing.encode(sealing.point(ours)) == OURS_PUBLIC
    made = sealing.seal(
        PLAIN, sealing.decode(BROWSER_PUBLIC), sealing.decode(AUTH), own=ours, salt=sealing.decode(SALT)
    )
    assert sealing.encode(made) == SEALED


def test_the_browser_opens_it():
    assert opened(sealing.decode(SEALED), sealing.private_key(BROWSER_PRIVATE), sealing.decode(AUTH)) == PLAIN


def test_no_two_are_the_same():
    made = {sealing.seal(PLAIN, sealing.decode(BROWSER_PUBLIC), sealing.decode(AUTH)) for _ in range(3)}
    assert len(made) == 3


def test_a_text_that_does_not_fit_is_refused():
    for size, fits in ((sealing.MOST_PLAIN, True), (sealing.MOST_PLAIN + 1, False)):
        if fits:
            assert len(sealing.seal(b"x" * size, sealing.decode(BROWSER_PUBLIC), sealing.decode(AUTH))) <= 4096
        else:
            with pytest.raises(ValueError):
                sealing.seal(b"x" * size, sealing.decode(BROWSER_PUBLIC), sealing.decode(AUTH))


def test_who_we_are_is_signed_for_that_service_and_for_half_a_day():
    head = vapid.authorization(ENDPOINT, OURS_PRIVATE, "mailto:drift@exempel.se", now=NOW)
    token, key = head.removeprefix("vapid t=").split(", k=")
    header, claims, signature = token.split(".")
    assert json.loads(sealing.decode(header)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(sealing.decode(claims)) == {
        "aud": "https://updates.push.services.mozilla.com",
        "exp": int((NOW + timedelta(hours=12)).timestamp()),
        "sub": "mailto:drift@exempel.se",
    }
    raw = sealing.decode(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    sealing.public_key(sealing.decode(key)).verify(der, f"{header}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    assert key == OURS_PUBLIC


def subscription(endpoint=ENDPOINT, p256dh=BROWSER_PUBLIC, auth=AUTH):
    return json.dumps({"endpoint": endpoint, "keys": {"p256dh": p256dh, "auth": auth}})


def test_a_subscription_is_kept_as_it_is_needed():
    kept = json.loads(push.read_subscription(subscription()))
    assert kept == {"endpoint": ENDPOINT, "p256dh": BROWSER_PUBLIC, "auth": AUTH}


@pytest.mark.parametrize(
    "given",
    [
        "", "[]", "{}", "nothing",
        subscription(endpoint="https://127.0.0.1/x"),
        subscription(endpoint="http://fcm.googleapis.com/x"),
        subscription(endpoint="https://fcm.googleapis.com.elak.se/x"),
        subscription(endpoint="https://fcm.googleapis.com:8443/x"),
        subscription(endpoint="https://a@fcm.googleapis.com/x"),
        subscription(endpoint="https://elak.se/fcm.googleapis.com"),
        subscription(p256dh="AAAA"),
        subscription(auth="AAAA"),
    ],
)  # fmt: skip
def test_we_call_nobody_but_the_push_services(given):
    with pytest.raises(push.CannotSubscribe):
        push.read_subscription(given)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(201, Sent()), (404, Failed("http_404", gone=True)), (410, Failed("http_410", gone=True)), (429, Retry("http_429")),
     (403, Retry("http_403")), (500, Retry("http_500"))],
)  # fmt: skip
def test_what_the_push_service_answers(monkeypatch, status, outcome):
    class Answer:
        status_code, headers = status, {}

    monkeypatch.setattr(push.requests, "post", lambda *_a, **_k: Answer())
    way = push.Push(OURS_PRIVATE, "mailto:drift@exempel.se")
    found = way.send(Delivery().pk, push.read_subscription(subscription()), texts.notice("Stegvis", "sv"))
    assert found == outcome
