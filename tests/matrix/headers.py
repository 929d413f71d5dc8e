"""What every answer's headers have to say, whatever it is: asked of each answer that the matrix gets, and in tests/config."""

import re
from typing import Any

# Shown inside other places: a card in the sites that its provider has named, and the drawing of an address.
FRAMED = {"entrance:unit_card", "open:card"}
SHOWN_ELSEWHERE = {*FRAMED, "entrance:unit_qr", "open:qr"}
# The same for everybody, so that a browser may keep it. Media of a program may be kept by the one browser.
KEPT = {
    "entrance:manifest": r"max-age=\d+",
    "media:file": r"no-store|private",
    "open:preview_media": r"no-store|private",
}
KEPT |= dict.fromkeys(("process:prototype_media", "tester:media"), r"no-store|private")
REFERRERS = {"same-origin", "no-referrer"}
PAPER = "sandbox; default-src 'none'"


def header_faults(response: Any, route: str = "") -> list[str]:
    """What is missing or wrong, in words."""
    said = response.headers
    policy = said.get("Content-Security-Policy", "")
    wanted = {
        "X-Content-Type-Options": {"nosniff"},
        "Referrer-Policy": REFERRERS,
        "Cross-Origin-Opener-Policy": {"same-origin"},
        "Cross-Origin-Resource-Policy": {
            "cross-origin" if route in SHOWN_ELSEWHERE and _shown(response) else "same-origin"
        },
        "Permissions-Policy": {"camera=(), microphone=(), geolocation=()"},
        "X-Frame-Options": {None} if route in FRAMED and _shown(response) else {"SAMEORIGIN"},
    }
    found = [f"{name}: {said.get(name)}" for name, right in wanted.items() if said.get(name) not in right]
    found += [] if _strict(policy) else [f"policy: {policy}"]
    if not re.search(KEPT.get(route, "no-store"), said.get("Cache-Control", "")):
        found.append(f"Cache-Control: {said.get('Cache-Control')}")
    kind = said.get("Content-Type", "")
    if re.match(r"text/|[^;]+[+/]xml", kind) and "charset=" not in kind:
        found.append(f"Content-Type: {kind}")
    return found + [f"cookie {name}: {fault}" for name, fault in cookie_faults(response)]


def cookie_faults(response: Any) -> list[tuple[str, str]]:
    """What is wrong with the cookies that an answer sets, wherever it runs."""
    return [
        (name, morsel.OutputString())
        for name, morsel in response.cookies.items()
        # One that is taken away holds nothing.
        if morsel["max-age"] != 0
        and (not morsel["httponly"] or morsel["samesite"] != "Lax" or morsel["path"] != "/" or morsel["domain"])
    ]


def _shown(response: Any) -> bool:
    return bool(response.status_code == 200)


def _strict(policy: str) -> bool:
    if policy == PAPER:
        return True
    held = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    scripts = [each for each in held.get("script-src", ["*"]) if not each.startswith("'nonce-")]
    return (
        held.get("default-src") == ["'none'"]
        and scripts == ["'self'"]
        and held.get("style-src") == ["'self'"]
        and held.get("object-src") == held.get("base-uri") == ["'none'"]
        and "'self'" in held.get("frame-ancestors", [])
        and "'unsafe-" not in policy
    )
