"""Django's name for the room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Rules for how long, holds, destruction by decision, extracts."""

    name = "stegvis.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
