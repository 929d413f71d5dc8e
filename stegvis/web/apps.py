"""Django's name for the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages and their templates."""

    name = "stegvis.web"
    label = "web"
