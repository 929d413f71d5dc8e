"""The nomination form that the region edits: questions, order, help, versions."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries as process
from stegvis.governance.nominations import editing, queries
from stegvis.governance.nominations.fields import Field, grouped
from stegvis.governance.nominations.kinds import FieldKind
from stegvis.lib.whole import whole
from stegvis.web.process import asked_fields
from stegvis.web.process.doing import Tried, trying
from stegvis.web.region.asking import actor_of

if TYPE_CHECKING:
    from stegvis.governance.rows import NominationForm

_EMPTY = {"label": "", "help": "", "kind": FieldKind.LONG.value, "group": "", "options": "", "required": ""}


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Every question in order; new ones are added here, and the draft is published."""
    actor = actor_of(request)
    provider = process.provider_of(actor)
    if provider is None:
        raise Http404
    if request.method != "POST":
        return _page(request)
    data, now = request.POST, real_now()
    revision = whole(data.get("revision"))
    key, do = data.get("key", ""), data.get("do", "")
    acts = {
        "add": lambda: editing.add_field(provider, _typed_field(data), revision=revision, now=now, by=actor),
        "up": lambda: editing.move_field(provider, key, -1, revision=revision, now=now, by=actor),
        "down": lambda: editing.move_field(provider, key, 1, revision=revision, now=now, by=actor),
        "retire": lambda: editing.retire_field(provider, key, on=True, revision=revision, now=now, by=actor),
        "again": lambda: editing.retire_field(provider, key, on=False, revision=revision, now=now, by=actor),
        "publish": lambda: editing.publish_form(provider, data.get("note", ""), revision=revision, now=now, by=actor),
        "discard": lambda: editing.discard_draft(provider, by=actor),
    }
    if do not in acts:
        return redirect("region:nomination_form")
    tried = trying(acts[do])
    if not tried:
        return _page(request, tried, _typed(data) if do == "add" else None)
    messages.success(request, _SAID[do]())
    return redirect(f"{redirect('region:nomination_form').url}{f'#fraga-{key}' if key else ''}")


_SAID = {
    "add": lambda: _("Frågan finns nu i utkastet."),
    "up": lambda: _("Frågan är flyttad."),
    "down": lambda: _("Frågan är flyttad."),
    "retire": lambda: _("Frågan ställs inte i nästa version."),
    "again": lambda: _("Frågan ställs igen i nästa version."),
    "publish": lambda: _("Formuläret är publicerat. Nya nomineringar följer den här versionen."),
    "discard": lambda: _("Utkastet är borttaget. Det publicerade formuläret gäller."),
}


def _page(request: HttpRequest, tried: Tried | None = None, typed: dict[str, Any] | None = None) -> HttpResponse:
    fields, draft, versions = _now(request)
    context = {
        "groups": grouped(fields),
        "headings": list(dict.fromkeys(field.group for field in fields if field.group)),
        "draft": draft,
        "revision": draft.revision if draft else 0,
        "versions": versions,
        "kinds": FieldKind.choices,
        "typed": typed or _EMPTY,
        "problem": tried.sentence if tried is not None else "",
    }
    return render(request, "region/nomination_form.html", context, status=tried.status if tried is not None else 200)


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: HttpRequest, key: str) -> HttpResponse:
    """One question: what it asks, how it is answered."""
    actor = actor_of(request)
    provider = process.provider_of(actor)
    fields, draft, _versions = _now(request)
    found = next((each for each in fields if each.key == key), None)
    if provider is None or found is None:
        raise Http404
    tried = None
    typed = {
        "label": found.label, "help": found.help, "kind": found.kind.value, "group": found.group,
        "options": "\n".join(found.options), "required": "1" if found.required else "",
    }  # fmt: skip
    revision = draft.revision if draft else 0
    if request.method == "POST":
        seen = whole(request.POST.get("revision"))
        new = _typed_field(request.POST)
        tried = trying(lambda: editing.change_field(provider, key, new, revision=seen, now=real_now(), by=actor))
        if tried:
            messages.success(request, _("Frågan är ändrad i utkastet."))
            return redirect(f"{redirect('region:nomination_form').url}#fraga-{key}")
        typed = _typed(request.POST)
    context = {
        "field": found,
        "typed": typed,
        "kinds": FieldKind.choices,
        "headings": list(dict.fromkeys(each.group for each in fields if each.group)),
        "revision": revision,
        "problem": tried.sentence if tried is not None else "",
    }
    return render(request, "region/nomination_field.html", context, status=tried.status if tried is not None else 200)


@needs("process:configure")
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """The form as the owner will meet it."""
    fields, draft, _versions = _now(request)
    context = {"groups": asked_fields.headed(asked_fields.from_kept(fields, {}, {})), "draft": draft}
    return render(request, "region/nomination_preview.html", context)


def _now(request: HttpRequest) -> "tuple[tuple[Field, ...], NominationForm | None, list[NominationForm]]":
    """The questions of the draft, or of the newest version where nothing is being changed."""
    actor = actor_of(request)
    provider = process.provider_of(actor)
    if provider is None:
        raise Http404
    draft, versions = queries.draft_form(actor, provider), queries.forms(actor, provider)
    newest = draft or (versions[0] if versions else None)
    return queries.shape(newest).fields, draft, versions


def _typed(data: Any) -> dict[str, str]:
    return {name: data.get(name, "") for name in _EMPTY}


def _typed_field(data: Any) -> Field:
    kind = data.get("kind", "")
    return Field(
        key="",
        label=data.get("label", ""),
        kind=FieldKind(kind) if kind in FieldKind.values else FieldKind.LONG,
        group=data.get("group", ""),
        help=data.get("help", ""),
        required=bool(data.get("required")),
        options=tuple(data.get("options", "").splitlines()),
    )
