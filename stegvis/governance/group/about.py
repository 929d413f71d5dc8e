"""What a meeting's decision can be about: what was said of the prototype, and rows of the risk analysis."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.governance.group.kinds import AboutKind
from stegvis.governance.models import Decision, Initiative, Pin, RiskRow
from stegvis.governance.prototypes import queries as prototypes

SHOWN = 90


@dataclass(frozen=True, slots=True)
class About:
    """One thing that a decision points at, as it was called then."""

    kind: AboutKind
    pk: str
    label: str

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.kind.value}:{self.pk}"


def choices(actor: Actor, initiative: Initiative) -> list[tuple[str | Promise, list[About]]]:
    """Everything to choose among, in groups: the pins of the newest round, with those that came along to it; the rows.

    What waits for an answer stands first. At most eight queries.
    """
    found: list[tuple[str | Promise, list[About]]] = []
    rounds = prototypes.rounds(actor, initiative)
    if rounds:
        pins = [each.pin for each in prototypes.pins(actor, rounds[0]) if not each.gone or each.carried]
        pins.sort(key=lambda pin: (pin.settled_at is not None, pin.at))
        said = [About(AboutKind.PIN, str(pin.pk), _pin_words(pin)) for pin in pins]
        found.append((_("Synpunkter på prototypen, omgång %(number)s") % {"number": rounds[0].number}, said))
    rows = RiskRow.objects.filter(analysis__initiative=initiative, removed_at__isnull=True).order_by("number")
    risks = [About(AboutKind.RISK, str(row.pk), _risk_words(row)) for row in rows]
    found.append((_("Rader i riskanalysen"), risks))
    return [(name, each) for name, each in found if each]


def chosen(actor: Actor, initiative: Initiative, key: str) -> About | None:
    """What a form says, where it is of this work; None for anything else."""
    return next((each for _name, group in choices(actor, initiative) for each in group if each.key == key), None)


def rounds_of(decisions: Iterable[Decision]) -> dict[str, UUID]:
    """The round of each pin that decisions point at, by the pin's key. One query."""
    keys = [row.about_id for row in decisions if row.about_kind == AboutKind.PIN]
    if not keys:
        return {}
    return {str(pk): round for pk, round in Pin.objects.filter(pk__in=keys).values_list("pk", "round_id")}


def decided_about(kind: AboutKind, pk: object) -> list[Decision]:
    """What meetings have decided about one thing and not taken back, oldest first. One query."""
    rows = Decision.objects.filter(about_kind=kind, about_id=str(pk), taken_back_at__isnull=True)
    return list(rows.select_related("meeting", "by").order_by("at", "pk"))


def _pin_words(pin: Pin) -> str:
    words = {"kind": pin.get_kind_display(), "text": Truncator(pin.text).chars(SHOWN), "who": pin.speaker}
    return _("%(kind)s: %(text)s (%(who)s)") % words


def _risk_words(row: RiskRow) -> str:
    return _("Rad %(number)s: %(risk)s") % {"number": row.number, "risk": Truncator(row.risk).chars(SHOWN)}
