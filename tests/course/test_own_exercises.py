"""An exercise that nobody gives feedback on: marked in the editor, frozen, and waited for by nobody."""

from dataclasses import replace

import pytest
from django.urls import reverse

from stegvis.authoring.compiling.steps import MAKERS
from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.course import actions, walk
from stegvis.course.models import ExerciseAnswer
from stegvis.program.alone import Hinders, hindrances
from stegvis.program.document import ExerciseBlock
from stegvis.program.kinds import ExerciseForm
from tests import opened, programs

OWN = "0000000a-0000-4000-8000-000000000051"


class Desk:
    """What a block is compiled at, with words that go nowhere."""

    class words:  # noqa: N801 - as the desk has it
        """Takes every word."""

        plain = rich = staticmethod(lambda *_args: None)


def test_the_editors_mark_is_kept_and_a_draft_from_before_is_with_feedback():
    made = {value: MAKERS["exercise"]("e", {"form": "text", **raw}, Desk) for value, raw in MARKS.items()}
    assert {value: block.feedback for value, block in made.items()} == {"before": True, "on": True, "off": False}


MARKS = {"before": {}, "on": {"feedback": True}, "off": {"feedback": False}}


def with_own(document, step=0):
    """The open document with an exercise of one's own in a step."""
    module = document.modules[0]
    section = module.sections[0]
    steps = list(section.steps)
    block = ExerciseBlock(OWN, ExerciseForm.TEXT, feedback=False)
    steps[step] = replace(steps[step], blocks=(*steps[step].blocks, block))
    texts = {"sv": {**document.texts["sv"], f"{OWN}.title": "Min plan", f"{OWN}.instruction": "<p>Skriv.</p>"}}
    section = replace(section, steps=tuple(steps))
    return replace(document, modules=(replace(module, sections=(section,)), *document.modules[1:]), texts=texts)


@pytest.mark.django_db
def test_an_open_program_may_have_it_and_says_that_nobody_reads(cast):
    document = with_own(opened.open_document())
    assert not hindrances(document)
    asks = replace(document.modules[0].sections[0].steps[0].blocks[-1], feedback=True)
    step = replace(document.modules[0].sections[0].steps[0], blocks=(asks,))
    section = replace(document.modules[0].sections[0], steps=(step,))
    found = hindrances(replace(document, modules=(replace(document.modules[0], sections=(section,)),)))
    assert Hinders.STAFF_READS in {each.code for each in found}
    course = opened.begun(opened.opened(cast, document), cast.rita)
    rita, page = cast.client("rita"), f"/oppna/{course.pk}/steg/{opened.STEPS[0]}/"
    text = rita.get(page).content.decode()
    assert "Ingen läser det du skriver här" in text and "Jag är klar" in text and "Skicka in" not in text
    sent = rita.post(f"/oppna/{course.pk}/ovning/{OWN}/", {"text": "Gå ut", "do": "send", "revision": "0"}, follow=True)
    assert "Klart. Det du skrev finns kvar här." in sent.content.decode()
    assert ExerciseAnswer.objects.get().sent_at


@pytest.mark.django_db
def test_with_staff_it_is_nobodys_work_and_can_be_read(cast):
    document = programs.a_document()
    module = document.modules[0]
    first, *others = module.sections[0].steps
    blocks = tuple(replace(each, feedback=False) if each.id == programs.EXERCISE else each for each in first.blocks)
    section = replace(module.sections[0], steps=(replace(first, blocks=blocks), *others))
    own = replace(document, modules=(replace(module, sections=(section,)), *document.modules[1:]))
    row = programs.enrol(cast, programs.publish(cast, own))
    course = programs.course_of(cast, row)
    actions.read_welcome(course, by=cast.rita)
    gate = walk.unfolded(course, course.now()).gate
    actions.submit(course, gate.key, programs.phq(0), 0, by=cast.rita)
    page = cast.client("rita").get(reverse("resident:step", args=[course.pk, programs.STEPS[0]])).content.decode()
    assert "ger ingen återkoppling på den" in page and "Jag är klar" in page
    actions.send_exercise(course, programs.EXERCISE, "Läsa.", 0, by=cast.rita)
    raise_flags(now=course.now(), course_id=course.pk)
    assert not Flag.objects.visible_to(cast.tina).exists()
    tina = cast.client("tina")
    assert "Övningar att kommentera" not in tina.get(reverse("clinician:home")).content.decode()
    text = tina.get(reverse("clinician:exercises", args=[row.pk])).content.decode()
    assert "Läsa." in text and "utan återkoppling" in text and "Skriv en kommentar ändå" in text
