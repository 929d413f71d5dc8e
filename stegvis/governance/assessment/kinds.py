"""What a seat on the council may say of a nomination."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stance(TextChoices):
    """For, against, or neither yet."""

    FOR = "for", _("För")
    AGAINST = "against", _("Emot")
    UNSURE = "unsure", _("Osäker")
