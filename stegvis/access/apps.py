"""Django's name for the room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Organisations, accounts, roles, doors."""

    name = "stegvis.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
