"""Taking a training: the test, the date, and the record that both may give."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.support.actions.training import CannotTrain
from stegvis.support.kinds import Way
from stegvis.support.models import Seat, Training, TrainingDate, TrainingEdition, TrainingRecord, Try
from stegvis.support.policies.training import judge, may_come, may_lead, may_try, valid_until


@action("training:try", may=may_try)
def try_test(edition: TrainingEdition, answers: Sequence[int | None], once: str, *, now: datetime, by: Actor) -> Try:
    """Answer the test. The same form sent twice is one try. Passed, it may give a record. Raises CannotTrain."""
    known = Try.objects.filter(once=once, account_id=by.account_id).first()
    if known:
        return known
    if len(answers) != len(edition.questions) or any(answer is None for answer in answers):
        raise CannotTrain(_("Svara på alla frågor först."))
    judged = judge(edition.questions, answers, edition.pass_percent)
    made = Try.objects.create(
        edition=edition,
        account_id=by.account,
        answers=list(answers),
        right=judged.right,
        total=judged.total,
        passed=judged.passed,
        at=now,
        once=once,
    )
    if judged.passed:
        _record(edition.training, by.account, now, by, edition=edition)
    return made


@action("training_date:sign_up", may=may_come)
def sign_up(at: TrainingDate, *, now: datetime, by: Actor) -> None:
    """Say that one comes. Said twice is said once. Raises CannotTrain."""
    if at.starts_at < now:
        raise CannotTrain(_("Tillfället har redan varit."))
    if at.taken.filter(account_id=by.account_id).exists():
        return
    if at.seats and at.taken.count() >= at.seats:
        raise CannotTrain(_("Alla platser är tagna. Välj ett annat tillfälle."))
    Seat.objects.create(date=at, account_id=by.account, signed_up_at=now)


@action("training_date:leave", may=may_come)
def leave(at: TrainingDate, *, now: datetime, by: Actor) -> None:
    """Say that one does not come after all. Raises CannotTrain."""
    if at.starts_at < now:
        raise CannotTrain(_("Tillfället har redan varit."))
    at.taken.filter(account_id=by.account_id, attended__isnull=True).delete()


@action("training_date:register", may=may_lead)
def register(at: TrainingDate, there: Mapping[UUID, bool], *, now: datetime, by: Actor) -> int:
    """Who was there, by account. Attendance may give a record; a corrected one takes it back. Returns how many.

    Raises CannotTrain.
    """
    if at.starts_at > now:
        raise CannotTrain(_("Närvaron fylls i när tillfället har börjat."))
    count = 0
    for seat in at.taken.select_for_update():
        if seat.account_id not in there:
            continue
        came = there[seat.account_id]
        if seat.attended != came:
            seat.attended, seat.registered_by, seat.registered_at = came, by.account_id, now
            seat.save()
            if came:
                _record(at.training, seat.account_id, now, by, at=at)
            else:
                TrainingRecord.objects.filter(date=at, account_id=seat.account_id).delete()
        count += came
    return count


def _record(
    training: Training,
    account_id: UUID,
    now: datetime,
    by: Actor,
    *,
    edition: TrainingEdition | None = None,
    at: TrainingDate | None = None,
) -> None:
    """A record, once everything that the training asks for is done. The same day's is written once."""
    day = timezone.localdate(at.starts_at if at else now)
    if training.way == Way.ATTENDANCE and at is None:
        return
    if training.way == Way.TEST and edition is None:
        return
    if training.way == Way.BOTH:
        passed = (
            Try.objects.filter(edition__training=training, account_id=account_id, passed=True).order_by("-at").first()
        )
        came = Seat.objects.filter(date__training=training, account_id=account_id, attended=True).select_related("date")
        came_last = came.order_by("-date__starts_at").first()
        if passed is None or came_last is None:
            return
        edition, at = passed.edition, came_last.date
        day = max(timezone.localdate(passed.at), timezone.localdate(at.starts_at))
    if TrainingRecord.objects.filter(training=training, account_id=account_id, taken_on=day).exists():
        return
    TrainingRecord.objects.create(
        training=training,
        account_id=account_id,
        edition=edition,
        date=at,
        taken_on=day,
        valid_until=valid_until(day, training.valid_months),
        made_at=now,
        made_by=by.account_id,
    )
