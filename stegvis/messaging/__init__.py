"""Secure messages between a resident and the staff of one enrolment.

Whether a program has messages is the program's choice; that a message was sent is a fact on the walk.
"""
