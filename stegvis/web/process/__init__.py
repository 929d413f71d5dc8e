"""Pages of the process, for everybody who takes part in making a program: from the one with an idea to the council.

Nothing about residents is read or shown here.
"""
