"""Pages of prototypes: for staff below /utveckling/, and for an invited tester below /prova/<link>/.

visit.py: who looks at which round, from where · round.py, opening.py: the round · pins.py: what is said · steps.py: every
step with its pins · trying.py, walking.py: walking as the resident, on the resident's own pages · as_staff.py: what
staff would see of that walk · meeting.py · testers.py · summing.py · staff.py and guest.py: the addresses' views.
"""
