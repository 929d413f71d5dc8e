"""The review's first page and its search. What is searched for is sent, never written in an address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.access.identity import CannotReadNumber, IdentityNumber, read_number
from stegvis.access.log_review import queries
from stegvis.access.log_review.actions import between
from stegvis.access.log_review.hints import Sign, hints
from stegvis.access.log_review.policies import Reviewed
from stegvis.access.log_review.queries import Entry
from stegvis.audit.reading import Search
from stegvis.care.blocks import queries as blocks
from stegvis.care.reviewing import openings_of
from stegvis.lib.clock import local_day, utc_now
from stegvis.web.access_log import words
from stegvis.web.fields import day_field
from stegvis.web.shell import actor_on

HINT_DAYS = 7
STAFF_DAYS = 90

SIGNS: dict[Sign, str | Promise] = {
    Sign.MANY: gettext_lazy("Öppnade många invånare på kort tid"),
    Sign.ODD_HOUR: gettext_lazy("Öppnade på en ovanlig tid"),
    Sign.NO_RELATION: gettext_lazy("Öppnade utan att vara behandlare där"),
    Sign.SAME_SURNAME: gettext_lazy("Öppnade en invånare med samma efternamn"),
    Sign.OWN_RECORD: gettext_lazy("Öppnade sina egna uppgifter"),
    Sign.COLLEAGUE: gettext_lazy("Öppnade en kollegas uppgifter"),
}


class SearchForm(forms.Form):
    """Days, and perhaps a person of staff or an identity number."""

    first = day_field(gettext_lazy("Från och med"))
    last = day_field(gettext_lazy("Till och med"))
    person = forms.ChoiceField(label=gettext_lazy("Medarbetare"), required=False)
    number = forms.CharField(
        label=gettext_lazy("Invånarens nummer"),
        help_text=gettext_lazy("Tolv tecken: ÅÅÅÅMMDD-NNNN. Sökningen loggas, och invånaren ser den."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-width": "m"}),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Alla")), *people]  # type: ignore[attr-defined]

    def clean_number(self) -> IdentityNumber | None:
        """The number, or the sentence that says what to do."""
        text = self.cleaned_data["number"].strip()
        try:
            return read_number(text) if text else None
        except CannotReadNumber as error:
            raise forms.ValidationError(error.sentence) from error

    def clean(self) -> dict[str, Any]:
        """The first day does not come after the last."""
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first and last and first > last:
            raise forms.ValidationError(_("Första dagen kan inte komma efter den sista."))
        return found


class DrawForm(forms.Form):
    """What to draw from, and how many."""

    first = day_field(gettext_lazy("Från och med"))
    last = day_field(gettext_lazy("Till och med"))
    size = forms.IntegerField(
        label=gettext_lazy("Antal öppningar"),
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "s"}),
        error_messages={
            "required": gettext_lazy("Skriv hur många du vill granska."),
            "invalid": gettext_lazy("Skriv ett heltal."),
        },
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A hint, ready to print."""

    person: str
    what: str
    count: str
    account_id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry, ready to print. `patient` tells two patients apart on one page and says nothing else."""

    at: datetime
    who: str
    what: str
    why: str
    unit: str
    purpose: str
    patient: str
    refused: bool
    emergency: bool


def reviewed_or_404(request: HttpRequest) -> Reviewed:
    """The log that whoever asks reviews."""
    found = queries.reviewed_by(actor_on(request))
    if found is None:
        raise Http404
    return found


def to(request: HttpRequest, name: str, *args: object) -> str:
    """An address of the review on the side where one is: the unit's or the provider's."""
    match = request.resolver_match
    return reverse(f"{match.namespace if match else 'clinician'}:{name}", args=args)


@needs("log:review")
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What waits, hints of the last days, checks, and the search."""
    reviewed_or_404(request)
    return page(request)


