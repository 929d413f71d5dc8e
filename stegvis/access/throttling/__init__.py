"""How fast one visitor may ask for what is dear or dangerous: a leaky bucket each, kept in the database for all processes.

`bucket` is the arithmetic, `visitors` says who it is, `taking` keeps the buckets. Which addresses are held to which limit
stands in config/throttles.py, and how much each lets through in the settings (docs/operations.md).
"""
