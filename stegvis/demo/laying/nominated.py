"""The nomination of a program that is past it: what was sent stands to be read, as the earlier steps would have left it."""

from datetime import datetime, timedelta

from stegvis.access.models import Account
from stegvis.demo.content.process.nominated import NOMINATED
from stegvis.governance.models import Initiative, Nomination, SentNomination
from stegvis.governance.nominations.actions import ensure_form
from stegvis.governance.nominations.fields import Answers
from stegvis.lib.clock import local_day


def lay_nomination(found: Initiative, at: datetime) -> None:
    """Written by the owner and sent at `at`; nothing for a program that the demo has no words for."""
    said = NOMINATED.get(found.title)
    if said is None or found.owner is None or found.deputy_owner is None:
        return
    group = [member.account for member in found.members.select_related("account").order_by("pk")]
    answers: Answers = {
        "title": found.title,
        **said,
        "deputy": _person(found.deputy_owner),
        "working_group": [_person(each) for each in group],
        "wanted_by": local_day(at + timedelta(days=270)).isoformat(),
    }
    form = ensure_form(found.provider, now=at)
    Nomination.objects.create(
        initiative=found, form=form, answers=answers, revision=1, saved_at=at, saved_by=found.owner
    )
    SentNomination.objects.create(initiative=found, form=form, answers=answers, sent_at=at, sent_by=found.owner)


def _person(account: Account) -> dict[str, str]:
    return {"id": str(account.pk), "name": str(account)}
