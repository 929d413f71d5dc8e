"""The resident proves an address with the code that was sent to it."""

from datetime import datetime

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.notifications.actions.proving import Proof, new_code, prove
from stegvis.notifications.models import Address
from stegvis.notifications.policies import may_prove

REASON = "the proved address takes the place of the person's old one"


@action("address:send_code", may=may_prove)
def send_code(address: Address, *, now: datetime, language: str, by: Actor) -> None:
    """Send a new code; the one before is worth nothing. Raises CannotSend. A proved address needs none."""
    if address.verified_at is None:
        new_code(address, address.kind, address.value, {"person_id": address.person_id}, language, now)


@action("address:verify", may=may_prove)
def verify(address: Address, digits: str, *, now: datetime, by: Actor) -> Proof:
    """Prove an address; when right, it takes the old one's place. A wrong attempt is counted, so it is no exception."""
    if address.verified_at is not None:
        return Proof.TOO_LATE
    proof = prove(address, digits, now)
    if proof is Proof.RIGHT:
        old = Address.objects.without_asking_who_because(REASON).filter(person_id=address.person_id, kind=address.kind)
        old.filter(verified_at__isnull=False).delete()
        address.verified_at = now
        address.save(update_fields=["verified_at"])
    return proof
