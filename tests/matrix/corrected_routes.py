"""Addresses of putting a record right."""

from tests.matrix.logged_routes import RUN
from tests.matrix.things import COURSE, HOME, RESPONSE, SENT_OCCASION, Page, Thing, _anybody, _resident, form, post

STRUCK = Thing(tuple(HOME), lambda world, run: world.kept["struck", run].pk, _anybody)
DISSENT = Thing(tuple(HOME), lambda world, run: world.kept["dissent", run].pk, _anybody)
OF_ANSWERS = {**RUN, "response": RESPONSE}

CORRECTED: dict[str, Page] = {
    "resident:dissent": form(
        {"pk": COURSE, "occasion": SENT_OCCASION}, says=lambda world, run: f"hemlig invändning av {run}"
    ),
    "clinician:strike": form(OF_ANSWERS, chosen=True, says=_resident),
    "clinician:restore": form({**OF_ANSWERS, "struck": STRUCK}, chosen=True, says=_resident),
    # These answers the resident has sent: there is nothing of staff's to enter anew (tests/care/test_correcting.py).
    "clinician:enter_anew": form(OF_ANSWERS, chosen=True, opens=404, refuses=frozenset({404})),
    "clinician:dissent": post({**RUN, "dissent": DISSENT}, chosen=True),
}
