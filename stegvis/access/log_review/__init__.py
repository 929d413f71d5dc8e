"""Reviewing the log: search, random checks that are documented, and hints of what may deserve a question.

An access administrator reviews the own unit's log; a log reviewer the provider's. No hint says that anything was wrong.
"""
