"""Django's name for the room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The access log."""

    name = "stegvis.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
