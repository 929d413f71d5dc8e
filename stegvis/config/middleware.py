"""What stands around every request: headers, the gate, the read-only GET, and refusals in plain words."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from stegvis.access.doors import ANYONE, SIGNED_IN, Refused
from stegvis.access.kinds import HatKind
from stegvis.access.sessions import acted_lately, actor_of, acts_no_longer, stop_acting
from stegvis.config.gates import EDITOR, gate_for
from stegvis.lib.clock import local_day, utc_now
from stegvis.lib.errors import Cannot
from stegvis.web.entrance.errors import acting_over, signed_out
from stegvis.web.shell import HOMES

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Upstream's editor needs inline scripts and styles; it never needs eval, and never another origin.
EDITOR_POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}


class PolicyHeadersMiddleware(CSPMiddleware):
    """Strict CSP everywhere; the editor's own prefix gets the weaker one it needs. Own pages are not stored."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the headers."""
        if request.path.startswith(EDITOR):
            response._csp_config = EDITOR_POLICY  # type: ignore[attr-defined]
        if not request.path.startswith("/static/") and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)


class LanguageMiddleware:
    """Swedish, until somebody chooses English: the programs are in Swedish, whatever a browser prefers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate the chosen language for the request and say which it was."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.setdefault("Content-Language", translation.get_language() or language)
        return response


class GateMiddleware:
    """The first ring: decides from the table and the view's own need, before the view runs."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set `request.actor`, then go on."""
        now = utc_now()
        # Commissions begin and end at local midnight, not at UTC's.
        request.actor = actor_of(request, local_day(now))  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            session = request.session
            left = session.remains(now) if _by_itself(request) else session.used(now)  # type: ignore[attr-defined]
            request.session_left = left  # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.status_code == 404 and request.method == "POST" and acted_lately(request):
            # Another window noticed first that one acts no longer: what was typed in this one is shown again.
            return acting_over(request) or response
        return response

    def process_view(self, request: HttpRequest, view: Any, *_args: Any) -> HttpResponseBase | None:
        """None lets the view run."""
        gate = gate_for(request.path)
        if gate is None:
            raise Http404
        actor = request.actor  # type: ignore[attr-defined]
        if actor.hat.kind not in gate.hats:
            return _turn_away(request)
        need = gate.need or _declared_need(view)
        if need == ANYONE or (need == SIGNED_IN and actor.signed_in) or actor.can(need):
            return None
        return _turn_away(request)


class NoNulMiddleware:
    """A NUL is nothing that anybody has typed, and PostgreSQL takes none in a text: it is dropped before it is read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on: a form is read when its token has been judged."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> None:
        """An address with one names nothing; texts lose theirs."""
        if NUL in request.path:
            raise Http404
        request.GET = _without_nul(request.GET)
        if request.method == "POST":
            request.POST = _without_nul(request.POST)


NUL = "\x00"


def _without_nul(said: Any) -> Any:
    if not any(NUL in text for name, texts in said.lists() for text in (name, *texts)):
        return said
    clean = QueryDict(mutable=True, encoding=said.encoding)
    for name, texts in said.lists():
        clean.setlist(name.replace(NUL, ""), [text.replace(NUL, "") for text in texts])
    clean._mutable = False
    return clean


def _by_itself(request: HttpRequest) -> bool:
    """A page that asks by script, as one that waits for news does: nobody has done anything."""
    return request.method in {"GET", "HEAD"} and request.headers.get("Sec-Fetch-Dest") == "empty"


def _declared_need(view: Any) -> str:
    """A view in our rooms must say; of others, only what stands on a public row (static files) gets through."""
    need: str = getattr(view, "needs", "")
    return need


def _turn_away(request: HttpRequest) -> HttpResponseBase:
    """Nobody signed in: to the entrance, and back afterwards. Somebody else: a page that says so."""
    if not request.actor.signed_in:  # type: ignore[attr-defined]
        # Safety rule 15: what was typed before the session ended is not thrown away.
        kept = acting_over(request) if acts_no_longer(request) else signed_out(request)
        if kept is not None:
            return kept
        # A page that asks by itself says nothing to anybody: the next page that somebody opens does.
        if not _by_itself(request) and stop_acting(request):
            words = _("Du kan inte längre göra något för den personen. Nu gäller det dina egna program igen.")
            messages.info(request, words, fail_silently=True)
            return HttpResponseRedirect(HOMES[HatKind.RESIDENT])
        target = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
        # The browser still has the cookie of a session, and the server has no such session: it has ended.
        ended = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()
        return HttpResponseRedirect(f"/in/?next={quote(target)}{'&slut=1' if ended else ''}")
    return render(request, "403.html", status=403)


_WRITES = re.compile(
    r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)"?', re.IGNORECASE
)
# Beside what was read: how much somebody has asked for, and that a portal's ticket was used.
READ_MARKS = frozenset({"django_session", "audit_entry", "messaging_readmark", "access_throttle", "access_usedticket"})
# A mark that is one column of a row: that column and nothing else of it.
READ_STAMP = re.compile(
    r'^\s*UPDATE (?:"care_exercisefeedback" SET "read_at"|"notifications_notice" SET "seen_at") = \S+ WHERE '
)


class WroteOnGet(Exception):
    """A page that should only show tried to change something. A programming error."""


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Database wrapper for GET: sessions, the log and read marks only."""
    match = _WRITES.match(sql)
    if match and match.group(1) not in READ_MARKS and not READ_STAMP.match(sql):
        raise WroteOnGet(f"a GET tried to change {match.group(1)}")
    return execute(sql, params, many, context)


# Where a provider of e-ID sends somebody back with its answer. The protocol has it be a GET; what makes it safe to act
# on is the state, which only this session knows and which is used once.
ANSWER = re.compile(r"/in/e-leg/[a-z0-9-]+/svar/")


class ReadOnlyGetMiddleware:
    """A GET cannot write. Exempt: the editor's prefix, where upstream keeps editing sessions, and a sign-in's answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Run the request under the wrapper when it is a GET or HEAD."""
        writes = request.path.startswith(EDITOR) or (request.method == "GET" and ANSWER.fullmatch(request.path))
        if request.method not in {"GET", "HEAD"} or writes:
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)


class OwnWordsMiddleware:
    """A refusal that reaches the top becomes a page with its sentence, never a stack trace."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on; an address that only takes what is sent in says so in words when it is opened."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not getattr(response, "content", b""):
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers.get("Allow", "")
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """403 with the policy's sentence, 404 where it must not show, 409 for what cannot be done now."""
        if isinstance(error, Refused):
            if not error.verdict.found:
                return render(request, "404.html", status=404)
            return render(request, "403.html", {"sentence": error.sentence}, status=403)
        if isinstance(error, Cannot):
            return render(request, "409.html", {"sentence": error.sentence}, status=409)
        return None
