"""What is remembered for a short while only: how much a visitor has asked for, and tickets that were used."""

from django.db import models

from stegvis.lib.personal import Classified, Retention


class Throttle(models.Model):
    """How full one visitor's bucket of one limit is, as the moment when it is empty again; then the row goes.

    Who it is cannot be read out: the key is a keyed hash of the limit and of an account, a session or an address.
    """

    key = models.CharField(primary_key=True, max_length=64)
    # Milliseconds since 1970: one number that one statement can compare and move, in both databases.
    empty_at = models.BigIntegerField(db_index=True)

    classified = Classified(personal="key", plain="empty_at", retention=Retention.PASSING)

    def __str__(self) -> str:
        return f"throttle {self.key[:8]}"


class UsedTicket(models.Model):
    """A portal's ticket that has led somebody here. It leads nobody again; the row goes when the ticket has run out."""

    digest = models.CharField(primary_key=True, max_length=64)
    until = models.DateTimeField(db_index=True)

    classified = Classified(plain="digest until")

    def __str__(self) -> str:
        return f"ticket {self.digest[:8]}"
