"""The first contact: the start letter to print, and the start SMS. The page right after a start, and later on."""

from datetime import date

from django import forms
from django.conf import settings as installation
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stegvis.access import settings
from stegvis.access.doors import needs
from stegvis.access.settings import Key
from stegvis.audit.kinds import Activity
from stegvis.care import contact as first
from stegvis.care.actions import contacting
from stegvis.lib.clock import local_day
from stegvis.notifications import texts
from stegvis.notifications.addresses import CannotRead, read_phone
from stegvis.ui.addresses import address
from stegvis.web import papers
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.trying import tried
from stegvis.web.moments import said
from stegvis.web.shell import actor_on
from stegvis.web.start_letter import StartLetter, letter_paper, without_scheme

LANGUAGES = (("sv", gettext_lazy("Svenska")), ("en", gettext_lazy("Engelska")))


class StartSmsForm(forms.Form):
    """The number that the resident has given for this one message, and its language."""

    number = forms.CharField(
        label=gettext_lazy("Mobilnummer"),
        help_text=gettext_lazy("Numret används en gång och tas sedan bort. Utländska nummer börjar med plustecken."),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "data-width": "m"}),
        error_messages={
            "required": gettext_lazy("Skriv ett mobilnummer."),
            "max_length": gettext_lazy("Skriv ett mobilnummer med siffror, till exempel 070-123 45 67."),
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Språk"), choices=LANGUAGES, initial="sv", widget=forms.RadioSelect, required=False
    )

    def clean_number(self) -> str:
        """The number as it is sent to, or the sentence that says what to type instead."""
        try:
            return read_phone(self.cleaned_data["number"])
        except CannotRead as error:
            raise ValidationError(error.sentence) from error


@needs("enrolment:read")
@require_safe
@about_one("enrolment:read")
def contact(request: HttpRequest, case: Case) -> HttpResponse:
    """How the resident gets to know of the program."""
    return _page(request, case, StartSmsForm())


@needs("enrolment:read")
@require_safe
@about_one("letter:print", Activity.PRINT, may=first.may_print)
def letter(request: HttpRequest, case: Case) -> HttpResponse:
    """The start letter as an accessible PDF, in the language of the resident."""
    language = request.GET.get("sprak", "")
    language = language if language in dict(LANGUAGES) else "sv"
    with translation.override(language):
        return papers.as_pdf(letter_paper(start_letter_of(case, language), language), "startbrev", case.now)


@needs("enrolment:start")
@require_POST
@about_one("enrolment:read")
def send(request: HttpRequest, case: Case) -> HttpResponse:
    """Send the start SMS to the number that was given."""
    form = StartSmsForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    number, language = form.cleaned_data["number"], form.cleaned_data["language"]
    tried(
        request,
        lambda: contacting.send_start_sms(case.row, number, language, by=actor_on(request)),
        _("Start-SMS:et är på väg."),
    )
    return redirect("clinician:contact", case.pk)


def _page(request: HttpRequest, case: Case, form: StartSmsForm, status: int = 200) -> HttpResponse:
    held = settings.values(unit=case.row.unit)
    sms, may = first.sms_of(case.row), first.may_contact(case.actor, case.row)
    context = {
        "form": form,
        "may_print": first.may_print(case.row),
        "begins": begins_later(case),
        "sms": sms,
        "sms_at": said(sms.settled_at or sms.next_at, case.now) if sms else "",
        "may_sms": may if not may else first.unit_sends(case.row.unit),
        "sms_text": texts.start(held[Key.SENDER_NAME], "sv").body,
        "sender": held[Key.SENDER_NAME],
        "way": without_scheme(way_of(case, says_program=held[Key.START_LETTER_PROGRAM])),
        "says_program": held[Key.START_LETTER_PROGRAM],
    }
    return show(request, case, "contact", context, here="contact", status=status)


def start_letter_of(case: Case, language: str) -> StartLetter:
    """What the letter says of this start."""
    unit, held = case.row.unit, settings.values(unit=case.row.unit)
    says_program = bool(held[Key.START_LETTER_PROGRAM])
    return StartLetter(
        name=case.name,
        given_name=case.row.patient.given_name,
        unit=unit.name,
        town=unit.town,
        phone=unit.phone,
        phone_hours=unit.phone_hours,
        address=way_of(case, says_program=says_program),
        program=case.row.course.title if says_program else "",
        written=local_day(case.now),
        begins=begins_later(case),
        sender=held[Key.SENDER_NAME],
        own_text=held[Key.START_LETTER_TEXT_EN if language == "en" else Key.START_LETTER_TEXT],
    )


def begins_later(case: Case) -> date | None:
    """The day that the program begins, while it is ahead."""
    start = case.standing.start
    begins = date.fromisoformat(start.value["start_on"]) if start else None
    return begins if begins and begins > local_day(case.now) else None


def way_of(case: Case, *, says_program: bool) -> str:
    """The short address that is typed by hand, the same for everybody: the unit's, and the program's where it may be
    said. Nothing in it tells who somebody is.
    """
    version = case.row.course.version
    if says_program and version is not None:
        path = address("entrance:way", case.row.unit.code, version.program.code)
    else:
        path = address("entrance:unit", case.row.unit.code)
    return f"{installation.STEGVIS_BASE_URL.rstrip('/')}{path}"
