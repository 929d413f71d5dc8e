"""A program in one file, from one region to another: document, files, questionnaires, and where it comes from.

packing.py writes it, reading.py opens it again and trusts nothing, taking.py keeps what was read.
"""

from stegvis.catalogue.packages.packing import may_pack, pack
from stegvis.catalogue.packages.reading import CannotOpenPackage, Package, open_package
from stegvis.catalogue.packages.taking import CannotTake, keep_package, may_take, take_over

__all__ = [
    "CannotOpenPackage",
    "CannotTake",
    "Package",
    "keep_package",
    "may_pack",
    "may_take",
    "open_package",
    "pack",
    "take_over",
]
