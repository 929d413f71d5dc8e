"""Web push to one browser (RFC 8030, 8291, 8292). Off unless the installation turns it on.

The push service of the browser's maker carries the message, sealed for the browser alone; what it can see is that
somebody's browser gets something from us. That is why a region decides.
"""

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import requests

from stegvis.lib.clock import utc_now
from stegvis.notifications.channels.outcome import Failed, Outcome, Retry, Sent
from stegvis.notifications.channels.push import sealing, vapid
from stegvis.notifications.channels.sms import retry_after
from stegvis.notifications.texts import Words

CONNECT_S, READ_S = 3.05, 10.0
KEPT_FOR = timedelta(hours=24)
# A browser tells us where to call. Only the makers' own services are called, or we would call anything for anyone.
SERVICES = re.compile(
    r"fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|web\.push\.apple\.com"
    r"|[a-z0-9\-]+\.notify\.windows\.com|[a-z0-9\-]+\.push\.apple\.com"
)
MOST_SUBSCRIPTION, MOST_ENDPOINT = 4000, 2000
POINT_SIZE, AUTH_SIZE = 65, 16
GONE = frozenset({404, 410})
FINAL = frozenset({400, 413})


class CannotSubscribe(ValueError):
    """What a browser gave is no subscription that we may call."""


def read_subscription(text: str) -> str:
    """A browser's subscription as we keep it: nothing but its address and its two keys. Raises CannotSubscribe."""
    if len(text) > MOST_SUBSCRIPTION:
        raise CannotSubscribe("too long for a subscription")
    try:
        given = json.loads(text)
        endpoint, keys = str(given["endpoint"]), given["keys"]
        point, auth = sealing.decode(str(keys["p256dh"])), sealing.decode(str(keys["auth"]))
        sealing.public_key(point)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotSubscribe("not a subscription") from error
    if len(point) != POINT_SIZE or len(auth) != AUTH_SIZE or not may_call(endpoint):
        raise CannotSubscribe("not a subscription that we may call")
    kept = {"endpoint": endpoint, "p256dh": sealing.encode(point), "auth": sealing.encode(auth)}
    return json.dumps(kept, sort_keys=True)


def may_call(endpoint: str) -> bool:
    """Whether an address belongs to a known push service: by its name, so that it is never a machine of ours."""
    if len(endpoint) > MOST_ENDPOINT or not re.fullmatch(r"[!-~]+", endpoint):
        return False
    try:
        parts = urlsplit(endpoint)
        plain = parts.scheme == "https" and parts.port in {None, 443} and "@" not in parts.netloc
    except ValueError:
        return False
    return plain and SERVICES.fullmatch(parts.hostname or "") is not None


class Push:
    """The push services, signed for with one key of ours."""

    waits = True

    def __init__(self, private_key: str, contact: str) -> None:
        self.private_key = private_key
        self.contact = contact

    @property
    def public_key(self) -> str:
        """What a browser subscribes with."""
        return vapid.public(self.private_key)

    def send(self, delivery_id: UUID, address: str, words: Words) -> Outcome:
        """Seal and hand over. `Topic` is the delivery's: what is sent again takes the place of the first."""
        kept = json.loads(address)
        if not may_call(kept["endpoint"]):
            return Failed("bad_address")
        payload = json.dumps({"title": words.sender, "body": words.body, "url": words.link}).encode()
        sealed = sealing.seal(payload, sealing.decode(kept["p256dh"]), sealing.decode(kept["auth"]))
        headers = {
            "TTL": str(int(KEPT_FOR.total_seconds())),
            "Urgency": "normal",
            "Topic": delivery_id.hex,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Authorization": vapid.authorization(kept["endpoint"], self.private_key, self.contact, now=utc_now()),
        }
        try:
            answer = requests.post(
                kept["endpoint"], data=sealed, headers=headers, timeout=(CONNECT_S, READ_S), allow_redirects=False
            )
        except requests.Timeout:
            return Retry("timeout")
        except requests.RequestException:
            return Retry("no_connection")
        if 200 <= answer.status_code < 300:
            return Sent()
        if answer.status_code in GONE:
            return Failed(f"http_{answer.status_code}", gone=True)
        if answer.status_code in FINAL:
            return Failed(f"http_{answer.status_code}")
        return Retry(f"http_{answer.status_code}", retry_after(answer.headers.get("Retry-After", "")))
