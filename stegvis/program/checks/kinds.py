"""What a lapse is: a code, how much it weighs, a place, and what its sentence needs."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from stegvis.program.findings import Code


class Weight(StrEnum):
    """Whether it stops publication. What must be right can only be let pass by somebody's name and reason."""

    MUST = "must"
    SHOULD = "should"


class Area(StrEnum):
    """What kind of thing is checked."""

    CONTENT = "content"
    LANGUAGE = "language"
    ACCESS = "access"
    RIGHTS = "rights"
    INSTRUMENTS = "instruments"
    SAFETY = "safety"
    RULES = "rules"
    TRANSLATION = "translation"


class CheckCode(StrEnum):
    """What is checked besides the findings of a draft. One sentence per code is written above."""

    # A step is hard to read. params: lix, words.
    STEP_HARD = "step_hard"
    # A sentence is long. params: words (how many), sentence (its beginning). Field: the text that holds it.
    SENTENCE_LONG = "sentence_long"
    # A heading skips a level inside its step. params: level, after.
    HEADING_SKIPS = "heading_skips"
    # A link says nothing of where it leads. params: text. Field: the text that holds it.
    LINK_VAGUE = "link_vague"
    # A link is a bare address. params: text.
    LINK_BARE = "link_bare"
    # An alternative text is a file name, or as good as nothing. params: alt.
    ALT_EMPTY_WORDS = "alt_empty_words"
    # Captions without a single line.
    CAPTIONS_EMPTY = "captions_empty"
    # Captions that end long before the film does. params: until (s), length (s).
    CAPTIONS_SHORT = "captions_short"
    # A film has no transcript.
    FILM_TRANSCRIPT_MISSING = "film_transcript_missing"
    # A questionnaire that cannot be read. params: url.
    DEFINITION_BROKEN = "definition_broken"
    # A questionnaire counts something and has no worked example. params: url, title.
    EXAMPLES_MISSING = "examples_missing"
    # A worked example does not come out right. params: url, title, example, what, expected, found.
    EXAMPLE_FAILS = "example_fails"
    # A level that no worked example reaches. params: url, title, names.
    BANDS_UNTRIED = "bands_untried"
    # A danger rule that no worked example meets. params: url, title, name.
    DANGER_UNTRIED = "danger_untried"
    # A danger is to be told to the own therapist, and somebody may start without one. params: url, title, name.
    DANGER_WITHOUT_RECEIVER = "danger_without_receiver"
    # Staff are told of a danger, and the resident reads nothing of where to turn. params: url, title, name.
    DANGER_HELP_MISSING = "danger_help_missing"
    # The program asks about danger, or treats, and says nowhere where to turn when it is urgent.
    CRISIS_TEXT_MISSING = "crisis_text_missing"
    # Nothing says who owns a picture, film, sound or PDF. params: name. Field: image, film …
    MEDIA_RIGHTS_MISSING = "media_rights_missing"
    # Words that are not there in another of the program's languages. params: language, n, of.
    TRANSLATION_MISSING = "translation_missing"
    # A questionnaire that is not there in another of the program's languages. params: url, title, language, n.
    INSTRUMENT_TRANSLATION_MISSING = "instrument_translation_missing"


@dataclass(frozen=True, slots=True)
class Lapse:
    """One thing to see to. ``code`` is a finding's or a check's; ``node_id`` as in a finding."""

    code: str
    weight: Weight
    node_id: str
    field: str = ""
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)

    @property
    def must(self) -> bool:
        """Whether it stops publication."""
        return self.weight is Weight.MUST


AREAS: Mapping[str, Area] = {
    **dict.fromkeys((CheckCode.STEP_HARD, CheckCode.SENTENCE_LONG, Code.HARD_TO_READ), Area.LANGUAGE),
    **dict.fromkeys(
        (
            CheckCode.HEADING_SKIPS,
            CheckCode.LINK_VAGUE,
            CheckCode.LINK_BARE,
            CheckCode.ALT_EMPTY_WORDS,
            CheckCode.CAPTIONS_EMPTY,
            CheckCode.CAPTIONS_SHORT,
            CheckCode.FILM_TRANSCRIPT_MISSING,
            Code.ALT_MISSING,
            Code.CAPTIONS_MISSING,
            Code.DESCRIPTION_UNDECLARED,
            Code.TRANSCRIPT_MISSING,
        ),
        Area.ACCESS,
    ),
    **dict.fromkeys((CheckCode.MEDIA_RIGHTS_MISSING, Code.LICENCE_UNPROVEN), Area.RIGHTS),
    **dict.fromkeys(
        (
            CheckCode.DEFINITION_BROKEN,
            CheckCode.EXAMPLES_MISSING,
            CheckCode.EXAMPLE_FAILS,
            CheckCode.BANDS_UNTRIED,
            Code.QUESTIONNAIRE_UNKNOWN,
        ),
        Area.INSTRUMENTS,
    ),
    **dict.fromkeys(
        (
            CheckCode.DANGER_UNTRIED,
            CheckCode.DANGER_WITHOUT_RECEIVER,
            CheckCode.DANGER_HELP_MISSING,
            CheckCode.CRISIS_TEXT_MISSING,
            Code.DANGER_UNKNOWN,
            Code.DANGER_WITHOUT_HELP,
        ),
        Area.SAFETY,
    ),
    **dict.fromkeys((CheckCode.TRANSLATION_MISSING, CheckCode.INSTRUMENT_TRANSLATION_MISSING), Area.TRANSLATION),
    **dict.fromkeys(
        (
            Code.TITLE_MISSING,
            Code.WELCOME_MISSING,
            Code.INTENDED_PURPOSE_MISSING,
            Code.MODULE_MISSING,
            Code.SECTION_MISSING,
            Code.STEP_MISSING,
            Code.BLOCK_MISSING,
            Code.ITEM_MISSING,
            Code.COLUMN_MISSING,
            Code.TEXT_MISSING,
            Code.FILE_MISSING,
        ),
        Area.CONTENT,
    ),
}


# What nobody's name and reason can make right: a program that cannot be shown, counts wrong, or tells nobody of danger.
NEVER_WAIVED: frozenset[str] = frozenset(
    {
        Code.TITLE_MISSING,
        Code.WELCOME_MISSING,
        Code.MODULE_MISSING,
        Code.FILE_MISSING,
        Code.QUESTIONNAIRE_UNKNOWN,
        Code.LICENCE_UNPROVEN,
        Code.DANGER_UNKNOWN,
        Code.DANGER_WITHOUT_HELP,
        CheckCode.DEFINITION_BROKEN,
        CheckCode.EXAMPLE_FAILS,
        CheckCode.DANGER_WITHOUT_RECEIVER,
    }
)


def may_be_waived(code: str) -> bool:
    """Whether somebody may let it pass."""
    return code not in NEVER_WAIVED


def area_of(code: str) -> Area:
    """What kind of thing a code is about: whatever is not named above is a rule in time."""
    return AREAS.get(code, Area.RULES)
