"""Which settings there are, by name; what kinds of values; where they may be set. Rows of the table are in `registered`."""

from enum import Enum, StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Key(StrEnum):
    """A setting. What each means, its kind and its default stand in `registered.SETTINGS`."""

    PHONE = "phone"
    PHONE_HOURS = "phone_hours"
    READING_PROMISE = "reading_promise"
    READING_PROMISE_EXTRA = "reading_promise_extra"
    FLAG_DEADLINE_MINUTES = "flag_deadline_minutes"
    FLAG_ORDINARY_DEADLINE_HOURS = "flag_ordinary_deadline_hours"
    OWN_FIRST_HOURS = "own_first_hours"
    ASSESSMENT_HOLDS_DAYS = "assessment_holds_days"
    COVER_DAYS = "cover_days"
    SENDER_NAME = "sender_name"
    QUIET_FROM = "quiet_from"
    QUIET_UNTIL = "quiet_until"
    GATHER_MINUTES = "gather_minutes"
    NOTICE_USEFUL_DAYS = "notice_useful_days"
    RETRY_HOURS = "retry_hours"
    START_LETTER_PROGRAM = "start_letter_program"
    START_LETTER_TEXT = "start_letter_text"
    START_LETTER_TEXT_EN = "start_letter_text_en"
    START_SMS = "start_sms"
    FORM_SERVICE_NAME = "form_service_name"
    FORM_SERVICE_LINK = "form_service_link"
    CLOSING_TEXT = "closing_text"
    LOG_STAFF_NAMES = "log_staff_names"
    LOG_MANY = "log_many"
    LOG_ODD_FROM = "log_odd_from"
    LOG_ODD_UNTIL = "log_odd_until"
    EMERGENCY_HOURS = "emergency_hours"
    MUNICIPALITIES = "municipalities"
    EMBEDDED_IN = "embedded_in"
    DESTROY_TWO = "destroy_two"
    GUARDIAN_AGE = "guardian_age"
    ACCESS_REVIEW_MONTHS = "access_review_months"


class Group(TextChoices):
    """Under which heading a setting stands."""

    CONTACT = "contact", _("Kontakt")
    TIMES = "times", _("Tider")
    LIMITS = "limits", _("Gränser")
    NOTICES = "notices", _("Aviseringar")
    START = "start", _("Startbrev och start-SMS")
    PROCESS = "process", _("Nya program")
    LOG = "log", _("Logg och spärr")
    ACCESS = "access", _("Behörigheter")
    OPEN = "open", _("Öppna program")
    KEEPING = "keeping", _("Bevarande och gallring")


class Level(Enum):
    """Where a setting may be decided."""

    UNIT = "unit"
    PROVIDER = "provider"
    BOTH = "both"


class Source(Enum):
    """Where a value that holds comes from."""

    DEFAULT = "default"
    PROVIDER = "provider"
    UNIT = "unit"
