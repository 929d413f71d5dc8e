"""The words of an access log."""

from enum import StrEnum


class Activity(StrEnum):
    """What was done, in the words of the national log service."""

    READ = "Läsa"
    WRITE = "Skriva"
    SIGN = "Signera"
    PRINT = "Utskrift"
    ATTEST = "Vidimera"
    DELETE = "Radera"
    EMERGENCY = "Nödöppning"


class Outcome(StrEnum):
    """Whether the act went through."""

    DONE = "done"
    REFUSED = "refused"


class ExportState(StrEnum):
    """Where a batch on its way to the outer log service stands."""

    WAITING = "waiting"
    SENT = "sent"
    # The other side will not have it as it is: somebody must look. It is tried again, seldom.
    REFUSED = "refused"
