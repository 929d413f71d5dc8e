"""Django's name for the room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices."""

    name = "stegvis.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
