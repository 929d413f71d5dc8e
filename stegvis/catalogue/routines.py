"""What a routine says: its sections, and what must be written before it holds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST = 8_000


class Section(TextChoices):
    """The parts of a routine, in order (domain.md, step 4)."""

    STARTING = "starting", _("Vem startar programmet")
    INCLUSION = "inclusion", _("Vilka ska ha programmet")
    EXCLUSION = "exclusion", _("Vilka ska inte ha det")
    READING = "reading", _("Vem läser vad, och när")
    ANSWER_TIME = "answer_time", _("Svarstid som vi lovar")
    FEEDBACK_DAY = "feedback_day", _("Dag för återkoppling")
    PRIORITY_FLAGS = "priority_flags", _("När en prioriterad flagga kommer")
    ABSENCE = "absence", _("När någon är borta")
    OUT_OF_HOURS = "out_of_hours", _("När mottagningen är stängd")
    ENDING = "ending", _("Avslut och uppföljning")


HINTS: dict[Section, str | Promise] = {
    Section.STARTING: _("Vilken roll startar, i vilket läge och för vem? Vad säger man till invånaren?"),
    Section.INCLUSION: _("Vem har nytta av programmet? Ålder, besvär, språk, var i vården."),
    Section.EXCLUSION: _("När ska man välja något annat? Till exempel suicidrisk som kräver annan vård."),
    Section.READING: _("Vem läser övningar, svar och meddelanden, och hur ofta?"),
    Section.ANSWER_TIME: _("Det som invånaren får veta. Till exempel: vi svarar inom två vardagar."),
    Section.FEEDBACK_DAY: _("Vilken dag i veckan får invånaren återkoppling?"),
    Section.PRIORITY_FLAGS: _("Vem tar den, vad gör man, och hur snabbt? Vem tar över om ingen hinner?"),
    Section.ABSENCE: _("Vem ersätter vid semester och sjukdom? Hur får invånaren veta det?"),
    Section.OUT_OF_HOURS: _("Vad gäller kvällar och helger? Vart hänvisas invånaren?"),
    Section.ENDING: _("När avslutas programmet, vem gör det och hur följs det upp?"),
}

# A program without somebody who reads, and without a way for what is urgent, is not safe to start (safety rule 3).
REQUIRED_OF_PROGRAM = frozenset(Section) - {Section.EXCLUSION, Section.FEEDBACK_DAY}
REQUIRED_OF_UNIT = frozenset(Section) - {Section.EXCLUSION, Section.FEEDBACK_DAY, Section.INCLUSION}

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One section as it is written, and as the template has it."""

    section: Section
    text: str
    hint: str | Promise
    template: str = ""
    required: bool = False

    @property
    def differs(self) -> bool:
        """The unit has something of its own here."""
        return bool(self.template) and self.text.strip() != self.template.strip()


def cleaned(texts: Texts) -> dict[str, str]:
    """Known sections only, trimmed; nothing is kept for those that are empty."""
    found = {section.value: str(texts.get(section.value, "")).replace("\r\n", "\n").strip() for section in Section}
    return {key: text[:MOST] for key, text in found.items() if text}


def unwritten(texts: Texts, required: frozenset[Section]) -> tuple[Section, ...]:
    """Sections that must be written before it can hold, in order."""
    return tuple(section for section in Section if section in required and not texts.get(section.value, "").strip())


def parts(texts: Texts, template: Texts | None = None, required: frozenset[Section] = frozenset()) -> tuple[Part, ...]:
    """Every section in order."""
    return tuple(
        Part(
            section,
            texts.get(section.value, ""),
            HINTS[section],
            (template or {}).get(section.value, ""),
            section in required,
        )
        for section in Section
    )
