"""Makes docs/sign-in-conformance.md from the tables of cases: `python -m tests.access.oidc.conformance`."""

import os
from itertools import groupby
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
PAGE = Path(__file__).resolve().parents[3] / "docs" / "sign-in-conformance.md"
HEAD = """# Sign-in: every wrong thing, and its outcome

Made from the tests (`python -m tests.access.oidc.conformance`); a test holds it current. Each case is sent by a hostile
provider to a running sign-in (`tests/access/oidc`). In all of them nobody comes in, no person and no account is made, the
answer is a page that says what to do, and the log has the code. The right way is played against a certified provider in a
browser: `make journey NAME=sign_in_with_eid`.

What a person is told depends on whose it is to mend: *cancelled*, *low_level*, *no_number*, *foreign*, *down*, *late*,
*conflict*, *closed*, *no_commission*; all else is *wrong*, one text that tells a stranger nothing.
"""
HOPS = (
    "Sent to `/fran/PORTAL/` (`tests/access/oidc/hops.py`). In all of them nobody is sent on and nothing is kept; the page has\n"
    "the ordinary way in. A ticket that holds, with an address that is not ours, leads to the first page."
)
LEFT = (
    "Sent to `/in/e-leg/KEY/ut/` (`tests/access/oidc/test_ending.py`). In all of them nobody is signed out, and the answer is 400.\n"
    "A word that holds is played by a certified provider in a browser too."
)
# Told in tests of their own, in test_signing_in.py.
OWN = (
    ("an answer that was already used", "state_unknown"),
    ("an answer in another browser than the one that asked", "state_unknown"),
    ("an answer after fifteen minutes", "state_late"),
    ("an answer through another provider's address (mix-up)", "other_provider"),
    ("a known subject with another person's number", "subject_taken"),
    ("an earlier coordination number, and a life under each", "earlier_conflict"),
    ("a closed account, or somebody made up for practice", "account_closed"),
    ("a portal's ticket a second time, in any browser", "ticket_used"),
    ("staff without an HSA-id", "hsa_id_missing"),
    ("staff without a commission that counts (each claim missing in turn)", "no_commission"),
)


def page() -> str:
    """The whole document."""
    from stegvis.access.oidc.kinds import Refusal, Stopped
    from tests.access.oidc.cases import CASES
    from tests.access.oidc.hops import CASES as HOP_CASES
    from tests.access.oidc.test_ending import CASES as LEAVING

    lines = [HEAD]
    for group, cases in groupby(CASES, key=lambda case: case.group):
        lines.append(f"## {group[:1].upper()}{group[1:]}\n\n| sent | in the log | told |\n|---|---|---|")
        lines += [
            f"| {case.sends.replace('<', '&lt;')} | `{case.refusal.value}` | {Stopped(case.refusal).telling.value} |"
            for case in cases
        ]
        lines.append("")
    lines.append(f"## A portal's ticket\n\n{HOPS}\n\n| sent | in the process's log |\n|---|---|")
    lines += [f"| {case.sends} | `{case.refusal.value}` |" for case in HOP_CASES]
    lines.append("")
    lines.append(f"## A word that somebody has left\n\n{LEFT}\n\n| sent | in the process's log |\n|---|---|")
    lines += [f"| {sent} | `{refusal.value}` |" for sent, _token, refusal in LEAVING]
    lines.append("")
    lines.append("## In tests of their own\n\n| sent | in the log | told |\n|---|---|---|")
    lines += [f"| {sent} | `{code}` | {Stopped(Refusal(code)).telling.value} |" for sent, code in OWN]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
