"""Staff's channels on a page: which there are, whether they work, adding, proving, trying and removing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.notifications import actions, queries
from stegvis.notifications.actions import Proof
from stegvis.notifications.addresses import masked
from stegvis.notifications.kinds import ChannelKind, DeliveryState, StaffRole
from stegvis.ui.addresses import address
from stegvis.web.clinician.trying import tried
from stegvis.web.identified import identified
from stegvis.web.shell import actor_on
from stegvis.web.staff_channels.forms import ChannelForm, CodeForm

TONES = {
    DeliveryState.WAITING: "info",
    DeliveryState.SENT: "success",
    DeliveryState.FAILED: "danger",
    DeliveryState.DROPPED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One channel, ready to print."""

    name: str
    role: str
    kind: str
    address: str
    proved: bool
    href: str
    last: Any
    last_words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The two views of one audience."""

    channels: Callable[..., HttpResponse]
    channel: Callable[..., HttpResponse]


def pages_for(need: str, room: str, roles: tuple[StaffRole, ...]) -> Pages:
    """The views below one prefix: `need` is the permission, `room` the namespace of the addresses."""

    @needs(need)
    @identified
    @require_http_methods(["GET", "HEAD", "POST"])
    def channels(request: HttpRequest) -> HttpResponse:
        """All channels, and a form for one more."""
        return _channels(request, room, roles)

    @needs(need)
    @identified
    @require_http_methods(["GET", "HEAD", "POST"])
    def channel(request: HttpRequest, pk: UUID) -> HttpResponse:
        """One channel: its code, a trial, its removal."""
        return _channel(request, room, pk)

    return Pages(channels, channel)


def _channels(request: HttpRequest, room: str, roles: tuple[StaffRole, ...]) -> HttpResponse:
    actor = actor_on(request)
    place = queries.place_of(actor)
    if place is None:
        raise Http404
    several = len(roles) > 1
    posted = request.POST if request.method == "POST" else None
    initial = {"role": roles[0], "kind": ChannelKind.SMS}
    form = ChannelForm(posted, kinds=queries.offered(), with_role=several, initial=initial)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        role = StaffRole(read["role"]) if several else roles[0]
        made = queries.new_channel(actor, role, ChannelKind(read["kind"]), read["name"], read["address"])
        if made is None:
            raise Http404
        try:
            kept = actions.add_channel(made, now=real_now(), by=actor)
        except Cannot as cannot:
            form.add_error("address", cannot.sentence)
        else:
            messages.success(request, _("Sparat. Vi har skickat en kod dit."))
            return redirect(f"{room}:channel", kept.pk)
    rows = [_row(room, row, last) for row, last in _with_last(queries.staff_channels(actor))]
    context = {
        "place": place,
        "rows": rows,
        "form": form,
        "several": several,
        "settings_url": address(f"{room}:settings"),
        "told": any(row.proved for row in rows),
        "unit_told": any(row.proved and row.role == str(StaffRole.UNIT.label) for row in rows),
    }
    return render(request, "staff_channels/channels.html", context, status=422 if form.errors else 200)


def _with_last(rows: list[Any]) -> list[tuple[Any, Any]]:
    last = queries.last_deliveries(rows)
    return [(row, last.get(row.pk)) for row in rows]


def _row(room: str, row: Any, last: Any) -> Row:
    state = DeliveryState(last.state) if last else None
    return Row(
        name=row.name,
        role=str(StaffRole(row.role).label),
        kind=str(ChannelKind(row.kind).label),
        address=masked(row.kind, row.address),
        proved=row.in_use,
        href=address(f"{room}:channel", row.pk),
        last=last,
        last_words=str(state.label) if state else "",
        tone=TONES[state] if state else "",
    )


def _channel(request: HttpRequest, room: str, pk: UUID) -> HttpResponse:
    actor = actor_on(request)
    row = queries.staff_channel(actor, pk)
    if row is None:
        raise Http404
    form = CodeForm()
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "verify":
            form = CodeForm(request.POST)
            if form.is_valid() and _verified(request, row, form):
                return redirect(f"{room}:channels")
        elif do in _ACTS:
            return _ACTS[do](request, room, row)
        else:
            return redirect(f"{room}:channel", row.pk)
    shown = _row(room, row, queries.last_deliveries([row]).get(row.pk))
    alive = bool(row.code_hash and row.code_until and row.code_until > real_now())
    context = {"row": shown, "code": form, "alive": alive, "back": address(f"{room}:channels")}
    return render(request, "staff_channels/channel.html", context, status=422 if form.errors else 200)


def _verified(request: HttpRequest, row: Any, form: CodeForm) -> bool:
    proof = actions.verify_channel(row, form.cleaned_data["code"], now=real_now(), by=actor_on(request))
    if proof is Proof.RIGHT:
        messages.success(request, _("Klart. Kanalen används från nu. Prova den gärna."))
        return True
    sentences = {
        Proof.WRONG: _("Koden stämmer inte. Titta efter och skriv den igen."),
        Proof.TOO_MANY: _("Koden har skrivits fel för många gånger. Be om en ny."),
    }
    form.add_error("code", sentences.get(proof, _("Koden gäller inte längre. Be om en ny.")))
    return False


def _again(request: HttpRequest, room: str, row: Any) -> HttpResponse:
    done = _("Vi har skickat en ny kod. Den förra gäller inte längre.")
    tried(request, lambda: actions.send_channel_code(row, now=real_now(), by=actor_on(request)), done)
    return redirect(f"{room}:channel", row.pk)


def _try(request: HttpRequest, room: str, row: Any) -> HttpResponse:
    done = _("Provet är på väg. Läs in sidan igen om en stund för att se hur det gick.")
    tried(request, lambda: actions.try_channel(row, now=real_now(), by=actor_on(request)), done)
    return redirect(f"{room}:channel", row.pk)


def _remove(request: HttpRequest, room: str, row: Any) -> HttpResponse:
    tried(
        request, lambda: actions.remove_channel(row, now=real_now(), by=actor_on(request)), _("Kanalen är borttagen.")
    )
    return redirect(f"{room}:channels")


_ACTS: dict[str, Callable[[HttpRequest, str, Any], HttpResponse]] = {"again": _again, "try": _try, "remove": _remove}

UNIT = pages_for("settings:unit", "clinician", (StaffRole.UNIT, StaffRole.MANAGER))
PROVIDER = pages_for("settings:provider", "region", (StaffRole.PROVIDER,))
