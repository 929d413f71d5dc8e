"""Stegvis: programs for patients and residents, from an idea to the last measurement."""
