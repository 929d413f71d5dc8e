"""Open programs: found without an invitation, begun, left and removed by the resident alone (safety rule 6).

The walk is `course` and nothing more: an import contract keeps care and messages out. Its pages are `web.walking`'s.
"""
