"""Two programs that are open for everyone, and on what terms. Content only."""

from stegvis.demo.content.open.nar_allt_ar_nytt import PROGRAM as NEW
from stegvis.demo.content.open.sov_pa_egen_hand import PROGRAM as SLEEP

AREA = "\n".join(("9901 Klarfors", "9902 Vretinge", "9903 Sundhamra", "9904 Almby"))
SITES = "https://www.vanersund.example"
CONTROLLER = (
    "Regionstyrelsen i Region Vänersund, organisationsnummer 232100-0000. Dataskyddsombudet når du på "
    "dataskydd@vanersund.example."
)
LEGAL_BASIS = (
    "Du ber själv om programmet. Vi behandlar dina uppgifter med ditt samtycke (dataskyddsförordningen, artikel 6.1 a "
    "och 9.2 a). Du tar tillbaka det genom att ta bort det du har fyllt i."
)
# Where a resident of the demo lives, by turns; and where those live who have moved away.
TOWNS = ("9901", "9902", "9903", "9904")
ELSEWHERE = "9999"

__all__ = ["AREA", "CONTROLLER", "ELSEWHERE", "LEGAL_BASIS", "NEW", "SITES", "SLEEP", "TOWNS"]
