"""Django's name for the room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The access log."""

    name = "stegvis.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After each migration the log's own triggers are put up again."""
        from stegvis.audit.guard import put_up

        post_migrate.connect(put_up, sender=self, dispatch_uid="stegvis.audit.guard")
