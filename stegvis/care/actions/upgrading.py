"""Newer versions for running residents: offered by the coordinator, decided per resident (safety rule 7)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care import rosters
from stegvis.care.kinds import MoveState, UpgradeState
from stegvis.care.models import Move, Upgrade
from stegvis.care.moves import Offering, may_choose, may_keep, may_offer, may_stop, may_take_back
from stegvis.catalogue.freezing import open_document
from stegvis.course import moving
from stegvis.course.models import Course
from stegvis.lib.errors import Cannot
from stegvis.program.upgrading import Severity, Waits, severity


class CannotMove(Cannot):
    """The move is not made; nothing has changed."""


WAITS = {
    Waits.STOPPED: _("Programmet är avslutat."),
    Waits.DRAFT: _("Invånaren har börjat svara på ett formulär. Vänta tills det är skickat."),
    Waits.OPEN_OCCASION: _(
        "Ett formulär som inte finns i den nya versionen är öppet. Vänta tills tiden för det är ute."
    ),
    Waits.EXERCISE_BEGUN: _(
        "Invånaren har börjat på en övning som inte finns i den nya versionen. Vänta tills den är inskickad."
    ),
}


@action("upgrade:start", may=may_offer, about_result=True)
def start_upgrade(
    offering: Offering,
    *,
    due_at: datetime,
    tells: bool = True,
    text: str = "",
    as_major: bool = False,
    now: datetime,
    by: Actor,
) -> Upgrade:
    """Let residents follow to a newer version (minor), or offer it to their therapists (major), from a time on.

    Whether it is minor is worked out from the documents; a person may say that it is major all the same, never the
    other way. The same again while one goes on gives that one. The worker does the rest.
    """
    rows = Upgrade.objects.filter(
        provider=offering.provider,
        version_from=offering.version_from,
        version_to=offering.version_to,
        unit=offering.unit,
        state=UpgradeState.OPEN,
    )
    found = rows.select_for_update().first()
    if found is not None:
        return found
    return Upgrade.objects.create(
        provider=offering.provider,
        version_from=offering.version_from,
        version_to=offering.version_to,
        unit=offering.unit,
        severity=Severity.MAJOR if as_major else severity_of(offering),
        tells=tells,
        text=text.strip(),
        decided_by_id=UUID(by.account_id),
        decided_at=now,
        due_at=max(due_at, now),
    )


def severity_of(offering: Offering) -> Severity:
    """What the difference between the two documents makes of it."""
    old, new = offering.version_from.document_id, offering.version_to.document_id
    return severity(open_document(old), open_document(new)).severity


@action("upgrade:stop", may=may_stop)
def stop_upgrade(upgrade: Upgrade, *, now: datetime, by: Actor) -> None:
    """No more residents are moved. Those that have been stay where they are."""
    waiting = Move.objects.filter(upgrade=upgrade, state__in=[MoveState.OFFERED, MoveState.CHOSEN])
    waiting.update(state=MoveState.GONE, next_at=None)
    upgrade.state, upgrade.ended_at = UpgradeState.STOPPED, now
    upgrade.save(update_fields=["state", "ended_at"])


@action("enrolment:choose_move", may=may_choose)
def choose_move(move: Move, seen: str, *, by: Actor) -> MoveState:
    """Let one resident be moved, by somebody who has looked at what it does (`seen`: the rehearsal's digest).

    At once where the day has come, else by the worker on the day. Done again it changes nothing. Raises CannotMove when
    something has happened since it was looked at, or when the unit lacks cover for danger rules that come with it.
    """
    if move.state in (MoveState.CHOSEN, MoveState.MOVED):
        return MoveState(move.state)
    course = Course.lock_rows().get(pk=move.enrolment.course_id)
    now, upgrade = course.now(), move.upgrade
    target = upgrade.version_to
    verdict = rosters.may_move(by, move.enrolment.unit, upgrade.version_from, target, now)
    if not verdict:
        raise CannotMove(verdict.text)
    found = moving.rehearsals([course], target.document_id, max(now, upgrade.due_at), tells=upgrade.tells)
    rehearsal = found.get(course.pk)
    if rehearsal is None:
        raise CannotMove(_("Flytten går inte att spela igenom. Kontakta supporten."))
    if rehearsal.waits is Waits.STOPPED:
        raise CannotMove(WAITS[Waits.STOPPED])
    if rehearsal.digest != seen:
        raise CannotMove(_("Något har hänt sedan du tittade. Läs igenom på nytt och välj igen."))
    move.decided_by_id, move.decided_at = UUID(by.account_id), now
    move.rehearsal, move.digest, move.rehearsed_at = rehearsal.to_json(), rehearsal.digest, now
    move.state, move.waits, move.next_at = MoveState.CHOSEN, rehearsal.waits or "", upgrade.due_at
    if rehearsal.waits is None and upgrade.due_at <= now:
        outcome = moving.move([course.pk], target, now, tells=upgrade.tells, by=by)[course.pk]
        made(move, outcome, now)
    move.save()
    return MoveState(move.state)


@action("enrolment:keep_version", may=may_keep)
def keep_version(move: Move, *, by: Actor) -> None:
    """Let one resident stay on the version that they are on. It can be changed as long as it is offered."""
    move.state, move.waits, move.next_at = MoveState.KEPT, "", None
    move.decided_by_id, move.decided_at = UUID(by.account_id), move.enrolment.course.now()
    move.save()


@action("enrolment:take_back_move", may=may_take_back)
def take_back_move(move: Move, *, by: Actor) -> None:
    """Take a move back, as if it had never been. Raises CannotMove once the resident has done something since."""
    course = Course.lock_rows().get(pk=move.enrolment.course_id)
    now = course.now()
    if moving.has_acted(course):
        raise CannotMove(_("Invånaren har gjort något i den nya versionen. Flytten går inte längre att ångra."))
    if not moving.take_back(course, move.upgrade.version_from, now, by=by):
        raise CannotMove(_("Flytten går inte längre att ångra. Programmet har bytt version igen."))
    move.state, move.undone_at, move.undone_by_id = MoveState.UNDONE, now, UUID(by.account_id)
    move.save()


def made(move: Move, outcome: moving.Outcome, now: datetime) -> None:
    """What became of a move, put on its row, not yet saved: made, or waiting for something."""
    found = outcome.rehearsal
    move.rehearsal, move.digest, move.rehearsed_at = found.to_json(), found.digest, now
    if outcome.seq is None:
        move.waits = found.waits or ""
        return
    move.state, move.moved_seq, move.moved_at = MoveState.MOVED, outcome.seq, found.at
    move.waits, move.next_at, move.claimed_by, move.attempts = "", None, "", 0
