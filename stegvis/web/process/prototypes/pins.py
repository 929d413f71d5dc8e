"""What is said: the list with its filters, something new about a place, and one pin with its answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from stegvis.access.doors import Refused
from stegvis.governance.group.about import decided_about
from stegvis.governance.group.kinds import AboutKind
from stegvis.governance.prototypes import pins as doors
from stegvis.governance.prototypes import policies, queries
from stegvis.governance.prototypes.kinds import UNRESOLVED, PinKind, PinState, ReplyKind
from stegvis.governance.prototypes.pins import Said
from stegvis.governance.prototypes.places import ASKED
from stegvis.lib.errors import Cannot
from stegvis.lib.whole import whole
from stegvis.web.process.prototypes.forms import PinForm, ReplyForm, id_of
from stegvis.web.process.prototypes.visit import Visit

KIND, STATE, MODULE, WHO = "slag", "lage", "modul", "vem"
WAITING = "vantar"
IN_PLACE = "X-In-Place"


def pins(visit: Visit) -> HttpResponse:
    """Everything said, as far as the filters let through, in the order of the program."""
    found = queries.pins(visit.actor, visit.round)
    asked = visit.request.GET
    shown = [each for each in found if _wanted(visit, each, asked)]
    order = {node.id: number for number, (node, _parent) in enumerate(visit.document.nodes())}
    shown.sort(key=lambda each: (each.gone, order.get(each.pin.node, -1), each.pin.at))
    context: dict[str, Any] = {
        "pins": shown,
        "total": len(found),
        "filters": _filters(visit, found, asked),
        "filtered": any(asked.get(name) for name in (KIND, STATE, MODULE, WHO)),
    }
    return visit.show("pins", here="pins", **context)


def _wanted(visit: Visit, each: queries.Shown, asked: Any) -> bool:
    pin, state = each.pin, asked.get(STATE)
    if asked.get(KIND) and pin.kind != asked[KIND]:
        return False
    if state and (pin.state not in UNRESOLVED if state == WAITING else pin.state != state):
        return False
    if asked.get(MODULE) and each.place.module != asked[MODULE]:
        return False
    return not asked.get(WHO) or pin.speaker == asked[WHO]


def _filters(visit: Visit, found: list[queries.Shown], asked: Any) -> list[dict[str, Any]]:
    titles = {module.id: visit.document.text(module.key("title"), visit.language) for module in visit.document.modules}
    states = [(WAITING, _("Inte avgjorda")), *((s.value, str(s.label)) for s in PinState if s not in UNRESOLVED)]
    people = sorted({each.pin.speaker for each in found})
    rows = (
        (KIND, _("Slag"), _("Alla slag"), [(kind.value, str(kind.label)) for kind in PinKind]),
        (STATE, _("Läge"), _("Alla lägen"), states),
        (MODULE, _("Modul"), _("Hela programmet"), list(titles.items())),
        (WHO, _("Vem"), _("Alla"), [(name, name) for name in people]),
    )
    return [{"name": n, "label": label, "all": a, "options": o, "chosen": asked.get(n, "")} for n, label, a, o in rows]


def new(visit: Visit) -> HttpResponse:
    """A form about one place: a page of its own, or a part that a script puts where the link stood."""
    request = visit.request
    typed = request.POST if request.method == "POST" else request.GET
    node, field = typed.get("plats", ""), typed.get("falt", "")
    if not visit.places.has(node):
        messages.warning(request, _("Stället finns inte i prototypen. Välj det igen."))
        return visit.to("synpunkter/")
    question = _question(visit, field)
    form = PinForm(
        request.POST if request.method == "POST" else None,
        fields=[] if field else visit.places.fields(node),
        field=field,
        auto_id=f"sagt-{node}-%s",
    )
    verdict = policies.may_take_part(visit.actor, visit.round)
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(visit, node, form, field)
        except Refused:
            raise
        except Cannot as error:
            form.add_error(None, error.sentence)
    context: dict[str, Any] = {
        "form": form,
        "place": visit.places.place(node),
        "excerpt": visit.places.excerpt(node, field),
        "question": question,
        "node": node,
        "field": field,
        "others": [each for each in queries.pins(visit.actor, visit.round) if each.pin.node == node],
        "back": visit.back(),
        "verdict": verdict,
    }
    if request.headers.get(IN_PLACE) == "1":
        return render(request, "process/prototypes/_pin_form.html", {**context, "visit": visit, "once": _once(visit)})
    return visit.show("pin_new", status=422 if request.method == "POST" else 200, once=_once(visit), **context)


def _once(visit: Visit) -> UUID:
    """The form's own id, the same when it comes back with something to put right."""
    return id_of(visit.request.POST.get("once", ""))


def _question(visit: Visit, field: str) -> str:
    """What the designer asked, when the form answers it."""
    number = whole(field.removeprefix(ASKED)) if field.startswith(ASKED) else 0
    asked = visit.round.questions
    return asked[number - 1] if 0 < number <= len(asked) else ""


def _keep(visit: Visit, node: str, form: PinForm, field: str) -> HttpResponse:
    typed = form.cleaned_data
    said = Said(node, PinKind(typed["kind"]), typed["text"], typed.get("field") or field)
    once = _once(visit)
    doors.add_pin(visit.round, once, said, now=visit.now, by=visit.actor)
    messages.success(visit.request, _("Tack, synpunkten är sparad. De andra i gruppen ser den."))
    return redirect(f"{visit.back().partition('#')[0]}#plats-{node}")


def pin(visit: Visit, pin: UUID) -> HttpResponse:
    """One pin: where it stands, what was answered; a post answers, settles or takes it up again."""
    found = queries.pin_of(visit.actor, visit.round, pin)
    if found is None:
        raise Http404
    form = ReplyForm(visit.request.POST if visit.request.method == "POST" else None)
    if visit.request.method == "POST" and form.is_valid():
        try:
            said = _reply(visit, found, form.cleaned_data["text"])
        except Refused:
            raise
        except Cannot as error:
            form.add_error("text", error.sentence)
        else:
            messages.success(visit.request, said)
            return visit.to(f"synpunkter/{pin}/")
    context: dict[str, Any] = {
        "each": found,
        # What a meeting of the group has decided is the group's own: a tester sees what was decided in the round.
        "decided": [] if visit.tester else decided_about(AboutKind.PIN, found.pin.pk),
        "form": form,
        "may_comment": policies.may_comment(visit.actor, found.pin),
        "may_answer": policies.may_answer(visit.actor, found.pin),
        "may_reopen": policies.may_reopen(visit.actor, found.pin),
        "once": _once(visit),
    }
    return visit.show("pin", status=422 if visit.request.method == "POST" else 200, here="pins", **context)


def _reply(visit: Visit, found: queries.Shown, text: str) -> str:
    do, once = visit.request.POST.get("do", ""), _once(visit)
    if do == ReplyKind.REOPEN:
        doors.reopen(found.pin, once, text, now=visit.now, by=visit.actor)
        return _("Synpunkten är tagen upp igen.")
    if do in (ReplyKind.FIXED, ReplyKind.NOT_NOW, ReplyKind.ASK_BACK):
        doors.answer(found.pin, once, ReplyKind(do), text, now=visit.now, by=visit.actor)
        return _("Svaret är sparat.")
    doors.comment(found.pin, once, text, now=visit.now, by=visit.actor)
    return _("Kommentaren är sparad.")
