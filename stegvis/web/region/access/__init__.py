"""Everybody's access at a provider: roles at every level, why they are given, and the quarterly review."""
