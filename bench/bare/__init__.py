"""The yardstick: the smallest Django project that signs somebody in, reads one row and shows a 5 KB page.

It stands under the same server and on the same kind of database as Stegvis, so that what differs is ours.
"""
