"""A resident's objections, and what of the record was handed out to whom."""
