"""The base of every refusal that a person may be shown.

Exceptions are named `CannotX` where they are raised; the sentence says what to do.
"""

from collections.abc import Sequence


class Cannot(Exception):
    """Something could not be done. `sentence` is shown to the person as it is."""

    def __init__(self, sentence: object, *details: object) -> None:
        super().__init__(str(sentence))
        self._sentence = sentence
        self.details: Sequence[object] = details

    @property
    def sentence(self) -> str:
        """The sentence in the language that is active now."""
        return str(self._sentence)