def page(request: HttpRequest, status: int = 200, **given: Any) -> HttpResponse:
    """The first page, also when a form on it comes back."""
    actor, reviewed, now = actor_on(request), reviewed_or_404(request), utc_now()
    today = local_day(now)
    people = queries.staff_seen(actor, reviewed, now - timedelta(days=STAFF_DAYS))
    span = {"first": today - timedelta(days=30), "last": today}
    since = now - timedelta(days=HINT_DAYS)
    context = {
        "place": reviewed.unit.name if reviewed.unit else reviewed.provider.name,
        "hints": hints_of(actor, reviewed, since, now),
        "hint_days": HINT_DAYS,
        "questions": queries.questions(actor),
        "hint_span": {"first": local_day(since), "last": today},
        "checks": [(each, to(request, "log_check", each.pk)) for each in queries.checks(actor, reviewed)],
        "emergencies": [(each, to(request, "log_emergency", each.pk)) for each in blocks.emergencies(actor)],
        "search_form": SearchForm(initial=span, people=people),
        "draw_form": DrawForm(initial={**span, "size": 10}),
        "search_url": to(request, "log_search"),
        "draw_url": to(request, "log_draw"),
        **given,
    }
    return render(request, "access_log/review.html", context, status=status)


def hints_of(actor: Actor, reviewed: Reviewed, since: datetime, until: datetime) -> list[Told]:
    """Hints of a time, in words."""
    rows = queries.looked_through(actor, reviewed, since, until)
    names = {row.account_id: row.name for row in rows}
    found = hints(openings_of(rows), queries.thresholds(reviewed))
    return [
        Told(
            names[each.account_id],
            str(SIGNS[each.sign]),
            ngettext("%(n)d öppning", "%(n)d öppningar", len(each.entries)) % {"n": len(each.entries)},
            each.account_id,
        )
        for each in found
    ]


@needs("log:review")
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """What the search finds, fifty a page. The search itself is logged."""
    actor, reviewed, now = actor_on(request), reviewed_or_404(request), utc_now()
    people = queries.staff_seen(actor, reviewed, now - timedelta(days=STAFF_DAYS * 4))
    form = SearchForm(request.POST, people=people)
    if not form.is_valid():
        return page(request, 422, search_form=form)
    read = form.cleaned_data
    since, until = between(read["first"], read["last"])
    found = queries.search(
        actor, reviewed, Search(since, until, read["person"]), read["number"], _number(request.POST.get("sida", "1"))
    )
    context = {
        "place": reviewed.unit.name if reviewed.unit else reviewed.provider.name,
        "form": form,
        "found": found,
        "hits": hits_of(found.rows),
        "back": to(request, "log"),
        "typed": [(name, request.POST.get(name, "")) for name in form.fields],
        "asked": _said(read, dict(people)),
    }
    return render(request, "access_log/hits.html", context)


def _said(read: dict[str, Any], names: dict[str, str]) -> str:
    first, last = _day(read["first"]), _day(read["last"])
    parts = [f"{first}–{last}", names.get(read["person"], ""), read["number"].masked if read["number"] else ""]
    return " · ".join(part for part in parts if part)


def _day(day: date) -> str:
    return day.isoformat()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def hits_of(rows: Sequence[Entry]) -> list[Hit]:
    """Entries in words. Whose record each was stays unsaid: the same letter is the same resident, on this page."""
    known: dict[str, str] = {}
    for row in rows:
        known.setdefault(row.patient_hash, _letter(len(known)))
    return [
        Hit(
            at=localtime(row.at),
            who=words.who(row.account_id, row.name, row.hat, named=True),
            what=words.said(row.act, row.activity),
            why=words.why(row.reason),
            unit=row.unit_name,
            purpose=words.purpose(row.purpose),
            patient=known[row.patient_hash],
            refused=row.outcome == "refused",
            emergency=row.activity == "Nödöppning",
        )
        for row in rows
    ]


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"{chr(ord('A') + number % 26)}{number // 26 + 1}"
