"""Who may report incidents, work with them and close them. Pure but for the tasks of the incident."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.law.kinds import INCIDENT_TRANSITIONS, IncidentState
from stegvis.law.models import Incident


def may_report(actor: Actor, provider: CareProvider) -> Verdict:
    """Every member of the provider's staff."""
    here = actor.can("incident:report") and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if here else Verdict.not_found()


def handles(actor: Actor, incident: Incident) -> bool:
    """Whether the actor handles the provider's incidents."""
    here = actor.hat.provider_id == str(incident.provider_id)
    return here and actor.hat.kind is HatKind.POST and actor.can("incident:handle")


def answers_for(actor: Actor, incident: Incident) -> bool:
    """Whether the actor was made responsible for it."""
    here = actor.hat.provider_id == str(incident.provider_id)
    return here and actor.can("incident:report") and str(incident.responsible_id) == actor.account_id


def may_work(actor: Actor, incident: Incident) -> Verdict:
    """Those who handle incidents, and who is responsible for this one, while it stands open."""
    if not (handles(actor, incident) or answers_for(actor, incident)):
        return Verdict.not_found()
    if incident.state == IncidentState.CLOSED:
        return Verdict.no(_("Incidenten är avslutad. Ta upp den igen först."))
    return Verdict.yes()


def may_handle(actor: Actor, incident: Incident) -> Verdict:
    """Those who handle incidents, while it stands open."""
    return may_work(actor, incident) if handles(actor, incident) else Verdict.not_found()


def may_note(actor: Actor, incident: Incident) -> Verdict:
    """Whoever has a part in it may tell more, while it stands open."""
    if not has_part(actor, incident):
        return Verdict.not_found()
    if incident.state == IncidentState.CLOSED:
        return Verdict.no(_("Incidenten är avslutad. Ta upp den igen först."))
    return Verdict.yes()


def may_read(actor: Actor, incident: Incident) -> Verdict:
    """Whoever has a part in it."""
    return Verdict.yes() if has_part(actor, incident) else Verdict.not_found()


def has_part(actor: Actor, incident: Incident) -> bool:
    """Who reported it, who is responsible, who was asked to do something; and those who handle the provider's."""
    if handles(actor, incident):
        return True
    here = actor.can("incident:report") and actor.hat.provider_id == str(incident.provider_id)
    if not here:
        return False
    named = {str(incident.reported_by_id), str(incident.responsible_id)}
    return actor.account_id in named or incident.tasks.filter(owner_id=actor.account).exists()


def may_close(actor: Actor, incident: Incident) -> Verdict:
    """Those who handle incidents."""
    return _moved(actor, incident, IncidentState.CLOSED, _("Incidenten är redan avslutad."))


def may_reopen(actor: Actor, incident: Incident) -> Verdict:
    """The same, what was closed."""
    return _moved(actor, incident, IncidentState.ONGOING, _("Incidenten är inte avslutad."))


def _moved(actor: Actor, incident: Incident, to: IncidentState, already: object) -> Verdict:
    if not handles(actor, incident):
        return Verdict.not_found()
    if to not in INCIDENT_TRANSITIONS[IncidentState(incident.state)]:
        return Verdict.no(str(already))
    return Verdict.yes()
