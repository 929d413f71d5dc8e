"""The action door: transaction, lock, policy, act, log entry. A change cannot be written without it."""

import functools
from collections.abc import Callable
from typing import Any, Protocol

from django.db import models, transaction
from django.db.utils import Error as DatabaseError
from django.utils.functional import Promise

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.audit import log
from stegvis.audit.entry import Subject
from stegvis.audit.kinds import Activity, Outcome
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot

ACTIONS: dict[str, Callable[..., Any]] = {}


class Refused(Cannot):
    """A policy said no. `verdict.found` False means: answer as if the thing did not exist."""

    def __init__(self, act: str, verdict: Verdict) -> None:
        super().__init__(verdict.sentence or act)
        self.act = act
        self.verdict = verdict


class Logged(Protocol):
    """What an action is about must be able to say how the log names it."""

    def audit_subject(self) -> Subject:
        """Resource, unit, provider and perhaps patient."""


class Policy(Protocol):
    """Who may and when may: pure, on the freshly locked thing."""

    def __call__(self, actor: Actor, thing: Any, /) -> Verdict: ...


def action(
    name: str,
    *,
    may: Policy,
    activity: Activity = Activity.WRITE,
    about_result: bool = False,
    why: Callable[..., str] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make `fn(thing, …, by=actor)` an action.

    In one transaction: lock and re-read `thing`, ask the policy, act, write the log entry (about the
    result, where `about_result`). A refusal is logged outside it and raised as Refused.

    `why` is given what the action is given, without `by`, and says what the entry holds as reason: words that were
    chosen, never what somebody wrote.
    """

    def wrap(fn: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(fn)
        def door(thing: Any, /, *args: Any, by: Actor, **kwargs: Any) -> Any:
            with transaction.atomic():
                _lock(thing)
                verdict = may(by, thing)
                if verdict:
                    result = fn(thing, *args, by=by, **kwargs)
                    about: Logged = result if about_result else thing
                    reason = why(thing, *args, **kwargs) if why else ""
                    log.enter(by.who(), name, about.audit_subject(), now=utc_now(), activity=activity, reason=reason)
                    return result
            log_refusal(by, name, thing, verdict.text)
            raise Refused(name, verdict)

        if name in ACTIONS:
            raise RuntimeError(f"two actions are called {name}")
        ACTIONS[name] = door
        return door

    return wrap


def _lock(thing: Any) -> None:
    """Re-read under a row lock, so that the policy judges what is true now, not what a tab remembers."""
    if isinstance(thing, models.Model) and not thing._state.adding:
        lock_rows = getattr(type(thing), "lock_rows", type(thing)._base_manager.select_for_update)
        thing.refresh_from_db(from_queryset=lock_rows())


def log_refusal(by: Actor, act: str, thing: Logged, reason: str | Promise) -> None:
    """Failed authorisation is logged; a log that fails here must not turn a no into a 500."""
    try:
        log.enter(by.who(), act, thing.audit_subject(), now=utc_now(), outcome=Outcome.REFUSED, reason=str(reason))
    except DatabaseError:
        if not transaction.get_connection().in_atomic_block:
            raise
