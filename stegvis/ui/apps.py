"""Django's entry to the design system. No models live here, and none ever will."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Static files, templates and the `ui` tag library."""

    name = "stegvis.ui"
    label = "ui"
    verbose_name = "Stegvis utseende"
