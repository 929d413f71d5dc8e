"""Sessions in the database, as Django keeps them; reading one, which every page does, is a kept question."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session

from stegvis.access.doors.kept import Kept
from stegvis.lib.clock import utc_now

_SESSION = Kept(lambda key: Session.objects.filter(session_key=key))


class SessionStore(DatabaseStore):
    """As Django's."""

    def _get_session_from_db(self) -> Any:
        """The row; None, and a key that is forgotten, when there is none or its time has run out."""
        found = _SESSION.first(key=self.session_key) if self.session_key else None
        if found is None or found.expire_date <= utc_now():
            self._session_key = None
            return None
        return found
