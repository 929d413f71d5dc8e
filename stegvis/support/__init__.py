"""Support: cases from anybody, regional documents, training of staff, bulletins to units, and the unit for practice.

Stands above both wings. Nothing here reads what a resident has answered or written; a case that holds an identity
number is refused before it is kept.
"""
