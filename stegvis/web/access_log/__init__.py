"""The access log as people read it: the resident's own page, the review, blocks and openings over them."""
