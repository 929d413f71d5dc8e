"""Being told: what is new, by which ways, about what, and proving that an address is one's own."""
