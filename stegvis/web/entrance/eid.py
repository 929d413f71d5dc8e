"""Signing in by e-ID: away to the provider, back with its answer, and a page for each way in which it may end.

Nobody is told what was wrong with an answer: the page says what to do, with a reference that support finds in the log.
"""

import logging
import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from stegvis.access import sessions
from stegvis.access.doors import ANYONE, needs
from stegvis.access.oidc import arriving, ending, protocol, waiting
from stegvis.access.oidc.kinds import Audience, Refusal, Stopped, Telling
from stegvis.access.oidc.providers import Provider
from stegvis.access.oidc.providers import provider as provider_by
from stegvis.access.sessions import CannotSignIn
from stegvis.lib.clock import local_day, utc_now
from stegvis.web.entrance.signing import LEFT_OUT, arrived
from stegvis.web.entrance.ways import wanted, with_next
from stegvis.web.shell import actor_on

LOG = logging.getLogger(__name__)
REFUSED = "refused-sign-in"
# No letter or digit that is taken for another when it is read aloud.
LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
STATUS = {Telling.CANCELLED: 200, Telling.DOWN: 503}


def _provider_or_404(key: str) -> Provider:
    found = provider_by(key)
    if found is None:
        raise Http404
    return found


@needs(ANYONE)
@require_safe
def begin(request: HttpRequest, provider: str) -> HttpResponse:
    """Away to the provider. Nothing is changed but what this visitor's own session remembers."""
    found, now = _provider_or_404(provider), utc_now()
    target = wanted(request)
    # Somebody who is signed in asks for another identity or another commission: single sign-on would give the same.
    again = actor_on(request).signed_in
    back = request.build_absolute_uri(reverse("entrance:eid_answer", args=[found.key]))
    try:
        address, begun = protocol.begin(found, back=back, target=target, now=now, login=again)
    except Stopped as stopped:
        return refuse(request, found, stopped, target)
    waiting.keep(request, begun)
    response = redirect(address)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@needs(ANYONE)
@require_safe
def answer(request: HttpRequest, provider: str) -> HttpResponse:
    """Back from the provider. A GET, since the protocol has it so; it acts only on a state that this session waits for."""
    if request.method != "GET":
        raise Http404
    found, now, target = _provider_or_404(provider), utc_now(), ""
    said = {name: request.GET.get(name, "") for name in ("state", "code", "iss", "error")}
    try:
        begun = waiting.take(request, said["state"], now)
        target = begun.target
        answered = protocol.finish(found, begun, said, now)
        today = local_day(now)
        came = arriving.arrive(found, answered, now, today)
        hats = sessions.sign_in(request, came.account, today, came.way)
    except Stopped as stopped:
        return refuse(request, found, stopped, target)
    except CannotSignIn as shut:
        return refuse(request, found, Stopped(Refusal.ACCOUNT_CLOSED), target, shut.sentence)
    request.session[LEFT_OUT] = came.left_out
    return arrived(request, hats, target)


@needs(ANYONE)
@require_safe
def public_keys(request: HttpRequest, provider: str) -> HttpResponse:
    """The public halves of our own keys towards a provider, for the provider to fetch."""
    found = _provider_or_404(provider)
    try:
        keys = protocol.signing_keys(found)
    except Stopped as stopped:
        raise Http404 from stopped
    rows = [{**key.as_dict(private=False), "use": "sig", "alg": protocol.algorithm(key)} for key in keys]
    return JsonResponse({"keys": rows})


@csrf_exempt
@needs(ANYONE)
@require_POST
def left(request: HttpRequest, provider: str) -> HttpResponse:
    """The provider itself, not a browser, says that somebody has signed out there. What it says is signed.

    200 also where nobody of ours was signed in: it is as it should be. 400 for what is not believed.
    """
    found, now = _provider_or_404(provider), utc_now()
    try:
        leaving = ending.read_leaving(found, request.POST.get("logout_token", ""), now)
        ending.end_sessions(found, leaving, now)
    except Stopped as stopped:
        LOG.warning("sign-out refused: %s %s", found.key, stopped.refusal)
        return JsonResponse({"error": "invalid_request"}, status=400)
    return HttpResponse(content_type="text/plain; charset=utf-8")


def refuse(request: HttpRequest, provider: Provider, stopped: Stopped, target: str, sentence: str = "") -> HttpResponse:
    """Log it, and show the page at an address of its own: the answer's address holds a code and is not to stay.

    `sentence`: what to do about an account that is locked, and whom to ring.
    """
    reference = "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(2))
    told = {
        "telling": stopped.telling.value,
        "reference": reference,
        "provider": provider.key,
        "target": target,
        "sentence": sentence,
    }
    if stopped.refusal is Refusal.STATE_UNKNOWN:
        # Nobody here had begun it: a line for those who run the service, and no row that a stranger can make at will.
        LOG.warning("sign-in refused: %s %s %s", reference, provider.key, stopped.refusal)
        if not request.session.session_key:
            return _page(request, told)
    else:
        arriving.log_refusal(provider, stopped.refusal, reference, utc_now())
    request.session[REFUSED] = told
    return redirect("entrance:eid_refused")


@needs(ANYONE)
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """What became of a sign-in that did not succeed, and what to do now."""
    told = request.session.get(REFUSED)
    if not told:
        return redirect("entrance:sign_in")
    return _page(request, told)


def _page(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    found = provider_by(told["provider"])
    telling = Telling(told["telling"])
    context = {
        "telling": telling.value,
        "reference": told["reference"],
        "name": found.name if found else "",
        "sentence": told.get("sentence", ""),
        "staff": bool(found and found.audience is Audience.STAFF),
        "again": with_next(reverse("entrance:eid", args=[told["provider"]]), told["target"]),
        "others": with_next(reverse("entrance:sign_in"), told["target"]),
    }
    return render(request, "entrance/refused.html", context, status=STATUS.get(telling, 403))
