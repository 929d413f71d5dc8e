"""The changing door of support, one noun a file."""
