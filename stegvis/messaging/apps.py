"""Django's name for the room."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Messages."""

    name = "stegvis.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"
