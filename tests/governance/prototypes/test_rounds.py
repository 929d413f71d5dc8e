"""Rounds: who opens them, what follows along, who is asked, what is summed up."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest

from stegvis.access.doors import Refused
from stegvis.access.kinds import HatKind
from stegvis.catalogue.models import Candidate
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import Stage, TaskKind
from stegvis.governance.models import Pin, Task, Tryout
from stegvis.governance.prototypes import meeting, pins, queries, rounds, trying
from stegvis.governance.prototypes.kinds import PinKind, PinState, ReplyKind, first_state, state_after
from stegvis.governance.prototypes.pins import CannotSay, Said
from stegvis.governance.prototypes.rounds import CannotShow
from stegvis.governance.prototypes.summary import summary_of
from stegvis.lib.clock import local_day
from stegvis.program.document import Module
from tests.governance.prototypes.laying import Shown, shown
from tests.programs import FIRST, SECOND, STEPS, node

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast) -> Shown:
    return shown(cast)


HERE = node(60)


def say(round, by, at=HERE, kind=PinKind.UNCLEAR, text="Vad menas?", **more) -> Pin:
    return pins.add_pin(round, uuid4(), Said(at, kind, text, **more), now=real_now(), by=by)


def answer(pin, kind, by, text="Ja.") -> Pin:
    pins.answer(pin, uuid4(), kind, text, now=real_now(), by=by)
    pin.refresh_from_db()
    return pin


def without(document, *nodes):
    """The document with these blocks gone."""
    words = {key: text for key, text in document.texts["sv"].items() if key.partition(".")[0] not in nodes}
    modules = tuple(_without(module, nodes) for module in document.modules)
    return replace(document, modules=modules, texts={**document.texts, "sv": words})


def _without(module: Module, nodes) -> Module:
    sections = []
    for section in module.sections:
        steps = tuple(replace(s, blocks=tuple(b for b in s.blocks if b.id not in nodes)) for s in section.steps)
        sections.append(replace(section, steps=steps))
    return replace(module, sections=tuple(sections))


def test_a_round_asks_the_group_and_is_no_candidate(made, cast):
    round = made.round()
    asked = Task.objects.filter(kind=TaskKind.GIVE_FEEDBACK, done_at__isnull=True)
    assert {row.account_id for row in asked} == {cast.accounts[n].pk for n in ("tor", "emil", "tina")}
    assert {row.due_on for row in asked} == {round.due_on}
    assert not Candidate.objects.exists()


def test_the_same_draft_twice_is_one_round_and_another_waits(made):
    first = made.round()
    assert made.round() == first
    with pytest.raises(CannotShow, match="Stäng den först"):
        made.round(texts={**made.document.texts, "sv": {**made.document.texts["sv"], "program.lead": "Nytt."}})


def test_only_the_designer_opens(made, cast):
    frozen = made.round().document_id
    for name in ("tor", "tina", "kaj", "dan"):
        with pytest.raises(Refused):
            rounds.open_round(made.work, frozen, due_on=local_day(real_now()), now=real_now(), by=cast.actor(name))


def test_a_draft_that_cannot_be_read_is_not_shown(made):
    with pytest.raises(CannotShow, match="för ofärdigt"):
        made.round(texts={**made.document.texts, "sv": {**made.document.texts["sv"], "nobody.title": "Lös text"}})


def test_not_after_the_design_and_not_backwards(made, cast):
    document = made.round()
    rounds.close_round(document, now=real_now(), by=cast.disa)
    yesterday = local_day(real_now()) - timedelta(days=1)
    with pytest.raises(CannotShow):
        rounds.open_round(made.work, document.document_id, due_on=yesterday, now=real_now(), by=cast.disa)
    made.work.stage = Stage.PUBLISHED
    made.work.save()
    with pytest.raises(Refused):
        rounds.open_round(made.work, document.document_id, due_on=local_day(real_now()), now=real_now(), by=cast.disa)


def test_done_closes_ones_own_task_and_can_be_taken_back(made, cast):
    round = made.round()
    mine = Task.objects.filter(account=cast.accounts["tor"], kind=TaskKind.GIVE_FEEDBACK, done_at__isnull=True)
    row = trying.take_part(round, now=real_now(), by=cast.tor)
    for _twice in range(2):
        trying.say_done(row, now=real_now(), by=cast.tor)
    assert not mine.exists()
    assert Task.objects.filter(kind=TaskKind.GIVE_FEEDBACK, done_at__isnull=True).count() == 2
    trying.say_not_done(row, now=real_now(), by=cast.tor)
    assert mine.count() == 1
    with pytest.raises(Refused):
        trying.say_done(row, now=real_now(), by=cast.emil)
    assert Tryout.objects.get().done_at is None


def test_the_designer_answers_and_the_task_follows(made, cast):
    round = made.round()
    todo = Task.objects.filter(kind=TaskKind.ANSWER_FEEDBACK, done_at__isnull=True)
    pin = say(round, cast.tor)
    assert todo.get().account_id == cast.accounts["disa"].pk
    with pytest.raises(Refused):
        answer(pin, ReplyKind.FIXED, cast.tor)
    with pytest.raises(CannotSay):
        answer(pin, ReplyKind.NOT_NOW, cast.disa, text=" ")
    assert answer(pin, ReplyKind.ASK_BACK, cast.disa, "Vilken mening?").state == PinState.ASKED
    pins.comment(pin, uuid4(), "Den andra.", now=real_now(), by=cast.tor)
    pin.refresh_from_db()
    assert pin.state == PinState.OPEN
    assert answer(pin, ReplyKind.FIXED, cast.disa, "").state == PinState.FIXED
    assert not todo.exists()
    pins.reopen(pin, uuid4(), "Det står kvar.", now=real_now(), by=cast.emil)
    pin.refresh_from_db()
    assert pin.state == PinState.OPEN and pin.settled_at is None and todo.count() == 1


def test_praise_waits_for_nothing(made, cast):
    pin = say(made.round(), cast.tor, kind=PinKind.PRAISE, text="Fint!")
    assert pin.state == PinState.NOTED
    assert not Task.objects.filter(kind=TaskKind.ANSWER_FEEDBACK).exists()
    with pytest.raises(Refused):
        answer(pin, ReplyKind.FIXED, cast.disa)


def test_every_answer_leads_somewhere_known():
    for kind, reply in product(PinKind, ReplyKind):
        assert state_after(first_state(kind), reply) in PinState


def test_what_is_not_settled_follows_its_block_to_the_next_round(made, cast):
    first = made.round()
    kept, gone, settled = (say(first, cast.tor, at=node(60 + n), text=f"Synpunkt {n}") for n in range(3))
    praise = say(first, cast.emil, at=node(60), kind=PinKind.PRAISE, text="Fint!")
    answer(settled, ReplyKind.FIXED, cast.disa)
    rounds.close_round(first, "Bra omgång.", now=real_now(), by=cast.disa)
    document = without(made.document, node(61))
    # The block moves to another step: the last step takes over the first one's text.
    block = next(b for b in document.modules[0].sections[0].steps[0].blocks if b.id == node(60))
    words = document.texts
    document = replace(without(document, node(60)), texts=words)
    last = document.modules[1]
    section = last.sections[0]
    step = replace(section.steps[0], blocks=(*section.steps[0].blocks, block))
    moved = replace(last, sections=(replace(section, steps=(step, *section.steps[1:])), *last.sections[1:]))
    made.document = replace(document, modules=(document.modules[0], moved))
    second = made.round()
    assert second.number == 2
    found = {each.pin.pk: each for each in queries.pins(cast.tor, second)}
    assert set(found) == {kept.pk, gone.pk}
    assert found[kept.pk].carried and found[kept.pk].moved and found[kept.pk].place.module == SECOND
    assert found[gone.pk].gone and not found[gone.pk].moved
    assert praise.pk not in found
    # Settled in the second round it still stands there, as what the round came to.
    answer(kept, ReplyKind.NOT_NOW, cast.disa, "Nästa år.")
    assert kept.pk in {each.pin.pk for each in queries.pins(cast.tor, second)}


def test_a_pin_says_what_stood_there_and_keeps_to_known_fields(made, cast):
    pin = say(made.round(), cast.tor, at=node(60), field="hittepå")
    assert (pin.excerpt, pin.field, pin.step) == ("Text 0.", "", STEPS[0])
    with pytest.raises(CannotSay):
        say(pin.round, cast.tor, at="finns-inte")
    with pytest.raises(CannotSay):
        say(pin.round, cast.tor, text="  ")


def test_a_closed_round_takes_nothing_more(made, cast):
    round = made.round()
    pin = say(round, cast.tor)
    meeting.start(round, now=real_now(), by=cast.tor)
    for _twice in range(2):
        rounds.close_round(round, "Tack.", now=real_now(), by=cast.disa)
    assert made.work.history.filter(act="prototype:close").count() == 1
    assert not Task.objects.filter(kind=TaskKind.GIVE_FEEDBACK, done_at__isnull=True).exists()
    assert queries.presentation(cast.tor, round) is None
    with pytest.raises(Refused):
        say(round, cast.emil)
    # The designer still answers.
    assert answer(pin, ReplyKind.FIXED, cast.disa).state == PinState.FIXED


def test_another_provider_has_nothing_here(made, cast):
    round = made.round()
    klas = cast.actor("klas", HatKind.POST)
    assert queries.round_of(klas, round.pk) is None
    with pytest.raises(Refused) as caught:
        say(round, klas)
    assert not caught.value.verdict.found


def test_the_summary_counts_what_is_shown(made, cast):
    round = made.round()
    for kind in PinKind:
        say(round, cast.tor, kind=kind)
    say(round, cast.emil, at="program", kind=PinKind.WISH)
    found = summary_of(queries.pins(cast.tor, round), {FIRST: "Om sömn", SECOND: "Vidare"})
    assert dict(found.kinds) == {PinKind.WRONG: 1, PinKind.UNCLEAR: 1, PinKind.WISH: 2, PinKind.PRAISE: 1}
    assert [module.title for module in found.modules] == ["", "Om sömn"]
    assert (found.total, found.waiting) == (5, 4)
