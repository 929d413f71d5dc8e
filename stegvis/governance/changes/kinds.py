"""Where a change request comes from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    """Who wants the change."""

    OWNER = "owner", _("Programmets ägare")
    STAFF = "staff", _("Personal")
    CASE = "case", _("Ett stödärende")
