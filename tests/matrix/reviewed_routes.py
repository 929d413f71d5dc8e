"""The final review, publication, and the short ways into the catalogue, for the matrix."""

from tests.matrix.things import CANDIDATE_PROGRAM, INITIATIVE, REMARK, VERSION, _work, form, get, post

WORK = {"pk": INITIATIVE}
REVIEWED = {
    "process:review": get(WORK, says=_work),
    "process:propose": post(WORK),
    "process:ask_review": post(WORK),
    "process:remark": post(WORK),
    "process:answer_remark": post({**WORK, "remark": REMARK}, refuses=frozenset({404})),  # nobody has remarked
    "process:return_review": post(WORK),
    "process:approve_review": post(WORK),
    "process:clear_urgent": post(WORK),
    "process:reopen_review": post(WORK),
    "process:after_review": post(WORK),
    "process:publish": post(WORK),
    "process:delegate": post(WORK),
    "process:keep_publishing": post(WORK),
    "process:verification": get(WORK, says=_work),
    "process:record_decision": post(WORK),
    "process:verify": post(WORK),
    "process:decline_verification": post(WORK),
    "region:bring_in": form({"pk": CANDIDATE_PROGRAM}),
    "region:receive": form(),
    "region:arrived": form(opens=302),  # nothing has arrived
    # A file is bytes to the matrix; what may not cross the border is told in tests/catalogue/packages.
    "region:package": get({"pk": VERSION}),
}
