"""`manage.py load_questionnaires`: put the questionnaires that come with the code in the library."""

from typing import Any

from django.core.management.base import BaseCommand

from stegvis.lib.clock import utc_now
from stegvis.questionnaires.load import load_shipped


class Command(BaseCommand):
    """Safe to run at every start."""

    help = "Stores the questionnaires that come with Stegvis. Does nothing to those already there."

    def handle(self, *args: Any, **options: Any) -> None:
        for loaded in load_shipped(now=utc_now()):
            word = "stored" if loaded.new else "there already"
            self.stdout.write(f"{loaded.row.canonical}: {word}")
