"""The template tags, grouped by what they are for. `{% load ui %}` loads all of them.

Each tag turns its arguments into plain values for one template in `ui/components/`.
Tags take no decisions about people or programs.
"""
