"""The pure room of the program: what it is, how it unfolds in time, what is wrong.

Plain Python. No Django, no clock, no input or output, no randomness: the time
is always handed in as ``now``, and the same arguments give the same answer.
"""
