"""Tests of web/media."""
