"""What a field of the nomination form can be, and how a nomination came."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FieldKind(TextChoices):
    """What is asked for, and so how it is drawn, read and checked."""

    SHORT = "short", _("Kort text")
    LONG = "long", _("Längre text")
    YES_NO = "yes_no", _("Ja eller nej")
    NUMBER = "number", _("Tal")
    PERSON = "person", _("En person")
    PERSONS = "persons", _("Flera personer")
    CHOICE = "choice", _("Ett val")
    DATE = "date", _("Datum")


class CameBy(TextChoices):
    """How a nomination reached the region."""

    FORM = "form", _("Ifylld här")
    MAIL = "mail", _("Inkommen per e-post")


class AttachmentKind(TextChoices):
    """What an attached paper is."""

    ATTACHMENT = "attachment", _("Bilaga")
    ORIGINAL = "original", _("Formuläret som det kom")
