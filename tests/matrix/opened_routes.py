"""Open programs as the matrix sees them: found by anybody, walked by their residents, opened by coordinators."""

from tests.matrix.things import (
    NO_FILE,
    OPEN_ASKED,
    OPEN_BLOCK,
    OPEN_CODE,
    OPEN_COURSE,
    OPEN_DIARY,
    OPEN_ENTRY,
    OPEN_STEP,
    OPEN_VERSION,
    OPENING,
    UNIT_CODE,
    Page,
    form,
    get,
    post,
)

WALK, CODE = {"pk": OPEN_COURSE}, {"code": OPEN_CODE}
IN_DIARY = {**WALK, "diary": OPEN_DIARY}
ENTRY = {**IN_DIARY, "entry": OPEN_ENTRY}
ASKED = {**WALK, "occasion": OPEN_ASKED}
NOT_SENT = frozenset({404})

OPENED: dict[str, Page] = {
    "open:list": get(),
    "open:way": get(CODE),
    "open:begin": post(CODE),
    "open:preview": get(CODE),
    "open:preview_step": get({**CODE, "step": OPEN_STEP}),
    "open:preview_media": get({**CODE, "digest": NO_FILE}, opens=404),
    "open:card": get(CODE),
    "open:qr": get(CODE),
    "open:poster": get(CODE),
    "open:program": get(WALK),
    "open:read_welcome": post(WALK),
    "open:about": get(WALK),
    "open:leave": form(WALK),
    # Without saying that one is sure nothing is removed.
    "open:erase": form(WALK),
    "open:plan": get(WALK),
    "open:calendar": get(WALK),
    "open:step": get({**WALK, "step": OPEN_STEP}),
    "open:complete": post({**WALK, "step": OPEN_STEP}),
    # There is no exercise in an open program: it would be sent to somebody.
    "open:exercise": post({**WALK, "block": OPEN_BLOCK}, refuses=NOT_SENT),
    "open:questionnaire": form(ASKED),
    "open:thanks": get(ASKED, opens=302),
    "open:correct": form(ASKED, opens=404, refuses=NOT_SENT),
    "open:diary": get(IN_DIARY),
    "open:diary_add": form(IN_DIARY),
    "open:diary_entry": get(ENTRY),
    "open:diary_correct": form(ENTRY),
    "open:diary_remove": form(ENTRY),
    "open:results": get(WALK),
    "open:results_pdf": get(WALK, opens=404),
    "open:answers_pdf": get(ASKED, opens=404),
    "region:openings": get(),
    "region:opening": form({"pk": OPENING}),
    # It is open already: its own page is where it is changed.
    "region:open_version": form({"pk": OPEN_VERSION}, opens=302),
    "entrance:unit_card": get({"unit": UNIT_CODE}, public=True),
    "entrance:unit_qr": get({"unit": UNIT_CODE}, public=True),
    "entrance:unit_poster": get({"unit": UNIT_CODE}, public=True),
}
