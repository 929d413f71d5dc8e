"""Adding, correcting and removing entries. Each way out of a form has kept what was typed, or shows it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from stegvis.course import actions, queries
from stegvis.lib.errors import Cannot
from stegvis.questionnaires.answer_rows import differing
from stegvis.web.diaries import entry_answers
from stegvis.web.shell import actor_on
from stegvis.web.walking.diary.opened import Opened, opened
from stegvis.web.walking.diary.typed import Typed, fresh, kept, posted
from stegvis.web.walking.forms import is_autosave, revision_of, typed_fields
from stegvis.web.walking.frames import show
from stegvis.web.walking.walks import Walk


def add(request: HttpRequest, walk: Walk, diary: str) -> HttpResponse:
    """A new entry, for today unless another day is asked for."""
    found = opened(walk, diary, posted=request.method == "POST")
    if request.method == "POST":
        return _receive(request, posted(request, found, found.definition))
    if found.closed:
        return redirect(found.href)
    return _form(request, fresh(found, request.GET.get("dag", "")))


def correct(request: HttpRequest, walk: Walk, diary: str, entry: UUID) -> HttpResponse:
    """Correct an entry. What it was is kept."""
    found = opened(walk, diary, posted=request.method == "POST")
    row = _row(found, entry)
    if request.method == "POST":
        # Taken away in another tab: what was typed here is shown all the same.
        definition = found.walk.definition(row.definition.digest) if row else found.definition
        return _receive(request, posted(request, found, definition, entry))
    if row is None:
        raise Http404
    return redirect(found.entry_url(row)) if found.closed else _form(request, kept(found, row))


def remove(request: HttpRequest, walk: Walk, diary: str, entry: UUID) -> HttpResponse:
    """Ask first, then take the entry away. It stays in the record, marked."""
    found = opened(walk, diary)
    row = _row(found, entry)
    if row is None:
        # Twice pressed, or done in another tab: it is away.
        return redirect(found.href)
    if request.method == "POST":
        try:
            actions.remove_entry(found.walk.course, diary, entry, revision_of(request), by=actor_on(request))
        except Cannot as error:
            messages.error(request, error.sentence)
            return redirect(found.entry_url(row))
        messages.success(request, _("Registreringen är borttagen."))
        return redirect(found.href)
    if found.closed:
        return redirect(found.entry_url(row))
    asked = found.asked(entry, found.walk.definition(row.definition.digest))
    context = {"opened": found, "row": row, "answers": found.read_out(row), "contact": asked.contact}
    return show(request, found.walk, "diary/remove", context, here="program")


def _row(found: Opened, entry: UUID) -> Any:
    """The entry as it counts now; None when there is none, or it is taken away."""
    versions = queries.diary_entry(found.walk.actor, found.walk.course, found.id, entry)
    return versions[0] if versions else None


def _form(request: HttpRequest, typed: Typed, status: int = 200, problems: Any = (), ask: Any = ()) -> HttpResponse:
    asked = typed.opened.asked(typed.entry, typed.definition)
    context = {
        "opened": typed.opened,
        "typed": typed,
        "asked": asked,
        "q": typed.form(problems),
        "ask": ask,
        "confirmed": sorted(typed.confirmed | {doubt.said for doubt in ask}),
        "has_dangers": bool(typed.definition.dangers),
    }
    return show(request, typed.opened.walk, "diary/form", context, here="program", status=status)


def _receive(request: HttpRequest, typed: Typed) -> HttpResponse:
    found, actor = typed.opened, actor_on(request)
    if is_autosave(request):
        # Nothing is kept before it is saved: the script only asks whether help is called for.
        return JsonResponse({"revision": typed.revision, "danger": _told(request, typed)})
    if typed.again:
        # A row more or less, or what was kept in the browser: to look at, and not yet to keep.
        _told(request, typed)
        return _form(request, typed)
    entered = typed.entered
    if typed.problems or entered is None:
        _told(request, typed)
        return _form(request, typed, 422)
    if unsure := typed.unconfirmed:
        _told(request, typed)
        return _form(request, typed, 422, ask=unsure)
    course = found.walk.course
    try:
        if typed.correcting:
            result = actions.correct_entry(course, found.id, typed.entry, typed.revision, entered, by=actor)
        else:
            result = actions.add_entry(course, found.id, typed.entry, entered, by=actor)
    except actions.DayRefused as error:
        _told(request, typed)
        return _form(request, typed.day_refused(error.sentence), 422)
    except actions.DayTaken as error:
        return _taken(request, typed, error)
    except actions.EntryChanged as error:
        return _choose(request, typed, error)
    except Cannot as error:
        return _not_kept(request, typed, error)
    if result.row is None:
        return _form(request, typed, 422, problems=result.problems)
    found.walk.company.told(found.walk)
    messages.success(request, _("Rättat. Det du skrev först finns också kvar.") if typed.correcting else _("Sparat."))
    # After a dangerous answer the way to help stands on the page that comes.
    return redirect(found.entry_url(result.row) if result.dangers or typed.correcting else found.href)


def _told(request: HttpRequest, typed: Typed) -> str:
    """The crisis help that the answers call for; when they do, they are noted as given, but by who may only read."""
    asked = typed.opened.asked(typed.entry, typed.definition)
    danger = asked.danger_html(typed.answers)
    if danger and actor_on(request).can("own:work"):
        course = typed.opened.walk.course
        actions.note_dangers(course, asked.occasion, typed.definition, typed.answers, by=actor_on(request))
    return danger


def _taken(request: HttpRequest, typed: Typed, error: Any) -> HttpResponse:
    if typed.correcting:
        # Two entries of one day cannot both be kept, and neither is the older version of the other.
        _told(request, typed)
        return _form(request, typed.day_refused(_("Den dagen har redan en registrering. Välj en annan dag.")), 422)
    return _choose(request, typed, error)


def _choose(request: HttpRequest, typed: Typed, error: Any) -> HttpResponse:
    """Both versions side by side; the resident decides which to keep."""
    found, row = typed.opened, error.row
    written = entry_answers(typed.definition, typed.answers, found.walk.language, marks=False)
    saved, written = differing(found.read_out(row), written)
    context = {
        "opened": found,
        "sentence": error.sentence,
        "danger": _told(request, typed),
        "row": row,
        "saved": saved,
        "typed": written,
        "typed_on": typed.entered.on if typed.entered else None,
        "fields": typed_fields(request, revision=row.revision),
        "action": found.walk.url("diary_correct", found.id, row.entry),
        "back": found.entry_url(row),
    }
    return show(request, found.walk, "diary/choose", context, here="program", status=409)


def _not_kept(request: HttpRequest, typed: Typed, error: Cannot) -> HttpResponse:
    """It cannot be saved now: what was typed is shown, to be copied."""
    asked = typed.opened.asked(typed.entry, typed.definition)
    context = {
        "sentence": error.sentence,
        "answers": asked.read_out(typed.answers),
        "danger": _told(request, typed),
    }
    return show(request, typed.opened.walk, "not_saved", context, here="program", status=409)
