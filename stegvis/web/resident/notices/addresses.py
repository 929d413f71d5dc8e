"""One address: typed, proved with a code, changed, removed. One page that shows the one next thing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.notifications import actions, queries
from stegvis.notifications.actions import Proof
from stegvis.notifications.addresses import masked
from stegvis.notifications.kinds import ChannelKind
from stegvis.web.identified import identified
from stegvis.web.resident.notices.choosing import kind_of, until
from stegvis.web.resident.notices.forms import AddressForm, CodeForm
from stegvis.web.shell import actor_on


@needs("own:account")
@identified
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, kind: str) -> HttpResponse:
    """Show where it stands, and take the one step that was asked for."""
    actor, chosen = actor_on(request), kind_of(kind)
    if request.method == "POST":
        step = {"add": _add, "verify": _verify, "again": _again, "remove": _remove}.get(request.POST.get("do", ""))
        return step(request, actor, chosen, kind) if step else redirect("resident:notice_address", kind)
    return _page(request, actor, chosen)


def _page(
    request: HttpRequest,
    actor: Actor,
    kind: ChannelKind,
    *,
    add: AddressForm | None = None,
    code: CodeForm | None = None,
) -> HttpResponse:
    rows = [row for row in queries.addresses_of(actor) if row.kind == kind]
    waiting = next((row for row in rows if row.verified_at is None), None)
    proved = next((row for row in rows if row.verified_at), None)
    context = {
        "phone": kind is ChannelKind.SMS,
        "add": add or AddressForm(kind=kind),
        "code": code or CodeForm(),
        "waiting": masked(kind, waiting.value) if waiting else "",
        "alive": bool(waiting and waiting.code_hash and until(waiting.code_until)),
        "proved": masked(kind, proved.value) if proved else "",
        # After a mistake in the address the form for it stays open.
        "changing": bool(add and add.errors) or request.GET.get("byt") == "1",
    }
    failed = bool((add and add.errors) or (code and code.errors))
    return render(request, "resident/notices/address.html", context, status=422 if failed else 200)


def _add(request: HttpRequest, actor: Actor, kind: ChannelKind, slug: str) -> HttpResponse:
    now, choice = real_now(), None
    form = AddressForm(request.POST, kind=kind)
    if form.is_valid():
        choice = queries.own_choice(actor, now)
    if choice is None:
        return _page(request, actor, kind, add=form)
    try:
        typed = form.cleaned_data["address"]
        actions.add_address(choice, kind, typed, now=now, language=get_language() or "sv", by=actor)
    except (actions.CannotSend, actions.CannotChoose, Cannot) as cannot:
        form.add_error("address", cannot.sentence)
        return _page(request, actor, kind, add=form)
    messages.success(request, _("Vi har skickat en kod."))
    return redirect("resident:notice_address", slug)


def _verify(request: HttpRequest, actor: Actor, kind: ChannelKind, slug: str) -> HttpResponse:
    form, row = CodeForm(request.POST), _of(actor, kind, proved=False)
    if not form.is_valid():
        return _page(request, actor, kind, code=form)
    proof = actions.verify(row, form.cleaned_data["code"], now=real_now(), by=actor)
    if proof is Proof.RIGHT:
        messages.success(request, _("Klart. Välj nu vad du vill veta."))
        return redirect("resident:notices")
    form.add_error("code", _sentence(proof))
    return _page(request, actor, kind, code=form)


def _sentence(proof: Proof) -> str:
    if proof is Proof.WRONG:
        return _("Koden stämmer inte. Titta efter och skriv den igen.")
    if proof is Proof.TOO_MANY:
        return _("Koden har skrivits fel för många gånger. Be om en ny.")
    return _("Koden gäller inte längre. Be om en ny.")


def _again(request: HttpRequest, actor: Actor, kind: ChannelKind, slug: str) -> HttpResponse:
    row = _of(actor, kind, proved=False)
    try:
        actions.send_code(row, now=real_now(), language=get_language() or "sv", by=actor)
        messages.success(request, _("Vi har skickat en ny kod. Den förra gäller inte längre."))
    except actions.CannotSend as cannot:
        messages.error(request, cannot.sentence)
    return redirect("resident:notice_address", slug)


def _remove(request: HttpRequest, actor: Actor, kind: ChannelKind, slug: str) -> HttpResponse:
    proved = request.POST.get("which") == "proved"
    actions.remove_address(_of(actor, kind, proved=proved), now=real_now(), by=actor)
    messages.success(request, _("Borttaget."))
    return redirect("resident:notices")


def _of(actor: Actor, kind: ChannelKind, *, proved: bool) -> Any:
    rows = [row for row in queries.addresses_of(actor) if row.kind == kind and bool(row.verified_at) is proved]
    if not rows:
        raise Http404
    return rows[0]
