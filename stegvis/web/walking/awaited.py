"""What a closed module waits for, said to the resident: what there is to do, never which answer it takes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue.telling.conditions import listed
from stegvis.program.document import Condition, Module
from stegvis.program.kinds import ConditionKind, OpeningRule
from stegvis.web.walking.walks import Walk

# What the other rules wait for, said as a condition.
KINDS = {
    OpeningRule.DAYS_AFTER_START: ConditionKind.DAYS_AFTER_START,
    OpeningRule.DAYS_AFTER_PREVIOUS_OPENED: ConditionKind.DAYS_AFTER_PREVIOUS_OPENED,
}


def awaited(walk: Walk, module: Module) -> str:
    """The end of "Öppnas …": what must have happened, or that it comes for those whom it is for."""
    opening, number = module.opening, walk.document.modules.index(module)
    if opening.rule is OpeningRule.BY_STAFF:
        return _("när din behandlare öppnar den")
    conditions = opening.conditions or (Condition(KINDS.get(opening.rule, ConditionKind.MODULE_DONE), opening.days),)
    if any(each.kind in {ConditionKind.SCORE, ConditionKind.ANSWER} for each in conditions):
        return _("om den är till hjälp för dig")
    return _("när %(what)s") % {"what": listed([_words(walk, each, number) for each in conditions], _("och"))}


def _words(walk: Walk, condition: Condition, before: int) -> str:
    """One condition. `before` is the number of the module before."""
    if condition.kind is ConditionKind.EXERCISE_SENT:
        return _("du har skickat in övningen ”%(title)s”") % {"title": walk.text(f"{condition.exercise}.title")}
    if condition.kind is ConditionKind.MODULE_DONE:
        numbers = {module.id: number for number, module in enumerate(walk.document.modules, 1)}
        return _("du är klar med modul %(number)s") % {"number": numbers.get(condition.module, before)}
    if condition.kind is ConditionKind.DAYS_AFTER_START:
        words = ngettext("det har gått %(n)d dag från starten", "det har gått %(n)d dagar från starten", condition.days)
        return words % {"n": condition.days}
    words = ngettext(
        "modul %(number)s har varit öppen i %(n)d dag", "modul %(number)s har varit öppen i %(n)d dagar", condition.days
    )
    return words % {"number": before, "n": condition.days}
