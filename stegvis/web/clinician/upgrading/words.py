"""What a move does for one resident, in sentences: what opens, closes, is asked, is carried, and happens."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue.telling import questionnaire_title
from stegvis.program.document import Document
from stegvis.program.unfold import EffectKind
from stegvis.program.upgrading import Rehearsal, SeenModule, SeenOccasion

OPEN = ("open", "done")
COMES = ("open", "late", "upcoming")
MOST = 4


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences of one kind under a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A rehearsal, and the two documents that it leads between."""

    rehearsal: Rehearsal
    old: Document
    new: Document
    language: str

    def told(self) -> tuple[Told, ...]:
        """Everything that differs, grouped; a group without a sentence is left out."""
        groups = (
            (_("Moduler"), tuple(self._modules())),
            (_("Mätningar"), tuple(self._measurements())),
            (_("Steg och övningar"), tuple(self._steps())),
            (_("Följer med"), tuple(self._carried())),
            (_("Händer sedan"), tuple(self._happens())),
        )
        return tuple(Told(heading, lines) for heading, lines in groups if lines)

    @property
    def short(self) -> str:
        """The move in one line: what is most worth knowing."""
        first = [*self._modules(), *self._measurements(), *self._steps()]
        return first[0] if first else _("Inget ändras i moduler, mätningar eller övningar.")

    def _title(self, node: str) -> str:
        key = f"{node}.title"
        return self.new.text(key, self.language) or self.old.text(key, self.language) or _("utan rubrik")

    def _modules(self) -> Iterator[str]:
        before, after = self.rehearsal.before.modules, self.rehearsal.after.modules
        if before.keys() & after.keys() and [m for m in before if m in after] != [m for m in after if m in before]:
            yield _("Modulerna kommer i en annan ordning.")
        for number, (module, seen) in enumerate(after.items(), 1):
            said = self._module(_("Modul %(n)d, %(title)s,") % {"n": number, "title": self._title(module)},
                                before.get(module), seen)  # fmt: skip
            if said:
                yield said
        for module, seen in before.items():
            if module not in after:
                words = {"title": self._title(module)}
                if seen.state in OPEN:
                    yield _("%(title)s finns inte i den nya versionen och stängs.") % words
                else:
                    yield _("%(title)s finns inte i den nya versionen.") % words

    def _module(self, name: str, was: SeenModule | None, seen: SeenModule) -> str:
        is_new = was is None
        if seen.state in OPEN and (was is None or was.state == "closed"):
            return _("%(module)s öppnas genast.") % {"module": name}
        if seen.state == "closed" and (was is None or was.at != seen.at):
            if seen.at is not None:
                return _("%(module)s öppnas den %(on)s.") % {"module": name, "on": day(seen.at)}
            return (
                _("%(module)s är ny och öppnas senare.") % {"module": name}
                if is_new
                else _("%(module)s öppnas inte längre av sig själv på en bestämd dag.") % {"module": name}
            )
        if was is not None and was.state == "done" and seen.state == "open":
            return _("%(module)s har fått nya steg och är inte längre klar.") % {"module": name}
        return ""

    def _measurements(self) -> Iterator[str]:
        before, after = self.rehearsal.before.occasions, self.rehearsal.after.occasions
        old_way = {each.measurement for each in after.values() if self._is_old(each) and each.state in COMES}
        for measurement in dict.fromkeys(each.measurement for each in after.values()):
            mine = [each for each in after.values() if each.measurement == measurement]
            known = any(each.measurement == measurement for each in before.values())
            words = {"title": self._measurement(mine[0])}
            coming = [each for each in mine if each.state in COMES and each.opens_at is not None]
            if measurement in old_way:
                yield _("%(title)s görs klart med den gamla versionen av frågorna.") % words
            elif not known and coming:
                words["on"] = day(min(each.opens_at for each in coming if each.opens_at))
                again = mine[0].address in self._answered()
                yield (
                    _("%(title)s är en ny mätning med frågor som invånaren har svarat på förut. Den görs den %(on)s.")
                    if again
                    else _("%(title)s är en ny mätning. Den görs första gången den %(on)s.")
                ) % words
            elif not known and all(each.state == "closed" for each in mine):
                yield _("%(title)s är en ny mätning vars dag har passerat. Den ställs inte.") % words
        gone = dict.fromkeys(
            each.measurement for key, each in before.items() if key not in after and each.state in COMES
        )
        for measurement in gone:
            left = [each for each in before.values() if each.measurement == measurement and each.state in COMES]
            title = self._measurement(left[0])
            yield ngettext(
                "%(title)s finns inte i den nya versionen. %(n)d tillfälle ställs inte.",
                "%(title)s finns inte i den nya versionen. %(n)d tillfällen ställs inte.",
                len(left),
            ) % {"title": title, "n": len(left)}

    def _is_old(self, seen: SeenOccasion) -> bool:
        return seen.questionnaire not in self.new.questionnaires

    def _answered(self) -> set[str]:
        before = self.rehearsal.before
        return {before.occasions[key].address for key in before.answers if key in before.occasions}

    def _measurement(self, seen: SeenOccasion) -> str:
        own = self.new.text(f"{seen.measurement}.title", self.language)
        own = own or self.old.text(f"{seen.measurement}.title", self.language)
        where = self.new if seen.questionnaire in self.new.questionnaires else self.old
        return own or questionnaire_title(where, seen.questionnaire, self.language)

    def _steps(self) -> Iterator[str]:
        before, after = self.rehearsal.before, self.rehearsal.after
        new, gone = [s for s in after.steps if s not in before.steps], [s for s in before.steps if s not in after.steps]
        if new:
            yield ngettext("%(n)d steg är nytt.", "%(n)d steg är nya.", len(new)) % {"n": len(new)}
        done = sum(before.steps[step] for step in gone)
        if gone:
            yield ngettext("%(n)d steg finns inte längre", "%(n)d steg finns inte längre", len(gone)) % {
                "n": len(gone)
            } + (_(", varav %(n)d är gjorda.") % {"n": done} if done else ".")
        for block in after.exercises:
            if block not in before.exercises:
                yield _("Övningen %(title)s är ny.") % {"title": self._title(block)}
        for block, sent in before.exercises.items():
            if block not in after.exercises:
                words = {"title": self._title(block)}
                yield (
                    _("Övningen %(title)s finns inte längre. Det som är inskickat finns kvar hos er.") % words
                    if sent
                    else _("Övningen %(title)s finns inte längre.") % words
                )

    def _carried(self) -> Iterator[str]:
        after = self.rehearsal.after
        answers, scores = len(after.answers), sum(len(each) for each in after.answers.values())
        done = sum(after.steps.values())
        if answers:
            yield ngettext("%(n)d svar", "%(n)d svar", answers) % {"n": answers} + (
                ngettext(" och %(n)d poäng finns kvar.", " och %(n)d poäng finns kvar.", scores) % {"n": scores}
                if scores
                else _(" finns kvar.")
            )
        if done:
            yield ngettext("%(n)d gjort steg förblir gjort.", "%(n)d gjorda steg förblir gjorda.", done) % {"n": done}

    def _happens(self) -> Iterator[str]:
        """The first things with a day, and how many notices and flags there are in all."""
        told = [each for each in self.rehearsal.effects if each[1] in _FLAGS]
        if self.rehearsal.before.phase != self.rehearsal.after.phase:
            yield _("Programmet går över i en annan fas i samband med flytten.")
        tells = sum(1 for _key, kind, _at in self.rehearsal.effects if kind in _TOLD)
        if tells:
            yield ngettext(
                "%(n)d besked till invånaren om inget annat händer, fram till %(on)s.",
                "%(n)d besked till invånaren om inget annat händer, fram till %(on)s.",
                tells,
            ) % {"n": tells, "on": day(self.rehearsal.until)}
        if told:
            first = min(at for _key, _kind, at in told)
            yield ngettext(
                "%(n)d flagga till er, den första den %(on)s.",
                "%(n)d flaggor till er, den första den %(on)s.",
                len(told),
            ) % {"n": len(told), "on": day(first)}


_TOLD = frozenset(
    {EffectKind.MODULE_OPEN, EffectKind.OCCASION_OPEN, EffectKind.REMINDER, EffectKind.NOTICE}
)  # fmt: skip
_FLAGS = frozenset(
    {
        EffectKind.OCCASION_LATE,
        EffectKind.PROGRAM_DONE,
        EffectKind.MODULE_DONE,
        EffectKind.INACTIVE,
        EffectKind.ENDING_SOON,
        EffectKind.MESSAGE_WAITING,
    }
)


def day(at: datetime) -> str:
    """A day in words."""
    return date_format(localtime(at), "j F")
