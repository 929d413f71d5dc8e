"""What a first assessment asks, and where it may lead."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """Where the contact person's assessment leads."""

    RECOMMEND = "recommend", _("Plattformen passar")
    RETURN = "return", _("Mer behövs")
    ELSEWHERE = "elsewhere", _("En annan tjänst passar bättre")


class Fit(TextChoices):
    """An answer to one of the questions."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    UNSURE = "unsure", _("Vet inte")


# Key → question. Asked of every idea, so that assessments can be compared; the reason is what decides.
FIT_QUESTIONS: dict[str, str | Promise] = {
    "over_time": _("Ska invånaren ta del av något i flera steg eller under en tid?"),
    "follow_up": _("Ska någon följa upp det som invånaren gör?"),
    "more_than_form": _("Är det mer än svar på ett formulär?"),
    "several": _("Finns det flera enheter som kan ha nytta av det?"),
    "time": _("Har enheten tid att vara med och utforma det?"),
}
