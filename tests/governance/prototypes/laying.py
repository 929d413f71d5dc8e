"""An initiative in design with a small program, a group, and rounds of it. Through the doors."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import keep_document
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import MemberKind, Stage
from stegvis.governance.models import Initiative, PrototypeRound
from stegvis.governance.prototypes.rounds import open_round
from stegvis.lib.clock import local_day
from stegvis.program.document import Document
from tests.cast import Cast
from tests.governance.making import initiative
from tests.programs import a_document


@dataclass
class Shown:
    """The work on a program, and the document that its designer has now."""

    cast: Cast
    work: Initiative
    document: Document

    def round(self, **changes: Any) -> PrototypeRound:
        """Show the document as it stands to the group."""
        self.document = replace(self.document, **changes) if changes else self.document
        now = real_now()
        frozen = keep_document(self.document, now=now)
        found: PrototypeRound = open_round(
            self.work, frozen.hash, due_on=due(now), note="Titta på första modulen.", now=now, by=self.cast.disa
        )
        return found


def due(now: datetime) -> date:
    """The last day of a round that is opened now."""
    return local_day(now) + timedelta(days=14)


def shown(cast: Cast, **changes: Any) -> Shown:
    """In design: built by disa at Verkstaden, owned by tina; tor (care) and emil in the group."""
    now = real_now()
    members = {"tor": MemberKind.CARE, "emil": MemberKind.OTHER}
    work = initiative(cast, Stage.DESIGN, members=members, **changes)
    work.program = catalogue.register_program(
        cast.places["verkstaden"], a_document().program, "Sov bättre", now=now, by=cast.disa
    )
    work.save(update_fields=["program"])
    return Shown(cast, work, a_document())
