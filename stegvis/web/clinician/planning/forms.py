"""The forms of time. Each reads and checks the days; what they would do is worked out elsewhere."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.care.actions.pausing import WHY
from stegvis.course import planned
from stegvis.program.standing import Standing
from stegvis.web.fields import day_field


class PauseForm(forms.Form):
    """From a day until another. A pause that runs keeps its first day."""

    begins = day_field(gettext_lazy("Från och med"), gettext_lazy("Välj i dag för att pausa nu."))
    until = day_field(
        gettext_lazy("Programmet fortsätter"),
        gettext_lazy("Lämna tomt om ni inte vet än. Då väntar programmet tills någon här låter det fortsätta."),
    )

    def __init__(self, data: Any, *, standing: Standing, now: datetime, found: planned.Pause | None = None) -> None:
        self.standing, self.now, self.found = standing, now, found
        self.today = planned.today(standing, now)
        initial = {"begins": found.begins if found else self.today, "until": found.until if found else None}
        super().__init__(data, initial=initial)
        self.fields["until"].required = False
        self.runs = found is not None and found.begins <= self.today
        if self.runs:
            del self.fields["begins"]
        else:
            self.fields["begins"].widget.attrs["min"] = self.today.isoformat()
        self.fields["until"].widget.attrs["min"] = self.today.isoformat()

    @property
    def days(self) -> tuple[date, date | None]:
        """From when until when."""
        begins = self.found.begins if self.runs and self.found else self.cleaned_data["begins"]
        return begins, self.cleaned_data.get("until")

    def from_today(self, begins: date) -> date:
        """The day from which a change counts: what has been of a pause still was."""
        return self.today if self.runs else begins

    def clean(self) -> dict[str, Any]:
        """The days must hold together, by the same rule that the act is held to."""
        read = super().clean() or {}
        if self.errors:
            return read
        begins, until = self.days
        besides = self.found.seq if self.found else 0
        fit = planned.fits(self.standing, self.from_today(begins), until, self.now, besides=besides)
        if fit not in {planned.Fit.YES, planned.Fit.SAME}:
            name = "until" if self.runs or fit is planned.Fit.EMPTY else "begins"
            raise ValidationError({name: _("Välj en dag framåt.") if self.runs else str(WHY[fit])})
        return read


class StartDayForm(forms.Form):
    """Another day to begin."""

    on = day_field(gettext_lazy("Nytt startdatum"), gettext_lazy("Från den dagen kan invånaren börja."))

    def __init__(self, data: Any, *, today: date, starts: date | None) -> None:
        super().__init__(data, initial={"on": starts})
        self.today = today
        self.fields["on"].widget.attrs["min"] = today.isoformat()

    @property
    def day(self) -> date:
        """The day that was chosen."""
        found: date = self.cleaned_data["on"]
        return found

    def clean_on(self) -> date:
        """Not a day that has been."""
        if self.cleaned_data["on"] < self.today:
            raise ValidationError(_("Startdatumet kan inte ligga bakåt i tiden."))
        return self.day
