"""Addresses of one's tasks, the board, one page per program, the group, the routine, and the lists of the region."""

from tests.matrix.things import (
    INITIATIVE,
    PROGRAM_OWNERS,
    UNIT_PROGRAM,
    Page,
    Thing,
    _anybody,
    _title,
    _work,
    _works_on,
    form,
    get,
    post,
)


def _kept(noun: str) -> Thing:
    return Thing(PROGRAM_OWNERS, lambda world, name: world.kept[noun, name].pk, _works_on)


ONE = {"pk": INITIATIVE}
MEETING = {"pk": INITIATIVE, "meeting": _kept("meeting")}
# Somebody else's member is nobody here: the group is shown again, and nothing is done.
IN_GROUP = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["member", name].pk, _anybody)
NOBODYS = Thing(("none",), lambda _world, _name: 0, _anybody)

GROUPED: dict[str, Page] = {
    "process:home": get(),
    "process:board": get(),
    "process:task": get({"pk": _kept("task")}, opens=302),
    "process:contacts": get(),
    "process:letters": form(),
    "process:deputies": form(),
    "process:end_deputy": post({"pk": NOBODYS}, refuses=frozenset({404})),
    "process:initiative": get(ONE, says=_work),
    "process:withdraw": post(ONE),
    "process:take_up": post(ONE),
    "process:plan": post(ONE),
    "process:people": get(ONE, says=_work),
    "process:appoint": post(ONE),
    "process:group": get(ONE, says=_work),
    "process:invite": post(ONE),
    "process:leave_group": post({**ONE, "member": IN_GROUP}),
    "process:add_milestone": post(ONE),
    "process:milestone": post({**ONE, "milestone": _kept("milestone")}),
    "process:new_meeting": form(ONE, opens=0),
    "process:meeting": get(MEETING, says=_work),
    "process:change_meeting": form(MEETING, opens=0),
    # A calendar file is bytes to the matrix.
    "process:meeting_calendar": get(MEETING),
    # Only those who are asked can answer; nobody is, here.
    "process:answer_meeting": post(MEETING, refuses=frozenset({404})),
    "process:cancel_meeting": post(MEETING),
    "process:meeting_notes": post(MEETING),
    "process:decide": post(MEETING),
    "process:take_back_decision": post({**ONE, "decision": _kept("decision")}),
    "process:routine": get(ONE, says=_work),
    "process:save_routine": post(ONE),
    "region:contacts": form(),
    "region:end_contact": post({"pk": NOBODYS}, refuses=frozenset({404})),
    "region:council": form(),
    "region:end_seat": post({"pk": NOBODYS}, refuses=frozenset({404})),
    "region:process_time": get(),
    "region:statistics": get(),
    "clinician:unit_routine": get({"program": UNIT_PROGRAM}, says=_title),
    "clinician:write_routine": get({"program": UNIT_PROGRAM}, says=_title),
    "clinician:save_routine": post({"program": UNIT_PROGRAM}),
}
