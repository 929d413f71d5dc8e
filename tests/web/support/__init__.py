"""Pages of help and support."""
