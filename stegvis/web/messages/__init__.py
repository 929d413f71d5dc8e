"""The conversation between a resident and the unit, as both sides' pages show it and write in it."""
