"""Whole numbers that come from outside: digits of our own script, and not more of them than a counter has."""

MOST_DIGITS = 9


def whole(text: str | None, unless: int = 0) -> int:
    """The number, or `unless` for whatever is none: "²" and "٣" are digits to Python, and 5,000 of them a fault."""
    said = text or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else unless
