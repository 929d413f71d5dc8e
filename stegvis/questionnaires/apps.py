"""Django's name for the room."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Stored definitions and their rendering."""

    name = "stegvis.questionnaires"
    label = "questionnaires"
    default_auto_field = "django.db.models.BigAutoField"
