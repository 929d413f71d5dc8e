"""Nominations: the region's form, the answers, the papers that follow."""
