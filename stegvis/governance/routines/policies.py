"""Who may write and establish the routine of a program."""

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.governance.kinds import Party, Stage
from stegvis.governance.models import Initiative
from stegvis.governance.policies import may_as

# Also after publication: a routine may need to be mended without a new version of the program.
_write = may_as(Party.OWNER, Party.DESIGNER, Party.MEMBER, Party.COORDINATOR, while_running=False)
_establish = may_as(Party.OWNER, Party.COORDINATOR, while_running=False)
_ENDED = {Stage.DECLINED, Stage.WITHDRAWN, Stage.ANOTHER_SERVICE}


def may_write_routine(actor: Actor, initiative: Initiative) -> Verdict:
    """Everybody who makes the program."""
    verdict = _write(actor, initiative)
    return _ready(initiative) if verdict else verdict


def may_establish_routine(actor: Actor, initiative: Initiative) -> Verdict:
    """The owner or the coordinator: it is what the units are given."""
    verdict = _establish(actor, initiative)
    return _ready(initiative) if verdict else verdict


def _ready(initiative: Initiative) -> Verdict:
    if initiative.stage in _ENDED:
        return Verdict.no(_("Arbetet är avslutat. Det går att läsa men inte att ändra."))
    if initiative.program_id is None:
        return Verdict.no(_("Rutinen skrivs när programmet är påbörjat. Designern börjar det i studion."))
    return Verdict.yes()
