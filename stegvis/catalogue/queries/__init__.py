"""The reading door of the catalogue. Actor first, where it matters who looks."""

from stegvis.catalogue.queries.shelved import (
    candidate,
    candidates,
    distribution,
    distributions_of,
    media,
    newest_version,
    placements,
    program_by_code,
    programs,
    recently_distributed,
    startable,
    version,
    version_before,
    versions,
)

__all__ = [
    "candidate",
    "candidates",
    "distribution",
    "distributions_of",
    "media",
    "newest_version",
    "placements",
    "program_by_code",
    "programs",
    "recently_distributed",
    "startable",
    "version",
    "version_before",
    "versions",
]
