"""The catalogue that every member of staff reads: search, a program's page, trying it as a resident.

Those who look after a program change here what the catalogue says of it, and to whom it is offered. No resident is
read or shown here.
"""
