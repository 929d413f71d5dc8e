"""An initiative of Region Ett laid in a stage, with the people of the cast in their parts. Straight into the rows."""

from datetime import datetime
from itertools import count
from typing import Any

from stegvis.catalogue.models import Candidate
from stegvis.governance.kinds import Lane, MemberKind, Stage
from stegvis.governance.models import Initiative, Member
from tests.cast import NOW, Cast

_NUMBERS = count(1)


def initiative(cast: Cast, stage: Stage = Stage.PREPARATION, *, at: datetime = NOW, **changed: Any) -> Initiative:
    """Owned by tina at Norra, tor as deputy, built by disa, managed by irma. `members`: name → MemberKind."""
    accounts = cast.accounts
    members = changed.pop("members", {})
    values: dict[str, Any] = {
        "provider": cast.places["ett"],
        "number": f"2026-{next(_NUMBERS)}",
        "lane": Lane.NEW,
        "stage": stage,
        "stage_since": at,
        "title": "Sov bättre",
        "administration": cast.places["psykiatrin_ett"],
        "unit": cast.places["norra"],
        "opened_by": accounts["tina"],
        "opened_at": at,
        "manager": accounts["irma"],
        "owner": accounts["tina"],
        "deputy_owner": accounts["tor"],
        "designer": accounts["disa"],
        "publisher_unit": cast.places["verkstaden"],
        **changed,
    }
    made = Initiative.objects.create(**values)
    for name, kind in members.items():
        invite(cast, made, name, kind)
    return made


def invite(cast: Cast, to: Initiative, name: str, kind: MemberKind = MemberKind.CARE) -> Member:
    """Somebody in the working group."""
    return Member.objects.create(
        initiative=to, account=cast.accounts[name], kind=kind, invited_by=cast.accounts["tina"], invited_at=NOW
    )


def about(to: Initiative, candidate: Candidate) -> Initiative:
    """The initiative with a candidate laid forward."""
    to.program, to.candidate = candidate.program, candidate
    to.save(update_fields=["program", "candidate"])
    return to
