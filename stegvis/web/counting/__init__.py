"""Statistics as a page and as a file: the same for a unit, a provider and one program."""
