"""Writing trainings, dates for them, and which role demands which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.directory import employed
from stegvis.access.doors import action
from stegvis.access.kinds import Role
from stegvis.access.models import CareProvider
from stegvis.lib.errors import Cannot
from stegvis.support.kinds import EditionState, Way
from stegvis.support.models import Training, TrainingDate, TrainingDemand, TrainingEdition
from stegvis.support.policies.training import may_demand, may_edit, may_lead, may_write


class CannotTrain(Cannot):
    """Nothing was changed; the sentence says what to do. `field`: where it stands, or empty."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Content:
    """A training as it was typed. `steps` and `questions` as `TrainingEdition` keeps them."""

    title: str
    role: str
    way: Way
    valid_months: int
    lead: str
    steps: Sequence[Mapping[str, Any]]
    questions: Sequence[Mapping[str, Any]]
    pass_percent: int
    minutes: int


@action("training:create", may=may_write, about_result=True)
def create(provider: CareProvider, content: Content, *, now: datetime, by: Actor) -> Training:
    """A new training, as a draft. Raises CannotTrain."""
    _demand(content)
    training = Training(provider=provider, created_at=now)
    _about(training, content)
    training.save(force_insert=True)
    _save(TrainingEdition(training=training, number=1), content, now, by)
    return training


@action("training:save", may=may_edit)
def save(training: Training, content: Content, revision: int, *, now: datetime, by: Actor) -> TrainingEdition:
    """Save the draft; the first save after a publication begins a new one. Raises CannotTrain."""
    _demand(content)
    draft = training.editions.filter(state=EditionState.DRAFT).first()
    if (draft.revision if draft else 0) != revision:
        raise CannotTrain(_("Någon annan har sparat utkastet. Jämför med den nya texten och spara igen."))
    if draft is None:
        last = training.editions.order_by("-number").first()
        draft = TrainingEdition(training=training, number=last.number + 1 if last else 1)
    else:
        draft.revision += 1
    _about(training, content)
    training.save()
    return _save(draft, content, now, by)


@action("training:publish", may=may_edit)
def publish(training: Training, revision: int, *, now: datetime, by: Actor) -> None:
    """What is drafted is what staff take from now on. Records of the earlier hold on. Raises CannotTrain."""
    draft = training.editions.filter(state=EditionState.DRAFT).first()
    if draft is None:
        raise CannotTrain(_("Det finns inget utkast att publicera. Det kan redan vara publicerat."))
    if draft.revision != revision:
        raise CannotTrain(_("Någon annan har sparat utkastet. Läs igenom det och publicera igen."))
    if training.way != Way.ATTENDANCE and not draft.questions:
        raise CannotTrain(_("Skriv minst en fråga till provet först."))
    draft.state, draft.published_at, draft.published_by_id = EditionState.PUBLISHED, now, by.account
    draft.save()


@action("training:withdraw", may=may_edit)
def withdraw(training: Training, *, now: datetime, by: Actor) -> None:
    """Nobody takes it any more. What it was demanded of is let go; records stand as they are."""
    training.withdrawn_at = now
    training.save(update_fields=["withdrawn_at"])
    training.demands.filter(ended_at__isnull=True).update(ended_at=now, ended_by=by.account_id)


@action("training:demand", may=may_demand)
def demand(training: Training, roles: Sequence[Role], *, now: datetime, by: Actor) -> None:
    """Which roles ask for it from now on. Roles that somebody has already are not taken from them. Raises CannotTrain."""
    wanted = {role.value for role in roles}
    standing = {row.role: row for row in training.demands.filter(ended_at__isnull=True)}
    published = training.editions.filter(state=EditionState.PUBLISHED).exists() and not training.withdrawn_at
    if wanted - set(standing) and not published:
        raise CannotTrain(_("Publicera utbildningen först. Annars kan ingen ta den."))
    for value in wanted - set(standing):
        TrainingDemand.objects.create(
            provider_id=training.provider_id, role=value, training=training, made_at=now, made_by=by.account_id
        )
    for value in set(standing) - wanted:
        standing[value].ended_at, standing[value].ended_by = now, by.account_id
        standing[value].save()


@action("training_date:make", may=may_edit)
def make_date(
    training: Training, starts_at: datetime, place: str, leader_id: UUID, seats: int, *, now: datetime, by: Actor
) -> TrainingDate:
    """A date when it is held. `seats` 0 is as many as come. Raises CannotTrain."""
    if starts_at < now:
        raise CannotTrain(_("Tiden har redan varit. Välj en senare."), "starts_at")
    if not place.strip():
        raise CannotTrain(_("Skriv var utbildningen är."), "place")
    if not employed(training.provider_id, timezone.localdate(now)).filter(pk=leader_id).exists():
        raise CannotTrain(_("Den som leder ska arbeta hos er. Välj någon annan."), "leader")
    return TrainingDate.objects.create(
        training=training,
        starts_at=starts_at,
        place=place.strip(),
        leader_id=leader_id,
        seats=seats,
        made_at=now,
    )


@action("training_date:cancel", may=may_lead)
def cancel_date(at: TrainingDate, *, now: datetime, by: Actor) -> None:
    """It is not held."""
    at.cancelled_at = at.cancelled_at or now
    at.save(update_fields=["cancelled_at"])


def _demand(content: Content) -> None:
    if not content.title.strip():
        raise CannotTrain(_("Skriv vad utbildningen heter."), "title")
    if not content.steps:
        raise CannotTrain(_("Skriv minst ett steg."), "steps")
    for number, asked in enumerate(content.questions, start=1):
        if len(asked["options"]) < 2 or not 0 <= asked["right"] < len(asked["options"]):
            raise CannotTrain(
                _("Fråga %(number)s behöver minst två svar, och ett av dem ska vara rätt.") % {"number": number},
                "questions",
            )


def _about(training: Training, content: Content) -> None:
    training.title, training.role = content.title.strip(), content.role
    training.way, training.valid_months = content.way, content.valid_months


def _save(draft: TrainingEdition, content: Content, now: datetime, by: Actor) -> TrainingEdition:
    draft.lead, draft.steps, draft.questions = content.lead.strip(), list(content.steps), list(content.questions)
    draft.pass_percent, draft.minutes = content.pass_percent, content.minutes
    draft.saved_at, draft.saved_by = now, by.account_id
    draft.save()
    return draft
