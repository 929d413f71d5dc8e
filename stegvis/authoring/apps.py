"""Django's name for the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthoringConfig(AppConfig):
    """Pages, library, projection of roles, freezing."""

    name = "stegvis.authoring"
    label = "authoring"
    verbose_name = _("Studion")
    default_auto_field = "django.db.models.BigAutoField"
