"""The answer of a policy: yes, or no with the sentence that the page shows."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy when allowed. `sentence` explains a no, in the language that is active when read."""

    allowed: bool
    text: str | Promise = ""
    found: bool = True

    @classmethod
    def yes(cls) -> "Verdict":
        """Allowed."""
        return cls(True)

    @classmethod
    def no(cls, sentence: str | Promise) -> "Verdict":
        """Not allowed, and why."""
        return cls(False, sentence)

    @classmethod
    def not_found(cls) -> "Verdict":
        """Not the actor's: answered as if it did not exist."""
        return cls(False, "", found=False)

    @property
    def sentence(self) -> str:
        """Why not; empty when allowed."""
        return str(self.text)

    def __bool__(self) -> bool:
        return self.allowed
