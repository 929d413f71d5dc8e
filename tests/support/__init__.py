"""The room of support."""
