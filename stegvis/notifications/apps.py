"""Django's name for the room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices."""

    name = "stegvis.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A question about the log reaches the unit's named manager."""
        from stegvis.access.log_review import asking
        from stegvis.notifications.outbox import put_for_manager

        asking.register("manager", lambda unit, key, now: put_for_manager(unit, key, now=now, urgent=False))
