"""Who may keep what the law asks for. Pure."""
