"""The lines of a unit's start checklist: those that come with Stegvis, and how a provider's own are written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.kinds import Settles


@dataclass(frozen=True, slots=True)
class StartLine:
    """One thing to have done. `key` follows it through the versions, so that what was ticked stays ticked.

    `hint` is what to write beside the tick. With `since`, units that had begun their list before are not asked.
    """

    key: str
    text: str | Promise
    hint: str | Promise = ""
    by: Settles = Settles.PERSON
    since: datetime | None = None

    def asked_of(self, begun_at: datetime | None) -> bool:
        """Whether a list that was begun then has this line. One that nobody has begun has every line."""
        return self.since is None or begun_at is None or begun_at >= self.since


_WHERE = _("Var finns rutinen?")
DEFAULT: tuple[StartLine, ...] = (
    StartLine("manager", _("Chefen har beslutat att enheten använder programmet"), _("Vem beslutade, och när?")),
    StartLine(
        "training",
        _("De som ska hantera programmet har gått utbildningen"),
        _("Vilka har gått den, och när?"),
        Settles.TRAINING,
    ),
    StartLine("flags", _("Rutin för prioriterade flaggor är skriven"), _WHERE, Settles.ROUTINE),
    StartLine("absence", _("Rutin för frånvaro är skriven"), _WHERE, Settles.ROUTINE),
)
# Rewording them is the provider's; leaving them out is not: a program may not be started without them.
ALWAYS = frozenset(line.key for line in DEFAULT)


def written(lines: Iterable[StartLine]) -> list[dict[str, Any]]:
    """As kept in a version."""
    return [
        {
            "key": line.key,
            "text": str(line.text),
            "hint": str(line.hint),
            "by": line.by.value,
            "since": line.since.isoformat() if line.since else None,
        }
        for line in lines
    ]


def read(rows: Iterable[dict[str, Any]]) -> tuple[StartLine, ...]:
    """What `written` wrote."""
    return tuple(
        StartLine(
            row["key"],
            row["text"],
            row["hint"],
            Settles(row["by"]),
            datetime.fromisoformat(row["since"]) if row["since"] else None,
        )
        for row in rows
    )
