"""What became of a file: what was taken, what was changed, and what is not supported, part by part.

Each remark has a code for programs, a Swedish sentence for people, and says whether it
concerns what is asked and calculated (`answers`), how it looks (`look`) or what the
source says about itself (`record`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.sentences import SENTENCES


class CannotImport(ValueError):
    """The file is refused. `code` names the reason, `detail` says where or what."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = shortened(detail)

    @property
    def sentence(self) -> str:
        return sentence(self.code, self.detail)


@dataclass(frozen=True)
class Remark:
    """One thing that was changed or that is not supported. `path` is where it stands in the file."""

    path: str
    link_id: str
    code: str
    affects: Affects
    detail: str = ""

    @property
    def sentence(self) -> str:
        return sentence(self.code, self.detail)

    def as_json(self) -> dict[str, str]:
        return {
            "path": self.path,
            "link_id": self.link_id,
            "code": self.code,
            "affects": self.affects.value,
            "detail": self.detail,
            "sentence": self.sentence,
        }


@dataclass(frozen=True)
class Taken:
    """What was read and kept of one item, or of the questionnaire itself, by its element names."""

    path: str
    link_id: str
    elements: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"path": self.path, "link_id": self.link_id, "elements": list(self.elements)}


@dataclass
class Report:
    taken: list[Taken] = field(default_factory=list)
    changed: list[Remark] = field(default_factory=list)
    unsupported: list[Remark] = field(default_factory=list)
    refused: CannotImport | None = None

    @property
    def whole(self) -> bool:
        """Imported, and nothing of what is asked and calculated was changed or left out."""
        return self.refused is None and not self.weighty

    @property
    def weighty(self) -> list[Remark]:
        """The remarks that a person has to look at: they concern what is asked and calculated."""
        return [each for each in (*self.changed, *self.unsupported) if each.affects is Affects.ANSWERS]

    def as_json(self) -> dict[str, Any]:
        refused = self.refused
        return {
            "imported": refused is None,
            "whole": self.whole,
            "refused": refused and {"code": refused.code, "detail": refused.detail, "sentence": refused.sentence},
            "taken": [each.as_json() for each in self.taken],
            "changed": [each.as_json() for each in self.changed],
            "unsupported": [each.as_json() for each in self.unsupported],
        }


def sentence(code: str, detail: str) -> str:
    return (str(SENTENCES[code]) % {"detail": detail}).strip()


def shortened(text: str, longest: int = 200) -> str:
    """Enough of a text to recognise it by: a report is never longer than the file it is about."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
