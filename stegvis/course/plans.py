"""The plan that a course is unfolded by: its document's, with what it carries from versions before (docs/adr/0012)."""

from stegvis.catalogue.freezing import plan_of
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing
from stegvis.program.upgrading import plan_for


def plan_by(document_id: str, standing: Standing) -> Plan:
    """The plan of a course that stands so, by the document on its row. Raises CannotOpenDocument."""
    return plan_for(standing, document_id, plan_of)
