"""In every run a mark on one answer, and a resident's note that is answered."""

from typing import Any

from stegvis.care.actions import correcting
from stegvis.course import actions as course
from stegvis.course.models import Course
from stegvis.lib.clock import utc_now

# The last question of the gate is in no score: what else the matrix looks at stays as it is.
APART = "10"


def lay_corrections(world: Any, therapists: dict[str, str]) -> None:
    """One of each for every run."""
    for run, name in therapists.items():
        made, cast = world.runs[run], world.cast
        therapist = cast.actor(name)
        own = Course.objects.visible_to(cast.actor(run)).get(pk=made.course.pk)
        occasion = made.response.occasion
        row = course.dissent(own, occasion, f"hemlig invändning av {run}", "matrix", now=utc_now(), by=cast.actor(run))
        correcting.answer_dissent(made.enrolment, row, "Det står kvar.", by=therapist)
        world.kept["dissent", run] = row
        mark = correcting.strike(made.enrolment, made.response, APART, "Fel ruta.", by=therapist)
        world.kept["struck", run] = mark
