"""Plain Python that every room may use: clock, canonical bytes, encryption, classification.

Only `fields` knows Django; nothing here knows what Stegvis is about.
"""
