"""From a frozen candidate to the catalogue: proposed, reviewed with eyes of one's own, cleared, published."""
