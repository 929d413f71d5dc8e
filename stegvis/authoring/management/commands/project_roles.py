"""Make Wagtail's groups follow the grants of today."""

from typing import Any

from django.core.management.base import BaseCommand

from stegvis.authoring.projection import project_all
from stegvis.lib.clock import local_day, utc_now


class Command(BaseCommand):
    """`manage.py project_roles`; harmless to run again."""

    help = "Rättar redigerarens grupper efter de roller som gäller i dag."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run it."""
        project_all(local_day(utc_now()))
        self.stdout.write("Grupperna stämmer med rollerna.")
