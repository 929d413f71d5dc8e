"""Words that give away whose a page is, and who may read them."""

from functools import cache

from stegvis.access.actor import Actor
from tests.matrix.laying import World
from tests.matrix.things import BEHIND, HOME, _on_unit, _oneself, _publisher, _reads, _region, _unit


@cache
def words_of_everyone(world: World) -> list[tuple[str, str]]:
    """Every telling word with its owner."""
    found = []
    for run in HOME:
        found.append((f"{run.capitalize()} Lund", run))
        found += [(secret, run) for secret in world.runs[run].secrets]
    for name, made in world.programs.items():
        found += [
            (made.title, name),
            (made.draft_title, name),
            (made.questionnaire.title, name),
            (f"{name} ett", name),
            (f"Text om {name}", name),
        ]
    return found


def may_be_shown(world: World, actor: Actor, owner: str, word: str) -> bool:
    """Whether this word may stand on a page that this actor reads."""
    if owner in HOME:
        return _of_run(world, actor, owner, secret=word.startswith("hemlig"))
    return _of_program(world, actor, owner, draft="utkastet" in word)


def _of_run(world: World, actor: Actor, run: str, *, secret: bool) -> bool:
    if _oneself(world, actor, run):
        return True
    if not secret:
        return _on_unit(world, actor, run) or _acts_for(world, actor, run)
    # What was written is for the therapist; a colleague chooses to open it first (PDL 4:1).
    return actor.account_id == str(world.cast.accounts[HOME[run][2]].pk) and _on_unit(world, actor, run)


def _acts_for(world: World, actor: Actor, run: str) -> bool:
    """A guardian chooses among names; what a child has written needs that it is chosen first."""
    row = world.kept.get(("guardian", run))
    return actor.is_resident and row is not None and actor.person_id == str(row.person_id)


def _of_program(world: World, actor: Actor, name: str, *, draft: bool) -> bool:
    if _publisher(world, actor, name) or _region(world, actor, name):
        return True
    if draft:
        return False
    if _reads(world, actor, name):
        return True
    walks = any(_oneself(world, actor, run) for run in HOME if HOME[run][0] == name)
    works = actor.can("caseload:read") or actor.can("unit:counts")
    return walks or (works and _unit(world, actor, BEHIND[name][2]))
