"""What the provider's units do before the first start of a program: lines in order, each version kept."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.access.queries import provider_of
from stegvis.catalogue import actions, queries
from stegvis.catalogue.kinds import Settles
from stegvis.catalogue.start_lines import ALWAYS, StartLine
from stegvis.course.worlds import real_now
from stegvis.lib.whole import whole
from stegvis.web.region.asking import actor_of

UNFIT = 422
NEW_ROWS = 2
MOST_ROWS = 40
KEY_LENGTH = 50


@dataclass(slots=True)
class Row:
    """One line of the form, as typed. `always` cannot be left out."""

    number: int
    key: str = ""
    text: str = ""
    hint: str = ""
    by: str = Settles.PERSON.value
    place: str = ""
    removed: bool = False

    @property
    def always(self) -> bool:
        """Whether every provider's list has it."""
        return self.key in ALWAYS


@needs("version:distribute")
@require_http_methods(["GET", "HEAD", "POST"])
def start_list(request: HttpRequest) -> HttpResponse:
    """The list as it is; on POST its next version. What was typed is kept when it cannot be saved."""
    actor = actor_of(request)
    provider = provider_of(actor)
    if provider is None:
        raise Http404
    if request.method != "POST":
        found = queries.start_template(provider.pk)
        rows = [
            Row(number, line.key, str(line.text), str(line.hint), line.by.value, str(number))
            for number, line in enumerate(found.lines, start=1)
        ]
        return _page(request, rows, found.number)
    rows, base, data = _posted(request.POST), request.POST.get("base", ""), request.POST
    try:
        made = actions.change_start_template(
            provider,
            _lines(rows),
            data.get("note", ""),
            whole(base, -1),
            of_everybody=data.get("who") == "all",
            now=real_now(),
            by=actor,
        )
    except actions.CannotChangeStartTemplate as refusal:
        return _page(request, rows, base, refusal.sentence, UNFIT)
    words = _("Version %(n)s av startchecklistan gäller nu. Det som enheterna har bockat av står kvar.")
    messages.success(request, words % {"n": made.number})
    return redirect("region:start_list")


def _page(request: HttpRequest, rows: list[Row], base: int | str, refusal: str = "", status: int = 200) -> HttpResponse:
    last = max((row.number for row in rows), default=0)
    context: dict[str, Any] = {
        "rows": rows,
        "blank": [Row(last + n) for n in range(1, NEW_ROWS + 1)],
        "base": base,
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "settles": Settles.choices,
        "who": request.POST.get("who", "new"),
        "whom": [
            ("new", _("Bara enheter som inte har börjat på sin lista"), ""),
            ("all", _("Alla enheter"), _("De kan inte starta nya förrän de har bockat av det nya.")),
        ],
        "editions": queries.start_templates(actor_of(request)),
    }
    return render(request, "region/start_list.html", context, status=status)


def _posted(data: QueryDict) -> list[Row]:
    """Every row that has a text or was there before, in the order of the numbers that were typed."""
    found = []
    for number in range(1, MOST_ROWS + 1):
        if f"text-{number}" not in data:
            continue
        by = data.get(f"by-{number}", "")
        row = Row(
            number,
            slugify(data.get(f"key-{number}", ""))[:KEY_LENGTH],
            str(data[f"text-{number}"]).strip()[: actions.START_TEXT],
            data.get(f"hint-{number}", "").strip()[: actions.START_TEXT],
            by if by in Settles.values else Settles.PERSON.value,
            data.get(f"place-{number}", ""),
            f"remove-{number}" in data,
        )
        if row.text or row.key:
            found.append(row)
    return sorted(found, key=lambda row: (_place(row), row.number))


def _place(row: Row) -> float:
    try:
        return float(row.place.strip().replace(",", ".") or "inf")
    except ValueError:
        return float(row.number)


def _lines(rows: list[Row]) -> list[StartLine]:
    """The rows that stay, as lines; a new one gets a key from its text."""
    taken = {row.key for row in rows if row.key}
    found = []
    for row in rows:
        if row.removed and not row.always:
            continue
        key = row.key or _new_key(row.text, taken)
        taken.add(key)
        found.append(StartLine(key, row.text, row.hint, Settles(row.by)))
    return found


def _new_key(text: str, taken: set[str]) -> str:
    stem = slugify(text)[: KEY_LENGTH - 4].strip("-") or "punkt"
    number = 1
    while (key := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return key
