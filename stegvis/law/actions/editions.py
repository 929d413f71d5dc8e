"""Information and impact assessments: begun, written, published. What a resident was shown. Grounds of programs."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.access.written import holds_number
from stegvis.law import information
from stegvis.law.kinds import EditionState, GroundKind
from stegvis.law.models import ImpactEdition, InformationEdition, InformationSeen, ProgramGround
from stegvis.law.models.editions import Edition
from stegvis.law.policies.editions import Shown, Used, may_begin, may_note_seen, may_settle, may_write
from stegvis.lib.errors import Cannot


class CannotKeep(Cannot):
    """What is needed is lacking, or somebody was there first. `field`: where the sentence stands, or empty."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def _begun(
    model: type[Any], provider: CareProvider, first: Callable[[], dict[str, Any]], now: datetime, by: Actor
) -> Any:
    newest = model.objects.filter(provider=provider).order_by("-number").first()
    if newest is not None and newest.state == EditionState.DRAFT:
        return newest
    number = newest.number + 1 if newest else 1
    texts = newest.texts if newest else first()
    row = model(provider=provider, number=number, texts=texts, made_by_id=by.account, made_at=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other press of the same button came first.
        return model.objects.get(provider=provider, state=EditionState.DRAFT)
    return row


@action("information:begin", may=may_begin, about_result=True)
def begin_information(provider: CareProvider, *, now: datetime, by: Actor) -> InformationEdition:
    """A draft of the next edition, from the last one, or from words to begin with. Begun twice it is one."""
    found: InformationEdition = _begun(InformationEdition, provider, lambda: information.begun(provider.name), now, by)
    return found


@action("impact:begin", may=may_begin, about_result=True)
def begin_impact(provider: CareProvider, *, now: datetime, by: Actor) -> ImpactEdition:
    """A draft of the next edition, from the last one. Begun twice it is one."""
    found: ImpactEdition = _begun(ImpactEdition, provider, dict, now, by)
    return found


def _fresh(edition: Edition, seen: int) -> None:
    if edition.version_no != seen:
        raise CannotKeep(
            _("Någon annan har ändrat utkastet. Det du skrev står kvar här. Läs det som sparats och spara igen.")
        )


@action("information:write", may=may_write)
def write_information(
    edition: InformationEdition, texts: Mapping[str, Mapping[str, str]], seen: int, *, by: Actor
) -> None:
    """Save the draft. Raises CannotKeep when somebody else has saved since."""
    kept = {lang: {key: words.strip() for key, words in texts[lang].items()} for lang in texts}
    if kept == edition.texts:
        return
    _fresh(edition, seen)
    for lang, fields in kept.items():
        for key, words in fields.items():
            if len(words) > information.MOST:
                raise CannotKeep(_("Texten är för lång. Högst 4 000 tecken får plats."), f"{key}_{lang}")
    edition.texts, edition.version_no = kept, edition.version_no + 1
    edition.save()


@action("information:publish", may=may_write)
def publish_information(edition: InformationEdition, seen: int, *, now: datetime, by: Actor) -> None:
    """From now on it is what residents read; those who have read an earlier one are told. Raises CannotKeep."""
    _fresh(edition, seen)
    lacking = information.missing(edition.texts)
    if lacking:
        raise CannotKeep(_("Fyll i alla rubriker på svenska innan du publicerar."), f"{lacking[0]}_sv")
    edition.state, edition.published_at, edition.published_by_id = EditionState.PUBLISHED, now, by.account
    edition.version_no += 1
    edition.save()


@action("information:seen", may=may_note_seen)
def note_seen(shown: Shown, *, now: datetime, by: Actor) -> None:
    """It was shown. The same edition is noted once."""
    InformationSeen.objects.get_or_create(person=shown.person, edition=shown.edition, defaults={"seen_at": now})


@action("impact:write", may=may_write)
def write_impact(edition: ImpactEdition, answers: Mapping[str, str], seen: int, *, by: Actor) -> None:
    """Save the draft. Raises CannotKeep when somebody else has saved since, or a person is named by number."""
    kept = {key: words.strip() for key, words in answers.items() if words.strip()}
    if kept == edition.texts:
        return
    _fresh(edition, seen)
    for key, words in kept.items():
        if holds_number(words):
            raise CannotKeep(_("Det ser ut att stå ett personnummer här. Ta bort det och spara igen."), key)
    edition.texts, edition.version_no = kept, edition.version_no + 1
    edition.save()


@action("impact:publish", may=may_write)
def publish_impact(
    edition: ImpactEdition, facts: list[dict[str, Any]], unanswered: int, seen: int, *, now: datetime, by: Actor
) -> None:
    """Settle it with what the system says of itself today. Raises CannotKeep while a question stands unanswered."""
    _fresh(edition, seen)
    if unanswered:
        raise CannotKeep(_("Svara på alla frågor innan du fastställer bedömningen."))
    edition.state, edition.published_at, edition.published_by_id = EditionState.PUBLISHED, now, by.account
    edition.facts, edition.version_no = facts, edition.version_no + 1
    edition.save()


@action("ground:settle", may=may_settle, about_result=True)
def settle_ground(
    used: Used, kind: GroundKind, controller: str, basis: str, *, now: datetime, by: Actor
) -> ProgramGround:
    """What a program is used for, who is controller and on what ground. The row before is kept. Raises CannotKeep."""
    if not controller.strip():
        raise CannotKeep(_("Skriv vem som är personuppgiftsansvarig."), "controller")
    if not basis.strip():
        raise CannotKeep(_("Skriv den rättsliga grunden."), "basis")
    rows = ProgramGround.objects.filter(program=used.program, provider=used.provider).order_by("-id")
    newest: ProgramGround | None = rows.first()
    said = (kind.value, controller.strip(), basis.strip())
    if newest is not None and (newest.kind, newest.controller, newest.basis) == said:
        return newest
    return ProgramGround.objects.create(
        program=used.program,
        provider=used.provider,
        kind=kind,
        controller=said[1][:200],
        basis=said[2],
        settled_by_id=by.account,
        settled_at=now,
    )
