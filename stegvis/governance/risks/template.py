"""The template as a value: labels of the matrix, its limits, who must sign, what to ask. Read and checked here."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.governance.kinds import MemberKind
from stegvis.governance.risks.kinds import RiskLevel
from stegvis.governance.risks.signing import Demand, with_care
from stegvis.lib.errors import Cannot

STEPS = (1, 2, 3, 4)
PRODUCTS = (1, 2, 3, 4, 6, 8, 9, 12, 16)
LABEL_LENGTH, HELP_LENGTH, QUESTION_LENGTH = 60, 400, 300
MOST_AREAS, MOST_QUESTIONS, MOST_SIGNATURES = 20, 12, 5


class CannotUseTemplate(Cannot):
    """Something in a template does not hold together."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One of the four steps of consequence or likelihood."""

    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """What to think about, one question a line, and the name it goes by in a row."""

    key: str
    name: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A whole template. Products from `middle_from` are a moderate risk, from `high_from` a high one.

    From `action_from` a row needs an action; from the consequence `comment_from` it needs a comment.
    """

    consequences: tuple[Scale, ...]
    likelihoods: tuple[Scale, ...]
    middle_from: int
    high_from: int
    action_from: int
    comment_from: int
    signatures: tuple[Demand, ...]
    areas: tuple[Area, ...]

    def level(self, consequence: int, likelihood: int) -> RiskLevel:
        """Low, moderate or high."""
        product = consequence * likelihood
        if product >= self.high_from:
            return RiskLevel.HIGH
        return RiskLevel.MIDDLE if product >= self.middle_from else RiskLevel.LOW

    @property
    def demands(self) -> tuple[Demand, ...]:
        """The signatures it asks for; care staff always."""
        return with_care(self.signatures)

    def area(self, key: str) -> str:
        """The name of an area; empty for one that is not there."""
        return next((area.name for area in self.areas if area.key == key), "")


def to_plain(template: Template) -> dict[str, Any]:
    """As it is stored."""
    plain = asdict(template)
    plain["signatures"] = [{"kind": each.kind.value, "least": each.least} for each in template.signatures]
    return plain


def from_plain(plain: Mapping[str, Any]) -> Template:
    """As it was stored. Raises CannotUseTemplate on what could never have been."""
    try:
        template = Template(
            consequences=_scales(plain["consequences"]),
            likelihoods=_scales(plain["likelihoods"]),
            middle_from=int(plain["middle_from"]),
            high_from=int(plain["high_from"]),
            action_from=int(plain["action_from"]),
            comment_from=int(plain["comment_from"]),
            signatures=tuple(Demand(MemberKind(each["kind"]), int(each["least"])) for each in plain["signatures"]),
            areas=tuple(Area(each["key"], each["name"], tuple(each["questions"])) for each in plain["areas"]),
        )
    except (KeyError, TypeError, ValueError):
        raise CannotUseTemplate(_("Mallen går inte att läsa.")) from None
    check(template)
    return template


def check(template: Template) -> None:
    """Raises CannotUseTemplate with what to put right."""
    scales = (*template.consequences, *template.likelihoods)
    if len(template.consequences) != len(STEPS) or len(template.likelihoods) != len(STEPS):
        raise CannotUseTemplate(_("Konsekvens och sannolikhet ska ha fyra steg var."))
    if any(not scale.label.strip() for scale in scales):
        raise CannotUseTemplate(_("Ge varje steg ett namn."))
    if not 2 <= template.middle_from < template.high_from <= PRODUCTS[-1]:
        raise CannotUseTemplate(_("Gränsen för hög risk ska vara högre än gränsen för måttlig."))
    if not 1 <= template.action_from <= PRODUCTS[-1]:
        raise CannotUseTemplate(_("Gränsen för åtgärd ska vara ett tal mellan 1 och 16."))
    if template.action_from > template.high_from:
        raise CannotUseTemplate(_("En hög risk ska alltid ha en åtgärd. Sänk gränsen för åtgärd."))
    if not 1 <= template.comment_from <= STEPS[-1] + 1:
        raise CannotUseTemplate(_("Gränsen för kommentar ska vara ett steg mellan 1 och 4."))
    if len(template.areas) > MOST_AREAS or any(len(area.questions) > MOST_QUESTIONS for area in template.areas):
        raise CannotUseTemplate(_("Det är för många områden eller frågor. Slå ihop några."))
    if not _distinct(area.key for area in template.areas):
        raise CannotUseTemplate(_("Två områden har samma namn. Ge dem olika."))


def _scales(found: Any) -> tuple[Scale, ...]:
    return tuple(Scale(str(each["label"]), str(each.get("help", ""))) for each in found)


def _distinct(keys: Iterable[str]) -> bool:
    found = list(keys)
    return len(found) == len(set(found))
