"""A region's own template: each save is a new version."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.governance.models import RiskTemplate
from stegvis.governance.policies import may_configure
from stegvis.governance.risks.template import CannotUseTemplate, Template, check, to_plain


@action("risktemplate:save", may=may_configure)
def save_template(
    provider: CareProvider, template: Template, based_on: int, note: str = "", *, now: datetime, by: Actor
) -> RiskTemplate:
    """The next version. `based_on` is the number that was open (0: the shipped one). Raises CannotUseTemplate.

    Analyses that have begun keep the version they began with. The same content is not saved twice.
    """
    check(template)
    newest = RiskTemplate.objects.filter(provider=provider).aggregate(last=Max("number"))["last"] or 0
    content = to_plain(template)
    if newest:
        held = RiskTemplate.objects.get(provider=provider, number=newest)
        if held.content == content:
            return held
    if based_on != newest:
        raise CannotUseTemplate(_("Någon har sparat mallen sedan du öppnade den. Öppna den igen och gör om ändringen."))
    return RiskTemplate.objects.create(
        provider=provider,
        number=newest + 1,
        content=content,
        note=note.strip()[:300],
        made_by_id=by.account,
        made_at=now,
    )
