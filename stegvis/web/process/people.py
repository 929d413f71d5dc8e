"""Choosing a colleague without scripts: type a name; with several of that name, choose among them and send again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from stegvis.access import directory
from stegvis.access.actor import Actor
from stegvis.course.worlds import real_now
from stegvis.lib.clock import local_day

if TYPE_CHECKING:
    from stegvis.governance.rows import Account


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague to choose: the key, the name, and what tells two of the same name apart."""

    value: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class PersonBox:
    """One field for a colleague: what is typed, who is chosen, whom to choose among, what is wrong."""

    name: str
    typed: str = ""
    chosen: "Account | None" = None
    options: tuple[Choice, ...] = ()
    error: str = ""

    @property
    def vald(self) -> str:
        """The name under which the chosen one's key is sent."""
        return f"{self.name}-vald"

    @property
    def settled(self) -> bool:
        """Nobody was asked for, or somebody was found."""
        return not self.error


def shown(name: str, person: "Account | None", typed: str = "", error: str = "") -> PersonBox:
    """The field as it stands when the page is drawn."""
    return PersonBox(name, str(person) if person else typed, person, error=error)


def asked(actor: Actor, data: Mapping[str, str], name: str) -> PersonBox:
    """What the form says of a colleague: `name` holds what was typed, `name-vald` who was chosen. Two queries at most.

    Somebody chosen before counts as long as the name in the field is still theirs.
    """
    today = local_day(real_now())
    typed = " ".join(data.get(name, "").split())[:120]
    if not typed:
        return PersonBox(name)
    chosen = directory.colleague(actor, data.get(f"{name}-vald", ""), today)
    if chosen and _named(chosen, typed):
        return PersonBox(name, str(chosen), chosen)
    found = directory.colleagues(actor, typed, today)
    if len(found) == 1:
        return PersonBox(name, str(found[0]), found[0])
    if not found:
        sentence = _("Ingen kollega heter så. Kontrollera stavningen, eller skriv bara för- eller efternamnet.")
        return PersonBox(name, typed, error=sentence)
    return PersonBox(name, typed, options=tuple(choices_of(found)), error=_("Flera heter så. Välj vem du menar."))


def _named(person: "Account", typed: str) -> bool:
    return all(word in str(person).casefold() for word in typed.casefold().split())


def choices_of(found: Iterable["Account"]) -> Iterable[Choice]:
    """Colleagues as options, with their titles."""
    for person in found:
        staff = getattr(person, "staff", None)
        yield Choice(str(person.pk), str(person), staff.title if staff else "")
