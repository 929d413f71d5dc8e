"""What an installation has switched off as a whole (safety rule 9).

A region may decide, for instance after its assessment as a medical device, that Stegvis neither scores nor
alerts. Then nothing here may look as if it did: who answers and who reads are both told.
"""

from django.conf import settings


def scores() -> bool:
    """Whether answers are added up to scores, and scores are shown."""
    return bool(settings.STEGVIS_SCORES)


def alerts() -> bool:
    """Whether a dangerous answer is told to staff.

    A danger rule is a judgement of an answer, as a score is: where scores are off, alerts are too.
    """
    return scores() and bool(settings.STEGVIS_ALERTS)
