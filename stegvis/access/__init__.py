"""Who exists, where they work, what they may do: organisations, people, hats, doors, sign-in.

Knows nothing of programs or treatment.
"""
