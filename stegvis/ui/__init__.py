"""The design system: shells, components, icons and charts that every page is built from.

Nothing here knows about programs, people or units; callers hand in plain values.
"""
