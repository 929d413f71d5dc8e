"""Django's name for the room."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Enrolments and flags."""

    name = "stegvis.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"
