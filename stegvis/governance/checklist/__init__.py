"""The checklist "Checklista skapa program": the region's list, what verifies itself, and what people have ticked.

kinds.py: who ticks, what is verified, what a tick leans on · default.py: the list where a region has none of its own ·
leaning.py: hashes of parts · verifying.py: what the system sees by itself · standing.py: a list as it stands ·
policies.py, queries.py, actions.py as in every room.
"""
