"""The changing door of the review: draw, judge, finish."""

import secrets
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.kinds import LogOutcome
from stegvis.access.log_review import asking
from stegvis.access.log_review.policies import Reviewed, may_answer, may_finish, may_judge, may_review
from stegvis.access.log_review.sampling import draw
from stegvis.access.models import CareUnit, LogCheck, LogCheckItem
from stegvis.audit import reading
from stegvis.audit.reading import Search
from stegvis.lib.errors import Cannot

MOST_DRAWN = 100
LONGEST = timedelta(days=366)


class CannotReview(Cannot):
    """What a check needs is lacking."""


def between(first: date, last: date) -> tuple[datetime, datetime]:
    """The moments that a period of local days lasts."""
    return make_aware(datetime.combine(first, time.min)), make_aware(
        datetime.combine(last + timedelta(days=1), time.min)
    )


def population(reviewed: Reviewed, first: date, last: date) -> list[int]:
    """The entries that a check draws from: openings and changes by staff, in order."""
    rows = reading.found(reviewed.scope, Search(*between(first, last))).exclude(account_id__startswith="system:")
    return list(rows.exclude(hat__startswith="resident").order_by("id").values_list("id", flat=True))


@action("log:draw", may=may_review, about_result=True)
def draw_check(
    reviewed: Reviewed, first: date, last: date, size: int, *, now: datetime, by: Actor, seed: str = ""
) -> LogCheck:
    """Draw so many entries at random from the days, both included. Raises CannotReview."""
    if not first <= last or last - first > LONGEST:
        raise CannotReview(_("Välj en period på högst ett år, med första dagen först."))
    if not 1 <= size <= MOST_DRAWN:
        raise CannotReview(_("Välj mellan 1 och %(most)d öppningar.") % {"most": MOST_DRAWN})
    known = population(reviewed, first, last)
    if not known:
        raise CannotReview(_("Ingen öppnade något under de dagarna. Välj en annan period."))
    made = LogCheck.objects.create(
        provider=reviewed.provider,
        unit=reviewed.unit,
        first_day=first,
        last_day=last,
        size=size,
        population=len(known),
        seed=seed or secrets.token_hex(8),
        drawn_at=now,
        drawn_by_id=by.account,
    )
    picked = reading.by_id(draw(made.seed, size, known)).values_list("pk", "uid")
    LogCheckItem.objects.bulk_create(LogCheckItem(log_check=made, entry_id=pk, entry_uid=uid) for pk, uid in picked)
    return made


@action("log:judge", may=may_judge)
def judge(
    item: LogCheckItem,
    outcome: LogOutcome,
    note: str,
    *,
    question: str = "",
    answer: str = "",
    now: datetime,
    by: Actor,
) -> None:
    """Note what was found of one entry. Nobody judges an opening of their own. Raises CannotReview.

    A new question reaches the head of the unit where the opening was made; an answer that came from there stays.
    """
    entry = reading.by_id([item.entry_id]).first()
    whose = entry.account_id if entry else None
    if whose == by.account_id:
        raise CannotReview(_("Du kan inte granska din egen öppning. Be en kollega."))
    if outcome is LogOutcome.ASKED and not question.strip():
        raise CannotReview(_("Skriv vad du har frågat chefen."))
    if outcome is LogOutcome.UNJUSTIFIED and not note.strip():
        raise CannotReview(_("Skriv varför öppningen inte var befogad, och vad som görs."))
    item.outcome, item.note = outcome, note.strip()
    asked_anew = outcome is LogOutcome.ASKED and item.question != question.strip()
    # What the head has answered is the head's: the reviewer may ask anew, never write in it.
    if item.answered_at is None:
        item.answer = answer.strip()
    elif asked_anew:
        item.answer, item.answered_at, item.answered_by = "", None, None
    item.question = question.strip()
    if asked_anew and entry is not None:
        item.asked_unit = CareUnit.objects.filter(
            provider_id=item.log_check.provider_id, pk__in=[entry.unit_id] if entry.unit_id else []
        ).first()
        if item.asked_unit is not None:
            asking.told(item.asked_unit.pk, f"log-question:{item.pk}:{now.isoformat()}", now)
    item.decided_at, item.decided_by_id = now, by.account
    item.save()


@action("log:answer", may=may_answer)
def answer(item: LogCheckItem, text: str, *, now: datetime, by: Actor) -> None:
    """The head of the unit answers. Nobody answers for an opening of their own. Raises CannotReview."""
    whose = reading.by_id([item.entry_id]).values_list("account_id", flat=True).first()
    if whose == by.account_id:
        raise CannotReview(_("Det är din egen öppning. Be en kollega att svara."))
    if not text.strip():
        raise CannotReview(_("Skriv ett svar."))
    item.answer, item.answered_at, item.answered_by_id = text.strip(), now, by.account
    item.save(update_fields=["answer", "answered_at", "answered_by"])


@action("log:finish", may=may_finish)
def finish(check: LogCheck, *, now: datetime, by: Actor) -> None:
    """The check is done when every entry has an outcome and every question its answer. Raises CannotReview."""
    items = list(check.items.all())
    if any(not each.outcome for each in items):
        raise CannotReview(_("Bedöm alla öppningar först."))
    if any(each.outcome == LogOutcome.ASKED for each in items):
        raise CannotReview(_("Vänta på chefens svar och bedöm de öppningar som du har frågat om."))
    check.done_at, check.done_by_id = now, by.account
    check.save()
