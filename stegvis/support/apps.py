"""Django's name for the room."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Cases, documents, training, bulletins, practice."""

    name = "stegvis.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say to access what trainings it must ask for."""
        from stegvis.access import demanded
        from stegvis.support.queries import training

        demanded.register_of_person("training", training.may_have)
        demanded.register_of_unit("training", training.unit_trained)
