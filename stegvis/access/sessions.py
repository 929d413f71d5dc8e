"""The seam of signing in: a verified identity becomes a session. How it was verified is not known here."""

from datetime import date
from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors.kept import Kept
from stegvis.access.hats import actor_for, hats_of
from stegvis.access.models import Account
from stegvis.audit import log
from stegvis.audit.entry import Subject
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot

HAT_KEY = "hat"
# Who it is that sees as a made-up resident: account and hat.
PRACTISING_KEY = "practising"
# The person's number is opened where it is needed, not on every page.
_ACCOUNT = Kept(
    lambda pk: Account.objects.select_related("person").defer("person__number_cipher").filter(pk=pk, is_active=True)
)
BACKEND = "stegvis.access.sessions.SessionBackend"


class CannotSignIn(Cannot):
    """The account is closed or has nothing to do here."""


class SessionBackend(ModelBackend):
    """Reads the account of a session together with its person: one query for a resident's page.

    Permissions still come from groups, which authoring projects from roles.
    """

    def authenticate(self, *_args: Any, **_kwargs: Any) -> None:
        """Nobody signs in with credentials here."""
        return

    def get_user(self, user_id: Any) -> Account | None:
        """The account, or None when closed."""
        found: Account | None = _ACCOUNT.first(pk=user_id)
        return found


def sign_in(request: HttpRequest, account: Account, today: date) -> list[Actor]:
    """Start a session for a verified account. Returns its hats; with exactly one, it is put on.

    Raises CannotSignIn.
    """
    hats = hats_of(account, today)
    if not hats:
        raise CannotSignIn(_("Kontot är stängt. Kontakta din enhet eller supporten."))
    login(request, account, backend=BACKEND)
    # A new session each time: nothing of an earlier person or hat may follow along.
    request.session.cycle_key()
    if len(hats) == 1:
        put_on(request, hats[0])
    return hats


def put_on(request: HttpRequest, actor: Actor) -> None:
    """Wear this hat from now on, in a session of its own."""
    request.session.cycle_key()
    request.session[HAT_KEY] = actor.hat.key
    log.enter(actor.who(), "session:hat", Subject("Session", "", actor.hat.provider_id), now=utc_now())


def choose_hat(request: HttpRequest, hat_key: str, today: date) -> Actor | None:
    """Put on the hat with this key if the account still has it."""
    account = request.user
    if not isinstance(account, Account):
        return None
    actor = actor_for(account, hat_key, today)
    if actor:
        put_on(request, actor)
    return actor


def practise_as(request: HttpRequest, account: Account, by: Actor, today: date) -> None:
    """See the service as a resident who does not exist. The session remembers who it is, and goes back to them.

    Raises CannotSignIn for anybody who is real.
    """
    if not (by.hat.training and account.resident and account.person and account.person.made_up):
        raise CannotSignIn(_("Här övar man bara med påhittade invånare. Välj en från listan."))
    back = [by.account_id, by.hat.key]
    login(request, account, backend=BACKEND)
    request.session.cycle_key()
    put_on(request, hats_of(account, today)[0])
    request.session[PRACTISING_KEY] = back


def practises(request: HttpRequest) -> bool:
    """Whether somebody sees the service as a resident who does not exist."""
    return bool(request.session.get(PRACTISING_KEY))


def stop_practising(request: HttpRequest, today: date) -> Actor | None:
    """Be oneself again, under the hat that one wore, if it still holds."""
    account_id, hat_key = request.session.get(PRACTISING_KEY) or ("", "")
    account = SessionBackend().get_user(account_id) if account_id else None
    if account is None:
        return None
    sign_in(request, account, today)
    return choose_hat(request, hat_key, today)


def sign_out(request: HttpRequest) -> None:
    """End the session on the server."""
    logout(request)


def actor_of(request: HttpRequest, today: date) -> Actor:
    """The request's Actor, re-read from the database; nobody when a hat has gone or none is chosen."""
    account = request.user
    if not isinstance(account, Account):
        return Actor.nobody()
    return actor_for(account, request.session.get(HAT_KEY, ""), today) or Actor.nobody()
