"""The legal ground of a program, which is demanded before it is handed out on the pages."""

from stegvis.access.models import CareProvider
from stegvis.catalogue.models import Program
from stegvis.law.actions.editions import settle_ground
from stegvis.law.kinds import GroundKind
from stegvis.law.policies.editions import Used
from stegvis.lib.clock import utc_now
from tests.cast import Cast


def grounded(cast: Cast, program: Program, provider: CareProvider | None = None, *, by: str = "kaj") -> None:
    """Care, at the provider of whoever says so."""
    used = Used(program, provider or cast.ett)
    settle_ground(used, GroundKind.CARE, used.provider.name, "Patientdatalagen.", now=utc_now(), by=cast.actor(by))
