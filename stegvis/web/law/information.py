"""What the provider tells residents of how their data is handled: editions, the draft, publishing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.law import information as texts
from stegvis.law.actions import editions as actions
from stegvis.law.actions.editions import CannotKeep
from stegvis.law.kinds import EditionState
from stegvis.law.queries import information as queries
from stegvis.web.shell import actor_on


class TextsForm(forms.Form):
    """Every field in Swedish and English."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in texts.FIELDS:
            for language in texts.LANGUAGES:
                self.fields[f"{field.key}_{language}"] = forms.CharField(
                    label=gettext_lazy("På svenska") if language == "sv" else gettext_lazy("På engelska"),
                    required=False,
                    max_length=texts.MOST,
                    widget=forms.Textarea(attrs={"rows": 4, "lang": language}),
                    error_messages={"max_length": gettext_lazy("Texten är för lång. Högst 4 000 tecken får plats.")},
                )

    def typed(self) -> dict[str, dict[str, str]]:
        """Language → field → words."""
        read = self.cleaned_data
        return {language: {key: read[f"{key}_{language}"] for key in texts.KEYS} for language in texts.LANGUAGES}


def _form(row: Any, data: Any = None) -> TextsForm:
    initial: dict[str, Any] = {"seen": row.version_no}
    for language, fields in row.texts.items():
        initial |= {f"{key}_{language}": words for key, words in fields.items()}
    return TextsForm(data, initial=initial)


def _rows(form: TextsForm) -> list[dict[str, Any]]:
    return [
        {
            "heading": field.heading,
            "help": field.help,
            "fields": [form[f"{field.key}_{lang}"] for lang in texts.LANGUAGES],
        }
        for field in texts.FIELDS
    ]


@needs("law:keep")
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """What residents read now, the draft, and earlier editions."""
    found = queries.of_provider(actor_on(request))
    published = [row for row in found if row.state == EditionState.PUBLISHED]
    newest = published[0] if published else None
    context = {
        "published": newest,
        "told": texts.told(newest.texts, get_language() or "sv") if newest else (),
        "draft": next((row for row in found if row.state == EditionState.DRAFT), None),
        "earlier": published[1:],
    }
    return render(request, "law/information.html", context)


@needs("law:keep")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A draft of the next edition."""
    actor = actor_on(request)
    provider = access.provider_of(actor)
    if provider is None:
        raise Http404
    actions.begin_information(provider, now=real_now(), by=actor)
    return redirect("law:information_write")


@needs("law:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write the draft."""
    actor = actor_on(request)
    row = queries.draft(actor)
    if row is None:
        return redirect("law:information")
    form = _form(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_information(row, form.typed(), form.cleaned_data["seen"], by=actor)
            messages.success(request, _("Utkastet är sparat."))
            return redirect("law:information_write")
        except CannotKeep as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
    context = {"draft": row, "form": form, "rows": _rows(form), "lacking": texts.missing(row.texts)}
    return render(request, "law/information_write.html", context, status=422 if form.errors else 200)


@needs("law:keep")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """From now on it is what residents read."""
    actor = actor_on(request)
    row = queries.draft(actor)
    if row is None:
        return redirect("law:information")
    seen = request.POST.get("seen", "")
    try:
        actions.publish_information(row, int(seen) if seen.isdigit() else 0, now=real_now(), by=actor)
        messages.success(request, _("Informationen är publicerad. Invånarna läser den från nu."))
        return redirect("law:information")
    except CannotKeep as refused:
        messages.error(request, refused.sentence)
        return redirect("law:information_write")
