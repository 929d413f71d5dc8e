"""From a dry run to a decision: a list is made, and somebody decides it by a number. The worker carries it out."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from stegvis.access import settings
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider, Patient
from stegvis.access.settings import Key
from stegvis.records import holdings
from stegvis.records.actions.ruling import CannotKeep
from stegvis.records.holdings import Named
from stegvis.records.keeping import Judged, Rule
from stegvis.records.kinds import DataClass, DisposalState
from stegvis.records.models import Disposal, DisposalItem, RetentionRule
from stegvis.records.policies import may_approve, may_keep, may_withdraw

AT_ONCE = 500


@action("destruction:prepare", may=may_keep, about_result=True)
def prepare(provider: CareProvider, kind: DataClass, *, today: date, now: datetime, by: Actor) -> Disposal:
    """Make the list of what may go under today's rule. Nothing goes yet. Raises CannotKeep."""
    rule = _rule_of(provider, kind)
    _one_at_a_time(provider, kind)
    if kind is DataClass.LOG:
        return _made(provider, kind, rule, today, now, by)
    found, names = holdings.judged(provider.pk, rule, today)
    going = [each for each in found if each.goes]
    if not going:
        raise CannotKeep(_("Det finns inget att gallra i dag."))
    made = _made(provider, kind, rule, today, now, by)
    _list(made, going, names)
    return made


@action("destruction:prepare_ordered", may=may_keep, about_result=True)
def prepare_ordered(
    provider: CareProvider, patient: Patient, chosen: Iterable[UUID], *, today: date, now: datetime, by: Actor
) -> Disposal:
    """The list of what an authority has ordered destroyed of one patient's record (PDL 8:4). Raises CannotKeep."""
    wanted = set(chosen)
    found, names = holdings.ordered(provider.pk, patient.pk, today)
    going = [each for each in found if each.kept.key in wanted]
    if not going:
        raise CannotKeep(_("Välj vilka program som beslutet gäller."))
    if any(not each.goes for each in going):
        raise CannotKeep(
            _("Ett av programmen pågår, har en öppen flagga eller är stoppat för gallring. Avsluta det först.")
        )
    made = _made(provider, DataClass.RECORD, None, today, now, by, patient)
    _list(made, going, names)
    return made


def _rule_of(provider: CareProvider, kind: DataClass) -> Rule:
    row = RetentionRule.objects.filter(provider=provider, kind=kind, ended_at__isnull=True).first()
    if row is None:
        raise CannotKeep(_("Det finns ingen regel för de här uppgifterna. Bestäm en först."))
    return row.rule


def _one_at_a_time(provider: CareProvider, kind: DataClass) -> None:
    waiting = (DisposalState.PREPARED, DisposalState.APPROVED)
    if Disposal.objects.filter(provider=provider, kind=kind, ordered=False, state__in=waiting).exists():
        raise CannotKeep(_("Det finns redan en gallring som väntar eller pågår. Gör klart eller återkalla den först."))


def _made(
    provider: CareProvider,
    kind: DataClass,
    rule: Rule | None,
    today: date,
    now: datetime,
    by: Actor,
    patient: Patient | None = None,
) -> Disposal:
    CareProvider.objects.select_for_update().get(pk=provider.pk)  # numbers follow one another
    last = Disposal.objects.filter(provider=provider).aggregate(last=Max("number"))["last"] or 0
    return Disposal.objects.create(
        provider=provider,
        number=last + 1,
        kind=kind,
        months=rule.months if rule else None,
        since=rule.since if rule else "",
        ordered=rule is None,
        patient=patient,
        as_of=today,
        made_at=now,
        made_by_id=by.account,
        needs_two=needs_two(provider.pk),
    )


def _list(made: Disposal, going: list[Judged], names: Mapping[UUID, Named]) -> None:
    DisposalItem.objects.bulk_create(
        [
            DisposalItem(
                disposal=made,
                ref=each.kept.key,  # type: ignore[misc]
                unit_name=names[each.kept.key].unit,  # type: ignore[index]
                title=names[each.kept.key].title,  # type: ignore[index]
                due_on=each.due_on,
                why=each.why,
            )
            for each in going
        ],
        batch_size=AT_ONCE,
    )


def needs_two(provider_id: UUID) -> bool:
    """Whether somebody else than the one who prepared a destruction must decide it."""
    return bool(settings.value(Key.DESTROY_TWO, provider_id=provider_id))


def takes_two(row: Disposal) -> bool:
    """The same of one that is prepared: as it was then, or as it is now where that is stricter."""
    return row.needs_two or needs_two(row.provider_id)


@action("destruction:approve", may=may_approve)
def approve(
    row: Disposal, decision: str, decided_by: str, decided_on: date, *, today: date, now: datetime, by: Actor
) -> None:
    """It is decided, by this number. From now on it is carried out. Raises CannotKeep."""
    if not decision.strip() or not decided_by.strip():
        raise CannotKeep(_("Skriv beslutets nummer och vem som har beslutat."))
    if decided_on > today:
        raise CannotKeep(_("Beslutet kan inte vara fattat en dag som inte har varit."))
    if row.made_by_id == by.account and takes_two(row):
        raise CannotKeep(_("Du har förberett gallringen. Någon annan arkivansvarig behöver godkänna den."))
    row.decision, row.decided_by, row.decided_on = decision.strip()[:60], decided_by.strip()[:200], decided_on
    row.approved_at, row.approved_by_id, row.state = now, by.account, DisposalState.APPROVED
    row.save()


@action("destruction:withdraw", may=may_withdraw)
def withdraw(row: Disposal, *, now: datetime, by: Actor) -> None:
    """It will not be. The list is kept, with who made it."""
    row.state = DisposalState.WITHDRAWN
    row.save()
