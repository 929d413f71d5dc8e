"""Django's name for the room (management commands live here)."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Commands that need every room."""

    name = "stegvis.config"
    label = "config"
