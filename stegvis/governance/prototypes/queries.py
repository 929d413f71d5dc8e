"""The reading door of prototypes. Actor first: a round that is not the actor's to see does not exist."""

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from stegvis.access.actor import Actor
from stegvis.catalogue.models import FrozenMedia
from stegvis.governance.models import (
    Initiative,
    Pin,
    PinDecision,
    PinReply,
    Presentation,
    PrototypeRound,
    Tester,
    Tryout,
)
from stegvis.governance.prototypes.carried import Shown, pins_in, shown
from stegvis.governance.prototypes.kinds import UNRESOLVED
from stegvis.governance.prototypes.people import speaker_of, tester_id
from stegvis.governance.prototypes.policies import may_see_round

_WITH = ("initiative__provider", "initiative__program", "opened_by", "closed_by")


def _rounds() -> QuerySet[PrototypeRound]:
    return PrototypeRound.objects.select_related(*_WITH)


def round_of(actor: Actor, pk: UUID | str) -> PrototypeRound | None:
    """One round, or None when it is not the actor's to see."""
    found = _rounds().filter(pk=pk).first()
    return found if found is not None and may_see_round(actor, found) else None


def rounds(actor: Actor, initiative: Initiative) -> list[PrototypeRound]:
    """The rounds of an initiative that the actor has been shown, newest first, with how many pins wait in each."""
    rows = (
        _rounds()
        .filter(initiative=initiative)
        .annotate(said=Count("pins"), waiting=Count("pins", filter=Q(pins__state__in=UNRESOLVED)))
    )
    return list(rows.order_by("-number"))


def before(round: PrototypeRound) -> PrototypeRound | None:
    """The round before this one."""
    rows = _rounds().filter(initiative_id=round.initiative_id, number__lt=round.number)
    return rows.order_by("-number").first()


def pins(actor: Actor, round: PrototypeRound) -> list[Shown]:
    """Everything said in the round and what came along, oldest first. Three queries.

    A tester sees what is said in the own round and nothing of the rounds before.
    """
    replies = Prefetch("replies", PinReply.objects.order_by("at", "pk"))
    decisions = Prefetch("decisions", PinDecision.objects.order_by("at", "pk"))
    rows = pins_in(round).select_related("round", "written_by").prefetch_related(replies, decisions)
    if tester_id(actor) is not None:
        rows = rows.filter(round=round)
    return shown(round, list(rows.order_by("at", "pk")))


def pin_of(actor: Actor, round: PrototypeRound, pk: UUID) -> Shown | None:
    """One pin as it stands in a round; None when it is no pin of it."""
    return next((each for each in pins(actor, round) if each.pin.pk == pk), None)


def tryout_of(actor: Actor, round: PrototypeRound) -> Tryout | None:
    """The actor's own way through a round. One query."""
    rows = Tryout.objects.filter(speaker_of(actor).mine, round=round)
    return rows.select_related("round__initiative__provider", "course__world", "course__person", "tester").first()


def tryouts(actor: Actor, round: PrototypeRound) -> list[Tryout]:
    """Who takes part, and who is done."""
    return list(Tryout.objects.filter(round=round).order_by("began_at", "pk"))


def testers(actor: Actor, round: PrototypeRound) -> list[Tester]:
    """Those who were invited to the round."""
    return list(Tester.objects.filter(round=round).select_related("invited_by").order_by("invited_at", "pk"))


def decisions(actor: Actor, round: PrototypeRound) -> list[PinDecision]:
    """What was decided in the round."""
    return list(PinDecision.objects.filter(round=round).prefetch_related("pins").order_by("at", "pk"))


def presentation(actor: Actor, round: PrototypeRound) -> Presentation | None:
    """The meeting that looks at the round now."""
    return Presentation.objects.filter(round=round, ended_at__isnull=True).select_related("presenter").first()


def media(round: PrototypeRound, digest: str) -> FrozenMedia | None:
    """A file that the round's document uses."""
    return FrozenMedia.objects.filter(hash=digest, uses__document_id=round.document_id).first()


# The rows that pages are handed, by name: pages never reach for models themselves.
__all__ = [
    "Initiative",
    "Pin",
    "PinDecision",
    "Presentation",
    "PrototypeRound",
    "Shown",
    "Tester",
    "Tryout",
    "before",
    "decisions",
    "media",
    "pin_of",
    "pins",
    "presentation",
    "round_of",
    "rounds",
    "testers",
    "tryout_of",
    "tryouts",
]
