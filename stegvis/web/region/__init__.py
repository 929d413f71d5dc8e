"""Pages of the regional coordinator: what waits, what a program contains, where it is used.

Nothing about residents is read or shown here.
"""
