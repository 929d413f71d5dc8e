"""Django's name for the room (management commands live here)."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class ConfigConfig(AppConfig):
    """Commands that need every room."""

    name = "stegvis.config"
    label = "config"

    def ready(self) -> None:
        """A fault in a provider's settings file stops the start; so does a real provider beside made-up people."""
        from django.conf import settings
        from django.core import checks

        from stegvis.access.oidc.providers import providers
        from stegvis.config.scanning import scanner_is_there

        checks.register(scanner_is_there, checks.Tags.security, deploy=True)

        found = providers()
        if settings.STEGVIS_DEMO and not all(each.local for each in found):
            raise ImproperlyConfigured(
                "Demo mode refuses to start: STEGVIS_SIGN_IN names a provider that is not on this machine."
            )
