"""The rules of the house, enforced instead of remembered."""
