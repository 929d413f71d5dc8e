"""Django's name for the room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo region; installed in demo mode alone."""

    name = "stegvis.demo"
    label = "demo"
