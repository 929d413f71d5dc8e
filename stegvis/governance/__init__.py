"""The way of a program: from somebody's idea to a version in the catalogue, with who, when, decision and reason.

Nothing here is about a resident, and nothing here reads a patient.
"""
