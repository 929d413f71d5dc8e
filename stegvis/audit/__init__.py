"""Append-only: who looked, who changed, what was refused.

Rows hold strings, not foreign keys, so that everyone can stand on this room. The application never
reads the log to decide anything.
"""
