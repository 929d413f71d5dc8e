"""Which permissions each role gives. Plain code: the only place that says so.

A commission opens a unit's roles only when its purpose is care (SOSFS practice; PDL 4:1).
"""

from collections.abc import Iterable

from stegvis.access.kinds import Role

# `own:account` is what nobody else does for a resident: the log, blocks, notices, helpers. To say that something in the
# record is not right (`own:dissent`) is the resident's and a child's guardian's, never a helper's.
RESIDENT_PERMISSIONS = frozenset(
    {"own:read", "own:work", "own:converse", "own:write_message", "own:dissent", "own:account"}
)
GUARDIAN_PERMISSIONS = RESIDENT_PERMISSIONS - {"own:account"}

ROLE_PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.THERAPIST: frozenset(
        {
            "caseload:read",
            "enrolment:start",
            "enrolment:read",
            "enrolment:steer",
            "enrolment:undo",
            "block:set",
            "objection:note",
            "disclosure:record",
            "guardian:note",
            "person:mark",
            "answer:enter",
            "answer:correct",
            "across:open",
            "flag:read",
            "flag:handle",
            "thread:read",
            "thread:write",
            "exercise:comment",
            "roster:read",
            "checklist:read",
        }
    ),
    Role.RESIDENT_ADMINISTRATOR: frozenset(
        {
            "caseload:read",
            "enrolment:start",
            "enrolment:read",
            "enrolment:steer",
            "enrolment:reassign",
            "objection:decide",
            "enrolment:undo",
            "block:set",
            "objection:note",
            "disclosure:record",
            "guardian:note",
            "person:mark",
            "answer:enter",
            "answer:correct",
            "across:open",
            "flag:read",
            "flag:handle",
            "thread:read",
            "roster:read",
            "roster:edit",
            "settings:unit",
            "checklist:read",
            "checklist:tick",
        }
    ),
    Role.DATA_ADMINISTRATOR: frozenset({"unit:counts"}),
    Role.ACCESS_ADMINISTRATOR: frozenset(
        {"roles:read", "roles:grant", "settings:unit", "checklist:read", "checklist:tick", "log:review"}
    ),
    Role.DESIGNER: frozenset(
        {
            "studio:read",
            "program:edit",
            "program:preview",
            "program:freeze",
            "questionnaire:edit",
            "questionnaire:publish",
            "catalogue:edit",
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            "region:read",
            "provider:counts",
            "version:review",
            "version:publish",
            "version:distribute",
            "version:stop",
            "version:open",
            "version:move",
            "release:plan",
            "catalogue:edit",
            "settings:provider",
            "process:configure",
            "case:handle",
            "document:edit",
            "training:edit",
            "bulletin:write",
            "access:read",
            "access:grant",
            "incident:handle",
            "law:keep",
        }
    ),
    # Looks after everybody's access at the provider; the coordinator may too, and names the first one.
    Role.ACCESS_OFFICER: frozenset({"access:read", "access:grant"}),
    Role.SUPPORT: frozenset({"case:handle", "document:edit"}),
    Role.LOG_REVIEWER: frozenset({"log:review"}),
    # What is kept and for how long, and what a person has the right to get: no other page of the record.
    Role.RECORDS_OFFICER: frozenset({"records:keep", "records:extract"}),
}

# Every member of staff of a provider, whatever hat: no patient data is involved in making programs.
STAFF_PERMISSIONS = frozenset({"process:read", "idea:open", "catalogue:read", "support:read", "incident:report"})

ALL_PERMISSIONS = RESIDENT_PERMISSIONS.union(STAFF_PERMISSIONS, *ROLE_PERMISSIONS.values())


def helper_permissions(*, works: bool, converses: bool) -> frozenset[str]:
    """What a helper may, as the resident chose: always to read; to do steps, and to read and write messages."""
    chosen = {"own:work"} if works else set()
    return frozenset({"own:read"} | chosen | ({"own:converse", "own:write_message"} if converses else set()))


def permissions_of(roles: Iterable[Role]) -> frozenset[str]:
    """All permissions that a set of roles gives together."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))
