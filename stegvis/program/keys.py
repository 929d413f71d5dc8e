"""The names of occasions and effects: rule id, ordinal, kind, restart epoch.

Never a date: a moved start or a late worker must not give the same thing a second name.
"""

from stegvis.lib.canonical import sha256_hex

LONGEST_PLACE = 100


def occasion_key(measurement_id: str, ordinal: int, epoch: int) -> str:
    """The name of one planned occasion of a measurement."""
    return f"{measurement_id}.{ordinal}.e{epoch}"


def step_occasion_key(block_id: str, epoch: int) -> str:
    """The name of the answering of a questionnaire that stands inside a step."""
    return occasion_key(block_id, 1, epoch)


def diary_key(block_id: str, entry_id: str) -> str:
    """The name of one entry of a diary, the same through its corrections. Never taken for an occasion's."""
    return f"{block_id}.d{entry_id}"


def effect_key(rule_id: str, ordinal: int, kind: str, epoch: int) -> str:
    """The name of something that happens once."""
    return f"{rule_id}.{ordinal}.{kind}.e{epoch}"


def danger_key(occasion: str, rule: str, item: str) -> str:
    """The name of one flag: the same whether the answer was sent or not.

    A question deep in rows has a long name; then its hash stands for it, so that the name fits its column.
    """
    place = f"{rule}.{item}"
    if len(place) > LONGEST_PLACE:
        place = sha256_hex(place.encode())
    return f"{occasion}.{place}.danger_flag"
