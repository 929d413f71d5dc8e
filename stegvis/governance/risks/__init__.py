"""The risk analysis of an initiative: a region's template, rows that lean on places in the program, who has signed.

kinds.py: enums · template.py: the template as a value · staleness.py: what a changed program does to it (pure) ·
signing.py: who must have contributed and signed (pure) · policies, queries, actions.
"""
