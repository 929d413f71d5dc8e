"""Questionnaires: their engine, their stored versions and how they are answered.

What a program does with a result, and who is told, is decided in rooms above.
"""
