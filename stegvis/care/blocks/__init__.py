"""Blocks between units, and what is opened over them (PDL 4:4; safety rule 11).

All that a unit's own staff see is their own unit's: a block shuts nothing of that, and no flag is ever held back by one.
What stands on the provider's other units is opened by an active choice, and where the resident has blocked it, by consent
or in an emergency.
"""
