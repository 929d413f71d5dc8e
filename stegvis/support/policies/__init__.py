"""Who may do what in support, and when. Pure."""
