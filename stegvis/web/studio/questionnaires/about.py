"""What a questionnaire says about itself: title, source, licence, language and how the questions are put."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.questionnaires import editing
from stegvis.questionnaires.draft_words import LICENCES
from stegvis.questionnaires.editing import Doc, Tab, language_of, text, translated
from stegvis.questionnaires.editing.setting import ABOUT_TEXTS
from stegvis.web.studio.questionnaires import kinds
from stegvis.web.studio.questionnaires.asking import address, draft_or_404, page_context, save, todos
from stegvis.web.studio.questionnaires.fields import Field, Section, Todo

LONGEST = 10_000
ENGLISH = "en"


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, key: str) -> HttpResponse:
    """Read, or save all of it."""
    if request.method == "POST":
        return save(
            request,
            key,
            lambda doc: _read(request, doc),
            back=lambda: address(Tab.ABOUT, key),
            now_there=lambda doc: [field for section in _draw(doc, Todo()) for field in section.all_fields()],
            said=lambda doc: text(doc, "title"),
        )
    draft = draft_or_404(request, key)
    doc = draft.doc
    context = page_context(draft, doc, "studio:questionnaire_about", request)
    here = todos(key, context["left"], Tab.ABOUT)
    context |= {"sections": _draw(doc, Todo.of(here)), "todos": here, "action": address(Tab.ABOUT, key)}
    return render(request, "studio/questionnaires/about.html", context)


def _draw(doc: Doc, todo: Todo) -> list[Section]:
    licence = doc.get("licence") or {}
    other = translated(doc)
    reference = _(
        "Avtal, tillstånd eller var villkoren står. Behövs för formulär som kräver licens eller vars licens är okänd."
    )
    layout = str(doc.get("layout") or "page")
    has_other = Field("other", _("Formuläret finns på engelska också"), "tick", "1", _("Då får varje fråga ett fält för engelska."), on=bool(other), again=True)  # fmt: skip
    found = [
        Section("", tuple(_text_fields(doc, "", todo))),
        Section(
            _("Licens"),
            (
                Field("licence", _("Vad gäller?"), "list", str(licence.get("status") or "unknown"), choices=kinds.choices(tuple(LICENCES.items())), width="m", again=True),
                Field("reference", _("Hänvisning"), "text", str(licence.get("reference") or ""), reference, todo=todo.at("reference"), longest=500),
            ),
        ),
        Section(
            _("Visning och språk"),
            (Field("layout", _("Frågorna visas"), "list", layout, choices=kinds.choices(kinds.LAYOUTS), width="m"), has_other),
        ),
    ]  # fmt: skip
    if other:
        found.append(Section(_("På engelska"), tuple(_text_fields(doc, other, Todo())), fold=True, open=True))
    return found


def _text_fields(doc: Doc, other: str, todo: Todo) -> list[Field]:
    language = other or language_of(doc)
    labels = {
        "title": (_("Titel"), "line", "" if other else _("Det namn som den som svarar ser.")),
        "intro": (_("Inledning"), "text", "" if other else _("Står överst, före första frågan.")),
        "notice": (_("Notis"), "text", "" if other else _("Står under formuläret, till exempel upphovsrätt.")),
        "source": (_("Källa"), "line", "" if other else _("Varifrån frågorna kommer.")),
        "purpose": (
            _("Syfte"),
            "line",
            "" if other else _("Vad formuläret är till för. Läses av andra som bygger program."),
        ),
    }
    return [
        Field(
            f"{language}.{part}", str(label), kind, text(doc, part, language), str(help), todo=todo.at(part), lang=other
        )
        for part, (label, kind, help) in labels.items()
    ]


def _read(request: HttpRequest, doc: Doc) -> Doc:
    posted = request.POST
    other = translated(doc)
    texts = {
        language: {
            part: posted[f"{language}.{part}"].replace("\r\n", "\n")[:LONGEST]
            for part in ABOUT_TEXTS
            if f"{language}.{part}" in posted
        }
        for language in (language_of(doc), other)
        if language
    }
    status = posted.get("licence", "")
    layout = posted.get("layout", "page")
    made = editing.set_about(
        doc,
        texts,
        status=status if status in LICENCES else "unknown",
        reference=posted.get("reference", "")[:500],
        layout=layout if layout in dict(kinds.LAYOUTS) else "page",
    )
    if "other" in posted and not other:
        return editing.set_language(made, ENGLISH, on=True)
    if "other" not in posted and other and not made["texts"].get(other):
        # A translation that holds texts is kept: emptying it is a choice of its own.
        return editing.set_language(made, other, on=False)
    return made
