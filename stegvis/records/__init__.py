"""What is kept of a person, for how long, and what they have the right to get: rules, holds, destruction, extracts.

Stands above both wings, since a record lies in several rooms. Nobody reads a record here but in an extract, which says so.
"""
