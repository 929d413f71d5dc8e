"""Reading nominations. The initiative has been asked for first: whoever sees it sees its nomination and papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.queries.cataloguing import Filters, Listed
from stegvis.governance import queries as process
from stegvis.governance.models import Attachment, Initiative, Nomination, NominationForm, SentNomination
from stegvis.governance.nominations.delivered import DELIVERED
from stegvis.governance.nominations.fields import TITLE, Field, read_fields, said
from stegvis.governance.nominations.likeness import likeness, words_of

# What a likeness must weigh to be worth showing, and how many are shown.
LEAST, MOST = 4, 5


@dataclass(frozen=True, slots=True)
class Form:
    """A version of the form: its number (1 for the delivered one until a region has made its own) and its fields."""

    number: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class SimilarProgram:
    """A program in the catalogue that is like what is nominated, and the words they share."""

    listed: Listed
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimilarWork:
    """Other work in the region that is like it."""

    initiative: Initiative
    words: tuple[str, ...]


def nomination(initiative: Initiative) -> Nomination | None:
    """The answers so far; None before the first save. One query."""
    return Nomination.objects.filter(initiative=initiative).select_related("form", "saved_by").first()


def newest_form(provider_id: UUID | str) -> NominationForm | None:
    """The provider's newest published form; None while it still has the delivered one."""
    rows = NominationForm.objects.filter(provider_id=UUID(str(provider_id)), number__gt=0)
    return rows.order_by("-number").first()


def form_of(initiative: Initiative, row: Nomination | None) -> Form:
    """The form that a nomination answers; before the first save the newest. One query at most."""
    form = row.form if row else newest_form(initiative.provider_id)
    return shape(form)


def shape(form: NominationForm | None) -> Form:
    """A form as values; the delivered one where there is none."""
    return Form(form.number, read_fields(form.fields)) if form else Form(1, DELIVERED)


def sent(initiative: Initiative) -> list[SentNomination]:
    """Each time it was sent, newest first."""
    rows = SentNomination.objects.filter(initiative=initiative)
    return list(rows.select_related("form", "sent_by").order_by("-sent_at", "-pk"))


def attachments(initiative: Initiative) -> list[Attachment]:
    """The papers that have not been removed, oldest first."""
    rows = Attachment.objects.filter(initiative=initiative, removed_at__isnull=True)
    return list(rows.select_related("added_by").order_by("added_at", "pk"))


def attachment(actor: Actor, pk: UUID) -> Attachment | None:
    """One paper, or None when its initiative is not the actor's to see, or it was removed. Two queries."""
    row = Attachment.objects.filter(pk=pk, removed_at__isnull=True).select_related("initiative").first()
    if row is None or process.initiative(actor, row.initiative_id) is None:
        return None
    return row


def forms(actor: Actor, provider: CareProvider) -> list[NominationForm]:
    """Every published version, newest first, for the one who edits the form."""
    if not actor.can("process:configure") or actor.hat.provider_id != str(provider.pk):
        return []
    rows = NominationForm.objects.filter(provider=provider, number__gt=0)
    return list(rows.select_related("changed_by").order_by("-number"))


def draft_form(actor: Actor, provider: CareProvider) -> NominationForm | None:
    """The version that is being written, if any."""
    if not actor.can("process:configure") or actor.hat.provider_id != str(provider.pk):
        return None
    return NominationForm.objects.filter(provider=provider, number=0).select_related("changed_by").first()


def similar_programs(actor: Actor, initiative: Initiative, answers: Mapping[str, object]) -> list[SimilarProgram]:
    """Programs in the catalogue that the actor may see and that are like it, the most alike first."""
    wanted = _wanted(initiative, answers)
    found = []
    for row in catalogue.search(actor, Filters()).rows if wanted else ():
        alike = likeness(wanted, _texts(row))
        if alike.score >= LEAST:
            found.append((alike.score, SimilarProgram(row, alike.words[:6])))
    return [each for _score, each in sorted(found, key=lambda pair: -pair[0])[:MOST]]


def similar_work(actor: Actor, initiative: Initiative, answers: Mapping[str, object]) -> list[SimilarWork]:
    """Other running work that the actor sees and that is like it by title and idea."""
    wanted = _wanted(initiative, answers)
    found = []
    rows = process.initiatives(actor).exclude(pk=initiative.pk).select_related("idea") if wanted else []
    for row in rows:
        idea = getattr(row, "idea", None)
        alike = likeness(wanted, [(3, row.title), (1, f"{idea.what} {idea.whom}" if idea else "")])
        if alike.score >= LEAST and not row.ended:
            found.append((alike.score, SimilarWork(row, alike.words[:6])))
    return [each for _score, each in sorted(found, key=lambda pair: -pair[0])[:MOST]]


def _wanted(initiative: Initiative, answers: Mapping[str, object]) -> dict[str, str]:
    """The telling words of what is nominated: its title, what it is about, for whom, with what."""
    idea = getattr(initiative, "idea", None)
    texts = [initiative.title, *((idea.what, idea.whom) if idea else ())]
    keys = (TITLE, "summary", "problem", "goal", "target_group", "questionnaires")
    texts += [said(Field(key, key), answers.get(key)) for key in keys]
    return words_of(*texts)


def _texts(row: Listed) -> list[tuple[int, str]]:
    entry, document = row.entry, row.document
    texts = [
        (3, row.version.title),
        (1, document.text("program.intended_purpose")),
        *((2, title) for _key, title in row.instruments),
    ]
    if entry:
        texts += [(2, entry.keywords), (2, entry.area), (1, entry.target_group)]
    return texts
