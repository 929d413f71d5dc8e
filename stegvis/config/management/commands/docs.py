"""`manage.py docs`: writes the generated documents."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from stegvis.config.generated import write


class Command(BaseCommand):
    """Access, states, personal data and settings, made from the code."""

    help = "Write access, states, personal-data and settings in docs/ from the code."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say which files changed."""
        changed = write(settings.ROOT / "docs")
        self.stdout.write("\n".join(f"docs/{name}" for name in changed) or "Nothing to change.")
