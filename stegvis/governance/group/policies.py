"""Who may shape the working group, call it, and write for it."""

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.governance.kinds import Party
from stegvis.governance.models import Attendance, Decision, Initiative, Meeting, Member, Milestone
from stegvis.governance.policies import may_as

may_lead = may_as(Party.OWNER, Party.DESIGNER, Party.COORDINATOR)
may_write = may_as(Party.OWNER, Party.DESIGNER, Party.COORDINATOR, Party.MEMBER)


def may_remove(actor: Actor, member: Member) -> Verdict:
    """Those who lead, and everybody themselves."""
    if str(member.account_id) == actor.account_id:
        return may_write(actor, member.initiative)
    return may_lead(actor, member.initiative)


def may_lead_meeting(actor: Actor, meeting: Meeting) -> Verdict:
    """Whoever leads the group."""
    return may_lead(actor, meeting.initiative)


def may_write_meeting(actor: Actor, meeting: Meeting) -> Verdict:
    """Everybody in the group."""
    return may_write(actor, meeting.initiative)


def may_answer(actor: Actor, attendance: Attendance) -> Verdict:
    """The one who is asked."""
    if str(attendance.account_id) != actor.account_id:
        return Verdict.not_found()
    return Verdict.yes()


def may_take_back(actor: Actor, decision: Decision) -> Verdict:
    """Whoever leads the group."""
    return may_lead(actor, decision.meeting.initiative)


def may_change_plan(actor: Actor, milestone: Milestone) -> Verdict:
    """Whoever leads the group."""
    return may_lead(actor, milestone.initiative)


def may_invite(actor: Actor, initiative: Initiative) -> Verdict:
    """Whoever leads the group."""
    return may_lead(actor, initiative)
