"""Everything that shows Stegvis works; a mirror of stegvis/, the house tests and the browser journeys."""
