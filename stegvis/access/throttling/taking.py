"""Keeps the buckets, in one statement each: two processes that ask at the same moment never both get the last one."""

from datetime import datetime

from django.db import connection

from stegvis.access.models import Throttle
from stegvis.access.throttling.bucket import Limit
from stegvis.access.throttling.bucket import take as reckon
from stegvis.lib.fields import key_ring

PURPOSE = "throttle"
# What `bucket.take` says. A row that there is no room in is left as it is, and then nothing comes back.
_TAKE = """
INSERT INTO "access_throttle" ("key", "empty_at") VALUES (%s, %s)
ON CONFLICT ("key") DO UPDATE
SET "empty_at" = {greatest}({least}("access_throttle"."empty_at", %s), %s) + %s
WHERE {greatest}({least}("access_throttle"."empty_at", %s), %s) + %s <= %s
RETURNING "empty_at"
"""
_WORDS = {"sqlite": {"greatest": "MAX", "least": "MIN"}, "postgresql": {"greatest": "GREATEST", "least": "LEAST"}}


def wait_for(name: str, who: str, limit: Limit, now: datetime) -> int:
    """Count one use of a limit by somebody. 0 when there was room, else milliseconds until there is; counts nothing then."""
    key, at = _key(name, who), _milliseconds(now)
    full, each = at + limit.whole, limit.each
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE.format(**_WORDS[connection.vendor]), [key, at + each, full, at, each, full, at, each, full]
        )
        if cursor.fetchone():
            return 0
    return left_of(name, who, limit, now) or 1


def left_of(name: str, who: str, limit: Limit, now: datetime) -> int:
    """Milliseconds until there is room, without counting anything; 0 when there is."""
    row = Throttle.objects.filter(key=_key(name, who)).values_list("empty_at", flat=True).first()
    return 0 if row is None else reckon(row, _milliseconds(now), limit).wait


def forget_empty(now: datetime) -> int:
    """Remove the buckets that are empty. Returns how many."""
    return Throttle.objects.filter(empty_at__lte=_milliseconds(now)).delete()[0]


def _key(name: str, who: str) -> str:
    return key_ring().keyed_hash(f"{name}\x00{who}", PURPOSE)


def _milliseconds(now: datetime) -> int:
    return int(now.timestamp() * 1000)
