"""Where a demo sends: to a table, shown on a page of the demo. The same id is the same sending."""

from uuid import UUID

from stegvis.lib.clock import utc_now
from stegvis.notifications.channels.outcome import Outcome, Sent
from stegvis.notifications.kinds import ChannelKind
from stegvis.notifications.models import LocalSending
from stegvis.notifications.texts import Words


class Local:
    """Writes what would have left."""

    waits = False

    def __init__(self, kind: ChannelKind) -> None:
        self.kind = kind

    def send(self, delivery_id: UUID, address: str, words: Words) -> Outcome:
        """Keep it, once for each id."""
        kept = {"kind": self.kind, "address": address, "text": words.body, "sent_at": utc_now()}
        LocalSending.objects.get_or_create(id=delivery_id, defaults=kept)
        return Sent("local")
