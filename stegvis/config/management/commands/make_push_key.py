"""`manage.py make_push_key`: a key pair for web push, made once for an installation."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management.base import BaseCommand

from stegvis.notifications.channels.push.sealing import encode
from stegvis.notifications.channels.push.vapid import public


class Command(BaseCommand):
    """Prints what to put in the environment. Nothing is kept here: the key is a secret like any other."""

    help = "Make a key pair for web push, and print the environment's values."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """To standard output: the values. To standard error: what follows from them."""
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        key = encode(number.to_bytes(32, "big"))
        self.stdout.write(f"STEGVIS_PUSH=on\nSTEGVIS_PUSH_KEY={key}\nSTEGVIS_PUSH_CONTACT=mailto:")
        self.stderr.write(
            f"# The public half is {public(key)}.\n"
            "# Write who runs the service after mailto:. A new key makes every browser that has subscribed silent."
        )
