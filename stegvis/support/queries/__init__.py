"""The reading door of support, one noun a file. Actor first."""

from stegvis.support.queries.wishes import wishes_of

__all__ = ["wishes_of"]
