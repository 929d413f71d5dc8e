"""A frozen document looked through: every check run, each finding in words and with its place.

running.py: run and remembered by hash · words.py: a sentence per code · places.py: where it stands.
"""

from stegvis.catalogue.checking.places import Place, place_of
from stegvis.catalogue.checking.running import Checked, checked, node_hash
from stegvis.catalogue.checking.words import AREA_NAMES, lapse_words

__all__ = ["AREA_NAMES", "Checked", "Place", "checked", "lapse_words", "node_hash", "place_of"]
