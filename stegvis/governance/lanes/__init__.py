"""Short lanes: bringing in a program with the decisions it has, and taking over another region's."""
