"""Roles as a whole provider has them: why they are given, who has too few of which, and the quarterly review."""
