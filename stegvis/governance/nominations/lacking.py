"""Nominations that cannot be sent yet. Two queries, however many."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from stegvis.governance.kinds import Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import Initiative, Nomination
from stegvis.governance.nominations.fields import missing, read_fields


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """While it is written: how many of the questions that must be answered are not."""
    written = [row for row in initiatives if row.stage == Stage.NOMINATION]
    if not written:
        return {}
    rows = {row.initiative_id: row for row in Nomination.objects.filter(initiative__in=written).select_related("form")}
    found: dict[UUID, list[Lack]] = {}
    for row in written:
        nomination = rows.get(row.pk)
        if nomination is None:
            found[row.pk] = [Lack("nomination", _("Nomineringen är inte påbörjad."))]
            continue
        left = len(missing(read_fields(nomination.form.fields), nomination.answers))
        if left:
            words = ngettext(
                "%(n)s fråga i nomineringen är inte besvarad.", "%(n)s frågor i nomineringen är inte besvarade.", left
            )
            found[row.pk] = [Lack("nomination", words % {"n": left})]
    return found
