"""From one version of a program to another, while residents are in the middle of it.

`severity` says how much a new version changes. Pure, like all of `program`.
"""

from stegvis.program.upgrading.severity import Judged, MajorBecause, MajorReason, Severity, severity

__all__ = ["Judged", "MajorBecause", "MajorReason", "Severity", "severity"]
