"""Saving and sending in one exercise."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from stegvis.course import actions
from stegvis.lib.errors import Cannot
from stegvis.program.document import ExerciseBlock
from stegvis.web.shell import actor_on
from stegvis.web.walking import worksheets
from stegvis.web.walking.forms import is_autosave, revision_of, typed_fields
from stegvis.web.walking.frames import show
from stegvis.web.walking.walks import Walk


def exercise(request: HttpRequest, walk: Walk, block: str) -> HttpResponse:
    """Keep what was written; send it in when asked to. Nothing typed is ever dropped."""
    found = _block(walk, block)
    content = worksheets.read(found, request.POST)
    sends = request.POST.get("do") == "send" and not is_autosave(request)
    act = actions.send_exercise if sends and not worksheets.is_empty(content) else actions.save_exercise
    try:
        row = act(walk.course, block, content, revision_of(request), by=actor_on(request))
    except actions.StaleSave as error:
        return _choose(request, walk, found, error)
    except Cannot as error:
        return _not_saved(request, walk, content, error)
    if is_autosave(request):
        return JsonResponse({"revision": row.revision})
    walk.company.told(walk)
    if walk.stopped.step(walk.plan.block_step[block]) and row.sent_at is None:
        messages.info(request, _("Det du skrev är sparat. Det går inte att skicka in just nu."))
        return redirect(_place(walk, block))
    _say(request, found, sent=row.sent_at is not None, empty=sends and worksheets.is_empty(content))
    return redirect(_place(walk, block))


def _say(request: HttpRequest, block: ExerciseBlock, *, sent: bool, empty: bool) -> None:
    if empty and not block.feedback:
        messages.warning(request, _("Övningen är tom. Skriv något innan du säger att du är klar."))
    elif empty:
        messages.warning(request, _("Övningen är tom. Skriv något innan du skickar in den."))
    elif sent and not block.feedback:
        messages.success(request, _("Klart. Det du skrev finns kvar här."))
    elif sent:
        messages.success(request, _("Övningen är inskickad."))
    else:
        messages.success(request, _("Sparat. Du kan fortsätta när du vill."))


def _block(walk: Walk, block_id: str) -> ExerciseBlock:
    _module, _section, step = walk.place(walk.plan.block_step.get(block_id, ""))
    found = next((block for block in step.blocks if block.id == block_id), None)
    if not isinstance(found, ExerciseBlock):
        raise Http404
    return found


def _place(walk: Walk, block: str) -> str:
    step = walk.plan.block_step[block]
    return f"{walk.url('step', step)}#block-{block}"


def _choose(request: HttpRequest, walk: Walk, block: ExerciseBlock, error: Any) -> HttpResponse:
    """Both versions side by side; the resident decides which to keep."""
    saved, typed = worksheets.differing(error.saved, error.typed)
    context = {
        "saved": saved,
        "typed": typed,
        "fields": typed_fields(request, revision=error.revision),
        "action": walk.url("exercise", block.id),
        "back": _place(walk, block.id),
    }
    return show(request, walk, "choose_exercise", context, here="program", status=409)


def _not_saved(request: HttpRequest, walk: Walk, content: Any, error: Cannot) -> HttpResponse:
    """It cannot be saved now: the text is shown, to be copied."""
    context = {"sentence": error.sentence, "lines": worksheets.lines_of(content)}
    return show(request, walk, "not_saved", context, here="program", status=409)
