"""How long a provider keeps each class of data."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.lib.errors import Cannot
from stegvis.records import keeping
from stegvis.records.keeping import LEAST_MONTHS, Rule
from stegvis.records.models import RetentionRule
from stegvis.records.policies import may_keep


class CannotKeep(Cannot):
    """The law does not allow it, or something that it needs is lacking."""


@action("retention:set_rule", may=may_keep, about_result=True)
def set_rule(provider: CareProvider, rule: Rule, grounds: str, *, now: datetime, by: Actor) -> RetentionRule:
    """A new rule in the place of the old one. The same again changes nothing. Raises CannotKeep."""
    if not keeping.permitted(rule):
        raise CannotKeep(
            _("Lagen kräver minst %(months)d månader. Välj en längre tid.") % {"months": LEAST_MONTHS[rule.kind]}
        )
    if not grounds.strip():
        raise CannotKeep(_("Skriv vilket beslut eller vilken plan regeln vilar på, med nummer."))
    standing = RetentionRule.objects.select_for_update().filter(
        provider=provider, kind=rule.kind, ended_at__isnull=True
    )
    known = standing.select_related("provider").first()
    if known and known.rule == rule and known.grounds == grounds.strip():
        return known
    standing.update(ended_at=now)
    return RetentionRule.objects.create(
        provider=provider,
        kind=rule.kind,
        months=rule.months,
        since=rule.since,
        grounds=grounds.strip()[:200],
        set_at=now,
        set_by_id=by.account,
    )
