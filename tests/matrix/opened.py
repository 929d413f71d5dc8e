"""Two open programs, one of each provider, each begun by a resident."""

from typing import Any

from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.policies.opening import Opening
from stegvis.course import actions
from stegvis.course.actions import Entered
from stegvis.course.diaries import days_of
from stegvis.lib.clock import utc_now
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library
from tests.matrix.catalogued import COORDINATOR
from tests.opened import DIARY, ENTRY, begun, open_document, publish_open, terms

# By provider: the publisher unit and its designer, and the resident who has begun.
WHERE = {"ett": ("verkstaden", "disa", "rita"), "tva": ("bortom", "dora", "ragnar")}


def lay_open(world: Any) -> None:
    """A program of each provider that is open, and the walk of the one who has begun it."""
    cast = world.cast
    night = library.current("somndagbok")
    for provider, (place, designer, resident) in WHERE.items():
        by = cast.actor(COORDINATOR[provider])
        version = publish_open(cast, cast.places[place], cast.actor(designer), by, open_document(f"Öppet i {provider}"))
        row = catalogue.open_program(
            Opening(version, cast.places[provider]), f"oppet-{provider}", terms(), now=utc_now(), by=by
        )
        actor = cast.actor(resident)
        course = begun(row, actor)
        definition = library.definition_by_digest(night.digest)
        example = dict(definition.examples[0].answers) if definition.examples else engine.initial(definition)
        kept = actions.add_entry(course, DIARY, ENTRY, Entered(days_of(course)[1], None, example), by=actor)
        assert kept.row is not None, kept.problems
        world.kept["open", provider] = row
        world.kept["open", resident] = course
        world.kept["open version", provider] = version
