"""Django's name for the room."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Information, impact assessments, legal grounds, incidents."""

    name = "stegvis.law"
    label = "law"
    default_auto_field = "django.db.models.BigAutoField"
