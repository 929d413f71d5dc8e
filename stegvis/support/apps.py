"""Django's name for the room."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Cases, documents, training, bulletins, practice."""

    name = "stegvis.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"
