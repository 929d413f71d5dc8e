"""Treatment on a unit: enrolments, therapists, flags, feedback, who may open whom.

The walk itself is `course`'s; messages are `messaging`'s.
"""
