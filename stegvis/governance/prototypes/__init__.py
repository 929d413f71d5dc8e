"""Prototypes: a draft shown to the working group in rounds, walked as resident and as staff, talked about in place.

kinds.py: words and states · places.py: where in a document somebody points · people.py: who speaks · policies.py ·
queries.py and carried.py: reading, and what follows along to the next round · rounds.py, pins.py, trying.py,
testers.py, meeting.py: the doors that change · summary.py: what came out of a round.
"""
