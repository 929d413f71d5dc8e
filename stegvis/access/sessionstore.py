"""Sessions in the database, as Django keeps them; reading one, which every page does, is a kept question.

A session that somebody signed in to runs out by the installation's limits: its row's own date is when it ends if nothing
more is done, and never later than the longest time from when it began.
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session

from stegvis.access.doors.kept import Kept
from stegvis.access.limits import SELDOM, Left, left_of
from stegvis.lib.clock import utc_now

_SESSION = Kept(lambda key: Session.objects.filter(session_key=key))


class SessionStore(DatabaseStore):
    """As Django's, with limits."""

    # When the row that was read runs out; None before one was read.
    runs_out_at: datetime | None = None

    def _get_session_from_db(self) -> Any:
        """The row; None, and a key that is forgotten, when there is none or its time has run out."""
        found = _SESSION.first(key=self.session_key) if self.session_key else None
        if found is None or found.expire_date <= utc_now():
            self._session_key = None
            return None
        self.runs_out_at = found.expire_date
        return found

    def get_session_cookie_age(self) -> int:
        """Seconds until it runs out if it is saved now. Upstream asks here, both for the age and for the row's date."""
        left = left_of(self, utc_now())
        return left.idle if left else int(super().get_session_cookie_age())

    def used(self, now: datetime) -> Left | None:
        """Somebody did something: it lasts longer. Written seldom, and only the date, so that nothing else is undone.

        Returns what is left; None for a session that nobody signed in to.
        """
        left = left_of(self, now)
        if left is None or self.runs_out_at is None:
            return left
        runs_out_at = self.get_expiry_date()
        if runs_out_at - self.runs_out_at >= SELDOM:
            Session.objects.filter(session_key=self.session_key).update(expire_date=runs_out_at)
            self.runs_out_at = runs_out_at
        return left

    def remains(self, now: datetime) -> Left | None:
        """What is left if nothing is done, as the row has it; for a page that only asks."""
        left = left_of(self, now)
        if left is None or self.runs_out_at is None:
            return left
        seconds = int((self.runs_out_at - now).total_seconds())
        return Left(max(0, min(seconds, left.idle)), left.longest)
