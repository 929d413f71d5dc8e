"""Addresses of acting for somebody, and of the person behind a run."""

from tests.matrix.logged_routes import BLOCKED, RUN
from tests.matrix.things import OPEN_OCCASION, Page, Thing, _anybody, _oneself, _resident, form, get, post

OWN_HELPER = Thing(BLOCKED, lambda world, who: world.kept["helper", who].pk, _oneself)
GUARDIAN = Thing(BLOCKED, lambda world, who: world.kept["guardian", who].pk, _anybody)
ON = Thing(("on",), lambda _world, _which: 1, _anybody)

ACTED: dict[str, Page] = {
    # Acting itself, and what a guardian and a helper reach, is told in tests/web/resident/test_acting.py.
    "resident:act": post(),
    "resident:helpers": form(),
    "resident:helper_end": post({"helper": OWN_HELPER}),
    "clinician:person": get(RUN, chosen=True, says=_resident),
    # The embedded questionnaire of the first step: open, so the form is shown to who treats.
    "clinician:enter": form({**RUN, "occasion": OPEN_OCCASION}, chosen=True, says=_resident),
    "clinician:guardian_add": post(RUN, chosen=True),
    "clinician:guardian_end": post({**RUN, "guardian": GUARDIAN}, chosen=True),
    "clinician:protect": post({**RUN, "on": ON}, chosen=True),
    "clinician:account_lock": post({**RUN, "on": ON}, chosen=True),
}
