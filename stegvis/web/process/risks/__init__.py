"""The risk analysis on pages: the whole, a row, the meeting, an uploaded one, papers. forms.py reads what is typed."""
