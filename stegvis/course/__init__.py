"""One person's walk through one version: facts, answers, effects, worlds, the worker's round.

Knows nothing of units or staff: `care` adds those. Whatever happens is a fact; everything else is
worked out from the facts by `program`.
"""
