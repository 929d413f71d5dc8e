"""The working group's changing door: members. Meetings and the plan have theirs beside."""

from datetime import datetime

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.directory import colleague
from stegvis.access.doors import action
from stegvis.governance.group.inviting import letter_about
from stegvis.governance.group.policies import may_invite, may_remove
from stegvis.governance.kinds import MemberKind, Party, TaskKind
from stegvis.governance.models import Initiative, Member
from stegvis.governance.moving import close_tasks, tell
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.notifications.letters import post


class CannotInvite(Cannot):
    """Nobody was chosen."""


@action("member:invite", may=may_invite)
def invite(initiative: Initiative, person: str, kind: MemberKind, *, now: datetime, by: Actor) -> Member:
    """Somebody joins the working group, and is told by letter. Somebody who is there already may change kind.

    Raises CannotInvite.
    """
    account = colleague(by, person, local_day(now))
    if account is None:
        raise CannotInvite(_("Välj en person ur listan. Skriv en del av namnet."))
    member, new = Member.objects.get_or_create(
        initiative=initiative,
        account=account,
        left_at=None,
        defaults={"kind": kind, "invited_by_id": by.account, "invited_at": now},
    )
    if not new and member.kind != kind:
        member.kind = kind
        member.save(update_fields=["kind"])
    if new:
        details = {"person": str(account), "kind": kind.value}
        tell(initiative, "member:invite", details=details, now=now, by=by)
        if account.pk != by.account:
            key = f"member:{member.pk}"
            subject = _("Du är med i en arbetsgrupp: %(title)s") % {"title": initiative.title}
            text = _("%(name)s har bjudit in dig till arbetsgruppen för %(title)s.") % {
                "name": by.name,
                "title": initiative.title,
            }
            post([letter_about(initiative, account.pk, key, subject, text, "process:group")], now=now)
    return member


@action("member:leave", may=may_remove)
def leave(member: Member, *, now: datetime, by: Actor) -> Member:
    """Out of the group: by themselves, or by those who lead it. Tasks that were theirs as members are closed."""
    if member.left_at is None:
        member.left_at = now
        member.save(update_fields=["left_at"])
        mine = {TaskKind.GIVE_FEEDBACK, TaskKind.CONTRIBUTE_RISKS, TaskKind.SIGN_RISKS}
        close_tasks(member.initiative, mine, account=member.account_id, now=now, by=by)
        tell(
            member.initiative, "member:leave", details={"person": str(member.account)},
            who=frozenset({Party.MEMBER, Party.OWNER, Party.DESIGNER, Party.COORDINATOR}), now=now, by=by,
        )  # fmt: skip
    return member
