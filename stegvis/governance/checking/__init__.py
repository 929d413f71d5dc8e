"""Checks on a candidate, and what somebody has let pass with name and reason."""
