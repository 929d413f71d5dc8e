"""Notices: one neutral sentence to one person, by the channels they chose; and staff's neutral channels."""
