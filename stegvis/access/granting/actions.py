"""The changing door of access as a whole: needs-and-risk notes, and the rounds of the review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.granting.policies import may_decide, may_go_on
from stegvis.access.granting.queries import Line, lines_of, undecided
from stegvis.access.granting.signed_in import running_at
from stegvis.access.kinds import Role
from stegvis.access.models import (
    AccessDecision,
    AccessReview,
    Account,
    CareProvider,
    Commission,
    NeedsAndRisk,
    RoleGrant,
    SignIn,
)
from stegvis.audit import log
from stegvis.audit.entry import Subject
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

MOST_TEXT = 4000
MOST_REASON = 200


class CannotDecide(Cannot):
    """Something is lacking, or it is one's own."""


@action("needs_and_risk:write", may=may_decide)
def write_needs(provider: CareProvider, role: Role, need: str, risk: str, *, now: datetime, by: Actor) -> NeedsAndRisk:
    """A new note of a role; those before it stay. The same words again make no new one. Raises CannotDecide."""
    need, risk = need.strip(), risk.strip()
    if not need or not risk:
        raise CannotDecide(_("Skriv både vad rollen behövs till och vilka risker den har."))
    newest = NeedsAndRisk.objects.filter(provider=provider, role=role).order_by("-id").first()
    if newest is not None and (newest.need, newest.risk) == (need, risk):
        return newest
    return NeedsAndRisk.objects.create(
        provider=provider, role=role, need=need[:MOST_TEXT], risk=risk[:MOST_TEXT], made_at=now, made_by_id=by.account
    )


@action("access_review:begin", may=may_decide, about_result=True)
def begin_review(provider: CareProvider, *, now: datetime, by: Actor) -> AccessReview:
    """Begin a round. Beginning twice gives the one that goes on."""
    standing = AccessReview.objects.filter(provider=provider, done_at__isnull=True).first()
    return standing or AccessReview.objects.create(provider=provider, begun_at=now, begun_by_id=by.account)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is decided of these lines: kept, or withdrawn for a reason."""

    keys: Sequence[str]
    kept: bool
    reason: str = ""


@action("access_review:decide", may=may_go_on)
def decide(review: AccessReview, verdicts: Verdicts, *, now: datetime, by: Actor) -> int:
    """Keep or withdraw each. Returns how many; what has gone meanwhile is passed over. Raises CannotDecide.

    Nobody decides of their own access. What is withdrawn ends at once, with its sessions at the provider.
    """
    lines = {line.key: line for line in lines_of(review.provider, local_day(now))}
    chosen = [lines[key] for key in dict.fromkeys(verdicts.keys) if key in lines]
    reason = verdicts.reason.strip()
    if not verdicts.keys:
        raise CannotDecide(_("Markera minst en rad."))
    if not verdicts.kept and not reason:
        raise CannotDecide(_("Skriv varför behörigheten tas bort."))
    if any(line.account_id == by.account for line in chosen):
        raise CannotDecide(_("Du kan inte pröva din egen behörighet. Be en kollega, och avmarkera raden."))
    for line in chosen:
        AccessDecision.objects.create(
            review=review,
            grant_id=line.pk if line.is_grant else None,
            commission_id=None if line.is_grant else line.pk,
            kept=verdicts.kept,
            reason=reason[:MOST_TEXT],
            at=now,
            by_id=by.account,
        )
        if not verdicts.kept:
            _take_away(line, reason, now, by)
    return len(chosen)


def _take_away(line: Line, reason: str, now: datetime, by: Actor) -> None:
    if line.is_grant:
        grant = RoleGrant.objects.select_for_update().get(pk=line.pk)
        grant.withdrawn_at, grant.withdrawn_by = now, by.account_id
        grant.reason = "\n".join(filter(None, (grant.reason, reason)))
        grant.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
        return
    commission = Commission.objects.select_for_update().get(pk=line.pk)
    yesterday = local_day(now) - timedelta(days=1)
    commission.starts_on, commission.ends_on = min(commission.starts_on, yesterday), yesterday
    commission.save(update_fields=["starts_on", "ends_on"])
    end_sign_ins(running_at(commission.unit.provider, [commission.account_id], now))


@action("sessions:end", may=may_decide)
def end_sessions_at(provider: CareProvider, accounts: Sequence[UUID], reason: str, *, now: datetime, by: Actor) -> int:
    """End every sign-in at the provider of these, who have access there; never the actor's own. Returns how many accounts.

    Each is logged with the reason. An account that is not signed in here is passed over. Raises CannotDecide.
    """
    if not reason.strip():
        raise CannotDecide(_("Skriv varför inloggningarna avslutas."))
    here = {line.account_id for line in lines_of(provider, local_day(now))} - {by.account}
    rows = running_at(provider, here.intersection(accounts), now)
    chosen = list(dict.fromkeys(row.account_id for row in rows))
    for account in chosen:
        about = Subject("Account", str(account), str(provider.pk), provider.name)
        log.enter(by.who(), "sessions:end_of", about, now=now, reason=reason.strip()[:MOST_REASON])
    end_sign_ins(rows)
    return len(chosen)


def end_sessions(accounts: Sequence[UUID]) -> None:
    """Every running sign-in of these accounts ends now, also one that has no row."""
    Account.objects.filter(pk__in=accounts).update(session_epoch=F("session_epoch") + 1)
    end_sign_ins(list(SignIn.objects.filter(account_id__in=accounts)))


def end_sign_ins(rows: Sequence[SignIn]) -> None:
    """These end now."""
    Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
    SignIn.objects.filter(pk__in=[row.pk for row in rows]).delete()


@action("access_review:finish", may=may_go_on)
def finish_review(review: AccessReview, *, now: datetime, by: Actor) -> None:
    """The round is done when everything but one's own has been decided. Raises CannotDecide."""
    left = undecided(review, local_day(now), but=by.account)
    if left:
        raise CannotDecide(_("Pröva alla rader först. Det är %(count)d kvar.") % {"count": left})
    review.done_at, review.done_by_id = now, by.account
    review.save(update_fields=["done_at", "done_by"])
