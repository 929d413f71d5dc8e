"""Django's name for the room."""

from django.apps import AppConfig


class CourseConfig(AppConfig):
    """The walk."""

    name = "stegvis.course"
    label = "course"
    default_auto_field = "django.db.models.BigAutoField"
