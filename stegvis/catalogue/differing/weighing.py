"""Minor or major in words: the difference's weight for somebody who is in the middle of the program, and why."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.checking.places import place_of
from stegvis.program.document import PROGRAM_ID, Document
from stegvis.program.upgrading import MajorBecause, severity

_WHY: dict[MajorBecause, Promise] = {
    MajorBecause.MODULE_ADDED: _("En modul har tillkommit"),
    MajorBecause.MODULE_REMOVED: _("En modul är borttagen"),
    MajorBecause.MODULE_MOVED: _("Moduler har bytt ordning"),
    MajorBecause.OPENING_CHANGED: _("En modul öppnas på ett annat sätt"),
    MajorBecause.STEPS_CHANGED: _("Steg har tillkommit, tagits bort eller flyttats"),
    MajorBecause.QUESTIONNAIRE_CHANGED: _("Ett formulär är ändrat"),
    MajorBecause.MEASUREMENT_CHANGED: _("En mätning är ändrad"),
    MajorBecause.EXERCISE_CHANGED: _("En övning är ändrad"),
    MajorBecause.DIARY_CHANGED: _("En dagbok är ändrad"),
    MajorBecause.RULE_CHANGED: _("En påminnelse, flagga eller fas är ändrad"),
    MajorBecause.DANGER_CHANGED: _("Det som gäller farliga svar är ändrat"),
    MajorBecause.RESULTS_CHANGED: _("Det invånaren ser av sina resultat är ändrat"),
    MajorBecause.PURPOSE_CHANGED: _("Avsett ändamål eller slag är ändrat"),
    MajorBecause.SETTING_CHANGED: _("En inställning är ändrad"),
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """Whether running residents follow, and what speaks against it: each reason once, with the places."""

    minor: bool
    reasons: tuple[tuple[str, str], ...]


def weighed(old: Document, new: Document) -> Weighed:
    """The judgement that a person confirms."""
    judged = severity(old, new)
    found: dict[MajorBecause, list[str]] = {}
    for reason in judged.reasons:
        places = found.setdefault(reason.code, [])
        place = _place(old, new, reason.node_id)
        if place and place not in places:
            places.append(place)
    return Weighed(judged.is_minor, tuple((str(_WHY[code]), ", ".join(places)) for code, places in found.items()))


def _place(old: Document, new: Document, node_id: str) -> str:
    if node_id == PROGRAM_ID:
        return ""
    known = {node.id for node, _parent in new.nodes()} | set(new.questionnaires)
    place = place_of(new if node_id in known else old, node_id)
    return "" if place.words == place_of(new, PROGRAM_ID).words else place.words
