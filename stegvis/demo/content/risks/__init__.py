"""Risk analyses of the demo's programs. Data only; what a row leans on is a hint that the laying looks up.

Hints: "danger" every danger rule · "asked:<key>" · "question:<key>#<link id>" · "measure:<key>" · "module:<n>" ·
"opens:<n>" · "reminders" · "flags" · "phases", or a place as it is.
"""

from stegvis.demo.content.risks.folj_upp import FOLJ_UPP
from stegvis.demo.content.risks.rorelse import RORELSE
from stegvis.demo.content.risks.shapes import Risk
from stegvis.demo.content.risks.somn import SOMN

BY_PROGRAM: dict[str, tuple[Risk, ...]] = {
    "sov-battre": SOMN,
    "rorelse-vid-artros": RORELSE,
    "folj-upp-maendet": FOLJ_UPP,
}

__all__ = ["BY_PROGRAM", "Risk"]
