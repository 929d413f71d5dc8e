"""Why a program cannot be opened for everyone: each reason as a sentence, with its place."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.checking.places import place_of
from stegvis.catalogue.freezing import open_document
from stegvis.program.alone import Hinders, hindrances
from stegvis.program.document import PROGRAM_ID

_WORDS: dict[Hinders, Promise] = {
    Hinders.NOT_MEANT: _(
        "Programmet är gjort för att startas av personal. Be den som bygger det att ange att invånare får starta själva."
    ),
    Hinders.MESSAGES: _("Programmet har meddelanden. I ett öppet program finns ingen som svarar. Stäng av dem."),
    Hinders.STAFF_OPENS: _("Modulen öppnas av personal. Låt den öppnas av sig själv."),
    Hinders.STAFF_ASKS: _("Mätningen läggs till av personal. Låt den komma av sig själv, eller ta bort den."),
    Hinders.STAFF_READS: _(
        "Övningen skickas in till personal som ger återkoppling. Ange i övningen att den är utan återkoppling, "
        "eller gör om den till en dagbok eller ett formulär."
    ),
    Hinders.DANGER_WITHOUT_HELP: _(
        "Ett farligt svar visar ingen hjälptext. Ingen ser svaret, så texten måste säga vart man vänder sig."
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence that says what to do, where it stands, and the step it can be looked at in (empty: none)."""

    words: str
    place: str
    step_id: str


def reasons(document_hash: str) -> list[Reason]:
    """Everything that stands in the way. Raises CannotOpenDocument."""
    document = open_document(document_hash)
    found = []
    for each in hindrances(document):
        place = place_of(document, each.node_id)
        words = "" if each.node_id == PROGRAM_ID else place.words
        found.append(Reason(str(_WORDS[each.code]), words, place.step_id))
    return found
