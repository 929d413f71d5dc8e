"""Prototypes of a program that is being made: two rounds, a meeting, an invited tester, and what the group has said."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.kinds import HatKind
from stegvis.access.models import Account
from stegvis.authoring.building import build_program
from stegvis.authoring.freeze import keep_draft
from stegvis.authoring.models import ProgramPage
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import keep_document
from stegvis.course.worlds import real_now
from stegvis.demo.content import lattare_andning as content
from stegvis.demo.content.build import prose
from stegvis.demo.laying.places import Places
from stegvis.governance.kinds import MemberKind
from stegvis.governance.models import Initiative, Member, Pin, PrototypeRound
from stegvis.governance.prototypes import meeting, pins, rounds, testers, trying
from stegvis.governance.prototypes.kinds import PinKind, ReplyKind
from stegvis.governance.prototypes.people import actor_of
from stegvis.governance.prototypes.places import places_of
from stegvis.lib.clock import local_day
from stegvis.program.document import CalloutBlock, Document, Step
from stegvis.program.kinds import CalloutTone

PUBLISHER, DESIGNER = "utgivare", "samir-kaya"
GROUP = {content.NURSE: MemberKind.CARE, content.DOCTOR: MemberKind.MEDICAL, content.CURATOR: MemberKind.CARE}
FIRST_OPENED, FIRST_LASTED, SECOND_OPENED, SECOND_LASTS = (timedelta(days=d) for d in (34, 14, 5, 12))


def lay_prototype_program(places: Places, now: datetime) -> ProgramPage:
    """The draft that the rounds are about, known to the catalogue."""
    by = places.actor(DESIGNER, PUBLISHER)
    page = build_program(places.publishers[PUBLISHER], content.PROGRAM, by)
    catalogue.register_program(places.publishers[PUBLISHER], page.program_uuid, page.title, now=now, by=by)
    return page


def lay_prototypes(places: Places, initiative: Initiative, now: datetime) -> PrototypeRound:
    """Two rounds of an initiative that is in design; the second is open. Gives the second.

    The initiative's designer is whoever holds the publisher unit's hat; its program is made where it has none.
    """
    page = _page(places, initiative, now)
    for slug, kind in GROUP.items():
        Member.objects.get_or_create(
            initiative=initiative,
            account=places.accounts[slug],
            left_at=None,
            defaults={"kind": kind, "invited_by_id": initiative.owner_id or places.accounts[slug].pk,
                      "invited_at": now - timedelta(days=50)},
        )  # fmt: skip
    by = _designer(initiative)
    first = _first(places, initiative, page, now, by)
    opened = now - SECOND_OPENED
    second: PrototypeRound = rounds.open_round(
        initiative,
        keep_draft(page, now=opened, by=by).document_hash,
        due_on=local_day(opened + SECOND_LASTS),
        note=content.SECOND_NOTE,
        questions=content.SECOND_QUESTIONS,
        now=opened,
        by=by,
    )
    tester, _token = testers.invite(second, content.TESTER, now=opened, by=by)
    testers.begin(tester, content.TESTER, now=opened + timedelta(days=1), by=actor_of(tester))
    for said in content.SECOND:
        who = actor_of(tester) if said["who"] == content.TESTER else places.somebody(said["who"])
        _say(second, said, opened, who, by)
    _try_it(second, places, opened)
    _settle_rest(first, opened, by)
    return second


def _first(places: Places, initiative: Initiative, page: ProgramPage, now: datetime, by: Actor) -> PrototypeRound:
    opened = now - FIRST_OPENED
    draft = keep_draft(page, now=opened, by=by).document
    first: PrototypeRound = rounds.open_round(
        initiative,
        keep_document(as_it_was(draft), now=opened).hash,
        due_on=local_day(opened + FIRST_LASTED),
        note=content.FIRST_NOTE,
        questions=content.FIRST_QUESTIONS,
        now=opened,
        by=by,
    )
    for said in content.FIRST:
        _say(first, said, opened, places.somebody(content.NURSE if said["guest"] else said["who"]), by)
    met = opened + timedelta(days=5, hours=2)
    for number, (words, about) in enumerate(content.FIRST_DECISIONS):
        chosen = [pin.pk for pin in Pin.objects.filter(round=first) if any(part in pin.text for part in about)]
        meeting.decide(first, _id(first, f"beslut {number}"), words, chosen, now=met, by=by)
    for slug in (content.NURSE, content.DOCTOR):
        row = trying.take_part(first, now=opened, by=places.somebody(slug))
        trying.say_done(row, now=opened + timedelta(days=9), by=places.somebody(slug))
    rounds.close_round(first, content.FIRST_CLOSING, now=opened + FIRST_LASTED, by=by)
    return first


def as_it_was(document: Document) -> Document:
    """The draft as it stood in the first round: other words, a block since taken away, one that stood elsewhere."""
    words = dict(document.texts[document.language])
    for now, then in content.BEFORE:
        words = {key: text.replace(now, then) for key, text in words.items()}
    step_title, title, body = content.TAKEN_AWAY
    gone = CalloutBlock(str(uuid5(NAMESPACE_URL, f"{document.program}/{title}")), tone=CalloutTone.WARNING)
    words |= {gone.key("title"): title, gone.key("body"): prose(body)}
    moved_title, stood_in = content.MOVED
    blocks = (block for module in document.modules for step in module.steps for block in step.blocks)
    moved = next(block for block in blocks if words.get(block.key("title")) == moved_title)

    def before(step: Step) -> Step:
        named = words[step.key("title")]
        kept = [block for block in step.blocks if block.id != moved.id]
        kept += [gone] if named == step_title else [moved] if named == stood_in else []
        return replace(step, blocks=tuple(kept))

    modules = tuple(
        replace(
            module,
            sections=tuple(replace(part, steps=tuple(before(step) for step in part.steps)) for part in module.sections),
        )
        for module in document.modules
    )
    return replace(document, modules=modules, texts={**document.texts, document.language: words})


def _say(round: PrototypeRound, said: content.Said, opened: datetime, who: Actor, designer: Actor) -> None:
    at = opened + timedelta(days=said["day"], hours=1)
    spoken = pins.Said(_node(round, said["step"], said["words"]), PinKind(said["kind"]), said["text"])
    pin_id = _id(round, said["text"])
    if said["guest"]:
        pin = pins.add_pin_for(round, pin_id, spoken, speaker=said["who"], now=at, by=who)
    else:
        pin = pins.add_pin(round, pin_id, spoken, now=at, by=who)
    if said["answer"]:
        kind = ReplyKind(said["answer"])
        pins.answer(pin, _id(round, f"svar {pin_id}"), kind, said["reply"], now=at + timedelta(days=1), by=designer)


def _node(round: PrototypeRound, step_title: str, words: str) -> str:
    """The block of a step whose words hold these."""
    places = places_of(round.document_id)
    for node, _parent in places.document.nodes():
        place, stands = places.place(node.id), places.excerpt(node.id)
        # The words were others in the first round: a place is named by what stands there now.
        for now, then in content.BEFORE:
            stands = stands.replace(then, now)
        if place.step_title == step_title and place.step != node.id and words in stands:
            return node.id
    raise LookupError(f"{step_title}: {words}")


def _try_it(round: PrototypeRound, places: Places, opened: datetime) -> None:
    """One has gone through it all, one has begun."""
    nurse = trying.take_part(round, now=opened, by=places.somebody(content.NURSE))
    trying.say_done(nurse, now=opened + timedelta(days=4), by=places.somebody(content.NURSE))
    trying.take_part(round, now=opened + timedelta(days=3), by=places.somebody(content.DOCTOR))


def _settle_rest(first: PrototypeRound, opened: datetime, by: Actor) -> None:
    """One of those that followed along is settled in the second round; the other waits."""
    waiting = Pin.objects.filter(round=first, text__contains="skrämmer bort").first()
    if waiting is not None:
        pins.answer(
            waiting, _id(first, "rökningen"), ReplyKind.FIXED, "Rutan är borttagen.", now=opened + timedelta(days=1),
            by=by,
        )  # fmt: skip


def _page(places: Places, initiative: Initiative, now: datetime) -> ProgramPage:
    page: ProgramPage | None = ProgramPage.objects.filter(program_uuid=initiative.program_id).first()
    if page is None:
        page = lay_prototype_program(places, now - FIRST_OPENED - timedelta(days=30))
        initiative.program_id = page.program_uuid
        initiative.publisher_unit = places.publishers[PUBLISHER]
        initiative.designer = initiative.designer or places.accounts[DESIGNER]
        initiative.save(update_fields=["program", "publisher_unit", "designer"])
    return page


def _designer(initiative: Initiative) -> Actor:
    """The designer under the publisher unit's hat."""
    account = Account.objects.get(pk=str(initiative.designer_id))
    return next(hat for hat in hats_of(account, local_day(real_now())) if hat.hat.kind is HatKind.PUBLISHER)


def _id(round: PrototypeRound, what: str) -> UUID:
    return uuid5(round.pk, what)
