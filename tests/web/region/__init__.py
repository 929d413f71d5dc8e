"""Tests of web/region."""
