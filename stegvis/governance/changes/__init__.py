"""Change requests: how a new version begins."""
