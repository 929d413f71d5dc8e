"""Values that nobody should send, and ways to send them. Drawn from a seed: the same run asks the same things."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

NUL, HALF_A_PAIR = b"a\x00b", b"\xed\xa0\x80"
VALUES: tuple[bytes, ...] = (
    NUL,
    HALF_A_PAIR,
    b"\xff\xfe",
    b"",
    b"   ",
    b"-1",
    b"0",
    b"9" * 400,
    b"9" * 5000,
    b"99999999999999999999",
    b"-9223372036854775809",
    b"1e999",
    b"NaN",
    b"-Infinity",
    b"1.5",
    b"1_000",
    b"0x10",
    "²".encode(),
    "٣".encode(),
    b"true",
    b"null",
    b"[]",
    b'{"a": [1, {"b": null}]}',
    b"[" * 3000,
    b"2026-02-30",
    b"0000-00-00",
    b"9999-12-31",
    b"0001-01-01",
    b"99999-01-01",
    b"24:61",
    b"2026-11-23T25:00",
    b"00000000-0000-4000-8000-000000000000",
    b"not-a-uuid",
    b"<script>alert(1)</script>",
    b"' OR '1'='1' --",
    b"../../../etc/hostname",
    b"\r\nX-Injected: yes",
    "\u202e\u200f\u0301💥".encode(),
    b"%s%n{0}{{7*7}}",
    b"javascript:alert(1)",
    b"//elsewhere.example/",
    "å".encode() * 6000,
)
# In an address a slash or a line break is another address, and the server in front refuses the longest.
IN_ADDRESSES = tuple(value for value in VALUES if value and b"/" not in value and len(value) < 500)


@dataclass(frozen=True)
class Sent:
    """A body, what it says that it is, and a few words about it for whoever reads of a fault."""

    body: bytes
    kind: str
    about: str


Field = tuple[str, str, str]
FORM = "application/x-www-form-urlencoded"
BORDER = "----stegvis"


def encoded(pairs: list[tuple[str, bytes]]) -> bytes:
    """As a browser would send a form, though with bytes that no browser sends."""
    return "&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for name, value in pairs).encode()


def bodies(fields: list[Field], chance: random.Random) -> Iterator[Sent]:
    """A form's (name, kind, value), sent in every wrong way."""
    whole = [(name, value.encode()) for name, _kind, value in fields]
    yield Sent(encoded(whole), FORM, "as it stands")
    yield Sent(b"", FORM, "nothing")
    for about in ("one value everywhere", "another in each"):
        one = chance.choice(VALUES)
        pairs = [(name, one if about.startswith("one") else chance.choice(VALUES)) for name, _value in whole]
        yield Sent(encoded(pairs), FORM, f"{about}: {one[:20]!r}" if about.startswith("one") else about)
    if whole:
        # One wrong among right ones comes further than all wrong.
        for _time in range(min(3, len(whole))):
            at, bad = chance.randrange(len(whole)), chance.choice(VALUES)
            some = [(name, bad if n == at else value) for n, (name, value) in enumerate(whole)]
            yield Sent(encoded(some), FORM, f"{whole[at][0]}={bad[:20]!r}")
        gone = chance.randrange(len(whole))
        yield Sent(encoded([pair for n, pair in enumerate(whole) if n != gone]), FORM, f"without {whole[gone][0]}")
        yield Sent(encoded([*whole, *((name, chance.choice(VALUES)) for name, _value in whole)]), FORM, "each twice")
    yield Sent(
        json.dumps({name: [None, "\ud800", 1e308] for name, _value in whole}).encode(), "application/json", "JSON"
    )
    yield Sent(_multipart(fields, chance), f"multipart/form-data; boundary={BORDER}", "files")
    yield Sent(b"--x\r\nnot a part", f"multipart/form-data; boundary={BORDER}", "a broken multipart")


FILES = (
    b"",
    b"%PDF-1.7\n%%EOF",
    b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    b"PK\x03\x04" + b"\xff" * 60,
    b'{"resourceType": 7}',
    b"\xff" * 900,
)


def _multipart(fields: list[Field], chance: random.Random) -> bytes:
    """Files that are not what they say, with names that lead elsewhere; and text where a file was asked for."""
    parts = []
    for name, kind, value in fields:
        head = f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        if kind == "file":
            parts.append(
                head
                + b'; filename="../../x\xc3\xa5.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
                + chance.choice(FILES)
            )
        else:
            parts.append(head + b"\r\n\r\n" + value.encode())
    return b"\r\n".join([*parts, f"--{BORDER}--\r\n".encode()])
