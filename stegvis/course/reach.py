"""What a resident can get to right now: pure look-ups over plan and unfolding, used by pages and actions."""


class CannotReach(Exception):
    """The thing exists for nobody here, or not now."""
