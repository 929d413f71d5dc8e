"""Which addresses are held to which limit: a table, as the gates are. What is not here is held to none.

No way to help is here, nor anything that a resident answers or writes, and a test keeps it so: nobody who is in a bad way
is ever told to wait. How much each limit lets through is the installation's (`STEGVIS_LIMITS`, docs/operations.md).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

SIGN_IN, SIGN_OUT, SHORT, PAPER, COUNT, SEARCH, LINK, UNKNOWN_LINK = (
    "sign_in",
    "sign_out",
    "short",
    "paper",
    "count",
    "search",
    "link",
    "unknown_link",
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much goes through: for one account or session, for one address with nobody signed in, in so many seconds."""

    own: int
    address: int
    seconds: int


# Wide: they stop a script, not somebody who is in a hurry, nor a hospital behind one address.
DEFAULTS: dict[str, Amounts] = {
    SIGN_IN: Amounts(30, 1500, 300),
    # What a provider says of those who have signed out there, all from its own address.
    SIGN_OUT: Amounts(3000, 3000, 300),
    SHORT: Amounts(60, 600, 300),
    PAPER: Amounts(60, 60, 300),
    COUNT: Amounts(60, 60, 300),
    SEARCH: Amounts(60, 60, 300),
    # One link of a guest; and links that open nothing, tried from one address.
    LINK: Amounts(900, 900, 600),
    UNKNOWN_LINK: Amounts(120, 120, 600),
}
# In the demo everybody is one visitor, from one address.
WIDER_IN_DEMO = 20

ROUTES: dict[str, str] = {
    **dict.fromkeys(("entrance:sign_in", "entrance:eid", "entrance:eid_answer", "entrance:hop"), SIGN_IN),
    "entrance:eid_left": SIGN_OUT,
    **dict.fromkeys(("entrance:unit", "entrance:way", "entrance:unit_card", "entrance:unit_qr"), SHORT),
    **dict.fromkeys(("entrance:unit_poster", "open:card", "open:qr", "open:poster"), SHORT),
    **dict.fromkeys(
        (
            "resident:results_pdf", "resident:answers_pdf", "resident:log_pdf", "resident:log_json",
            "open:results_pdf", "open:answers_pdf",
            "clinician:response_pdf", "clinician:response_fhir", "clinician:results_pdf", "clinician:results_csv",
            "clinician:letter",
            "process:texts_pdf", "process:prototype_summary_pdf", "process:risks_pdf", "process:risks_empty_pdf",
            "process:nomination_pdf", "process:nomination_empty",
            "region:risk_template_pdf", "region:destruction_pdf", "law:incident_pdf", "law:impact_pdf",
            "resident:own_record_pdf", "resident:own_record_fhir", "region:record_extract", "region:package", "studio:questionnaire_fhir",
        ),
        PAPER,
    ),
    **dict.fromkeys(("region:statistics", "region:process_time", "clinician:counts", "catalogue:counts"), COUNT),
    **dict.fromkeys(("clinician:log_search", "region:log_search", "clinician:log_draw", "region:log_draw"), SEARCH),
}  # fmt: skip
# Pages that are only dear when something is asked of them.
ASKED = {"catalogue:list": SEARCH, "process:board": SEARCH}
COMING_BACK = frozenset({"entrance:eid_answer"})
# Signing in is what is sent, or the way to a provider; the page with the buttons is for everybody, always.
SENT_ONLY = frozenset({"entrance:sign_in"})
_PART = re.compile(r"([a-z_]+)=(\d{1,6})/(\d{1,6})/(\d{1,5})")


def limit_of(route: str, method: str, *, asked: bool) -> str:
    """The limit that a request is held to; empty where there is none. `asked` says that its address asks something."""
    if route in SENT_ONLY and method in {"GET", "HEAD"}:
        return ""
    return ROUTES.get(route) or (ASKED.get(route, "") if asked else "")


def read_limits(environ: Mapping[str, str], *, demo: bool) -> dict[str, Amounts]:
    """`STEGVIS_LIMITS`: names with own/address/seconds, as in `sign_in=30/300/300 paper=60/60/300`; the rest as they are.

    A name or number that is not one stops the start.
    """
    factor = WIDER_IN_DEMO if demo else 1
    found = {name: Amounts(row.own * factor, row.address * factor, row.seconds) for name, row in DEFAULTS.items()}
    for part in environ.get("STEGVIS_LIMITS", "").split():
        match = _PART.fullmatch(part)
        numbers = [int(each) for each in match.groups()[1:]] if match else [0]
        if match is None or match[1] not in DEFAULTS or not all(numbers):
            names = ", ".join(DEFAULTS)
            raise ImproperlyConfigured(
                f"STEGVIS_LIMITS: {part!r} is not NAME=OWN/ADDRESS/SECONDS with whole numbers from 1. Names: {names}."
            )
        found[match[1]] = Amounts(*numbers)
    return found
