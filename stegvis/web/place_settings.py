"""The settings page of a unit or a provider: one form, grouped, where each value says where it comes from.

Each field is sent with the value that it had when the page was drawn. Only what somebody has changed is kept, and a
page that is older than somebody else's change of the same setting comes back with both (409): nothing is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings as installation
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.access import settings
from stegvis.access.actor import Actor
from stegvis.access.settings import SETTINGS, Group, Key, Level, Setting, Source
from stegvis.access.settings.values import Number, TimeOfDay, YesNo
from stegvis.ui.addresses import address
from stegvis.web.shell import actor_on

MOST_CHANGES = 50
# A longer text than this is written in a field of several lines.
SHORT = 150
UNITS = {
    "minutes": gettext_lazy("minuter"),
    "hours": gettext_lazy("timmar"),
    "days": gettext_lazy("dagar"),
    "residents": gettext_lazy("invånare"),
    "months": gettext_lazy("månader"),
    "years": gettext_lazy("år"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the page is: a unit below a provider, or the provider itself."""

    place: settings.Place
    region: str
    unit: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One setting on the page. `locked`: what somebody above has decided, as people read it."""

    label: str
    help: str
    field: Any
    was: Any
    source: str
    own: bool
    back: Any = None
    lock: Any = None
    locked: str = ""
    theirs: str = ""


class SettingsForm(forms.Form):
    """Every setting that can be decided at the place, with what it was when the page was drawn."""

    def __init__(self, shown: Shown, values: settings.Values, data: Any = None) -> None:
        super().__init__(data, auto_id="id_%s", initial={"seen": settings.newest_change(values)})
        self.shown, self.values = shown, values
        self.theirs: frozenset[Key] = frozenset()
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        for key in self.keys():
            self._add(SETTINGS[key])

    def keys(self) -> list[Key]:
        """The settings of the page, in order."""
        other = Level.PROVIDER if self.shown.unit else Level.UNIT
        return [key for key, setting in SETTINGS.items() if setting.level is not other]

    def _locked(self, key: Key) -> bool:
        return self.shown.unit and self.values.inherited[key].locked

    def _own(self, key: Key) -> bool:
        return self.values.held[key].source is (Source.UNIT if self.shown.unit else Source.PROVIDER)

    def _add(self, setting: Setting) -> None:
        key, kept = setting.key, self.values.held[setting.key].kept
        if self._locked(key):
            return
        typed = setting.kind.typed(kept)
        self.fields[key] = _field(setting)
        self.fields[f"was-{key}"] = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
        self.initial.update({key.value: typed, f"was-{key}": typed})
        if self._own(key) and not setting.column:
            self.fields[f"back-{key}"] = forms.BooleanField(label=self._way_back(setting), required=False)
        if not self.shown.unit and setting.level is Level.BOTH:
            label = _("Enheterna får inte ändra det här")
            self.fields[f"lock-{key}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"waslock-{key}"] = forms.CharField(widget=forms.HiddenInput, required=False)
            locked = self.values.held[key].locked
            self.initial.update({f"lock-{key}": locked, f"waslock-{key}": "yes" if locked else ""})

    def _way_back(self, setting: Setting) -> str:
        inherited = self.values.inherited[setting.key]
        words = {"region": self.shown.region, "value": _short(setting, inherited.kept)}
        if inherited.source is Source.PROVIDER:
            return _("Använd det som gäller för %(region)s: %(value)s") % words
        return _("Gå tillbaka till det förvalda: %(value)s") % words

    def groups(self) -> Iterable[tuple[str, list[Row]]]:
        """Headings with their rows."""
        for group in Group:
            rows = [self._row(SETTINGS[key]) for key in self.keys() if SETTINGS[key].group is group]
            if rows:
                yield str(group.label), rows

    def _row(self, setting: Setting) -> Row:
        key, held = setting.key, self.values.held[setting.key]
        known = {name: self[f"{name}-{key}"] for name in ("was", "back", "lock") if f"{name}-{key}" in self.fields}
        return Row(
            label=str(setting.label),
            help=str(setting.help),
            field=self[key] if key in self.fields else None,
            source="" if setting.column else self._source(held.source),
            own=self._own(key) and not setting.column,
            was=known.get("was"),
            back=known.get("back"),
            lock=(self[f"lock-{key}"], self[f"waslock-{key}"]) if "lock" in known else None,
            locked=setting.kind.said(held.kept) if self._locked(key) else "",
            theirs=setting.kind.said(held.kept) if key in self.theirs else "",
        )

    def _source(self, source: Source) -> str:
        if source is Source.UNIT:
            return _("Eget för enheten")
        if source is Source.PROVIDER:
            return _("Från %(region)s") % {"region": self.shown.region} if self.shown.unit else _("Eget för regionen")
        return _("Förvalt")

    # --- What was sent

    def wanted(self) -> tuple[dict[Key, Any], dict[Key, bool]]:
        """What somebody has changed: values, where None goes back to what is inherited, and locks."""
        found: dict[Key, Any] = {}
        locks: dict[Key, bool] = {}
        for key in self.keys():
            typed, was = self._sent(key), _lines(self.data.get(f"was-{key}", ""))
            back = bool(self.data.get(f"back-{key}"))
            if back and typed != was:
                self.add_error(key, _("Du har både skrivit något eget och valt att gå tillbaka. Välj ett av dem."))
            elif back:
                found[key] = None
            elif typed != was:
                found[key] = typed
            lock = bool(self.data.get(f"lock-{key}"))
            if f"lock-{key}" in self.fields and lock != bool(self.data.get(f"waslock-{key}")):
                locks[key] = lock
        return found, locks

    def _sent(self, key: Key) -> str:
        """A field that was not sent at all was not changed."""
        return _lines(self.data.get(key, self.data.get(f"was-{key}", "")))

    def seen(self) -> int:
        """The newest change that whoever sent the form had seen."""
        try:
            return int(self.data.get("seen", ""))
        except ValueError:
            return 0

    def again(self, values: settings.Values, theirs: frozenset[Key]) -> "SettingsForm":
        """The form with what holds now, and on top of it what somebody had typed: both are seen."""
        data = QueryDict(mutable=True)
        fresh = SettingsForm(self.shown, values)
        data.update({name: str(value) for name, value in fresh.initial.items() if value is not False})
        found, locks = self.wanted()
        for key, raw in found.items():
            data[f"back-{key}" if raw is None else key.value] = "on" if raw is None else raw
        for key, locked in locks.items():
            data[f"lock-{key}"] = "on" if locked else ""
        made = SettingsForm(self.shown, values, data)
        made.theirs = theirs
        return made


def _lines(text: str) -> str:
    """A browser sends other line ends than it was given."""
    return text.replace("\r\n", "\n")


def _short(setting: Setting, kept: Any) -> str:
    return Truncator(" ".join(setting.kind.said(kept).split())).chars(70)


def _field(setting: Setting) -> forms.Field:
    kind = setting.kind
    common: dict[str, Any] = {"label": setting.label, "help_text": setting.help, "required": False}
    if isinstance(kind, YesNo):
        return forms.ChoiceField(choices=[("yes", _("Ja")), ("no", _("Nej"))], **common)
    if isinstance(kind, Number):
        common["label"] = _("%(label)s (%(unit)s)") % {"label": setting.label, "unit": UNITS[kind.unit]}
        # As text too: a field for numbers only sends nothing where something else was typed, and it would be lost.
        return forms.CharField(widget=forms.TextInput(attrs={"data-width": "s", "inputmode": "numeric"}), **common)
    if isinstance(kind, TimeOfDay):
        # Typed as text: a browser's own field for times follows the browser's language, not the page's.
        return forms.CharField(widget=forms.TextInput(attrs={"data-width": "s", "placeholder": "21:00"}), **common)
    if kind.most > SHORT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 5 if kind.long else 2}), strip=False, **common)
    width = {"data-width": "m"} if kind.most <= 40 else {}
    return forms.CharField(widget=forms.TextInput(attrs=width), strip=False, **common)


@dataclass(frozen=True, slots=True)
class Link:
    """A way to something else that is decided for the same place."""

    label: str
    text: str
    href: str
    icon: str


def links_of(actor: Actor, ways: Iterable[tuple[str, str, str, str, str]]) -> list[Link]:
    """Label, text, address name, icon and permission → those that exist and stand open to the actor."""
    found = []
    for label, text, name, icon, permission in ways:
        try:
            if actor.can(permission):
                found.append(Link(label, text, address(name), icon))
        except NoReverseMatch:
            continue
    return found


def decided(request: HttpRequest, shown: Shown, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show the page, or keep what was changed on it."""
    values = _values(shown)
    form = SettingsForm(shown, values, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        kept = _kept(request, form)
        if isinstance(kept, HttpResponse):
            return kept
        form, status = kept
    history = settings.history(actor_on(request), shown.place)
    context |= {
        "form": form,
        "groups": list(form.groups()),
        "region": shown.region,
        "place": shown.place,
        "of_unit": shown.unit,
        **_way_in(shown),
        "conflict": status == 409,
        "history": [_line(shown, row) for row in history[: None if request.GET.get("historik") else MOST_CHANGES]],
        "more_history": len(history) > MOST_CHANGES and not request.GET.get("historik"),
    }
    return render(request, template, context, status=status)


def _way_in(shown: Shown) -> dict[str, str]:
    """A unit's address as it stands on a poster, and that of its card for other sites."""
    code = getattr(shown.place, "code", "") if shown.unit else ""
    if not code:
        return {}
    base = installation.STEGVIS_BASE_URL.rstrip("/")
    return {
        "address": base + reverse("entrance:unit", args=[code]),
        "card": base + reverse("entrance:unit_card", args=[code]),
    }


def _values(shown: Shown) -> settings.Values:
    return settings.fresh(shown.place)


def _kept(request: HttpRequest, form: SettingsForm) -> HttpResponse | tuple[SettingsForm, int]:
    """Done and on the way back to the page, or the form as it should come again."""
    form.is_valid()
    wanted, locks = form.wanted()
    if form.errors:
        return form, 422
    if not wanted and not locks:
        messages.info(request, _("Inget var ändrat."))
        return redirect(request.path)
    place, actor = form.shown.place, actor_on(request)
    try:
        changed = settings.change(place, wanted, locks=locks, seen=form.seen(), by=actor)
    except settings.CannotChange as error:
        for key, sentence in error.errors.items():
            form.add_error(key if key in form.fields else None, sentence)
        return form, 422
    except settings.CannotOverwrite as error:
        return form.again(_values(form.shown), error.keys), 409
    names = ", ".join(str(SETTINGS[key].label) for key in changed)
    messages.success(request, _("Sparat: %(names)s.") % {"names": names} if names else _("Inget var ändrat."))
    return redirect(request.path)


@dataclass(frozen=True, slots=True)
class Line:
    """One change in the history, ready to print."""

    at: Any
    by: str
    label: str
    before: str
    after: str


def _line(shown: Shown, row: settings.Changed) -> Line:
    inherited = _("Ärvt") if shown.unit else _("Förvalt")
    after = inherited if row.after is None else row.after
    if row.locked:
        after = _("%(value)s (låst för enheterna)") % {"value": after}
    before = inherited if row.before is None else row.before
    return Line(row.at, row.by or _("systemet"), str(SETTINGS[row.key].label), before, after)
