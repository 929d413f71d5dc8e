"""What the law asks each provider to keep: an incident, information to residents, an objection, a disclosure."""

from datetime import timedelta
from typing import Any

from stegvis.care.kinds import DisclosureDecision, DisclosureGround, ObjectionKind, Recipient
from stegvis.care.rights import actions as rights
from stegvis.care.rights.policies import Against
from stegvis.law.actions import editions, incidents
from stegvis.law.actions.incidents import Reported
from stegvis.law.kinds import IncidentKind
from stegvis.lib.clock import local_day, utc_now


def lay_law(world: Any) -> None:
    """One of each for both providers. The residents have been shown what was published."""
    cast, now = world.cast, utc_now()
    for provider, keeper, who, therapist in (("ett", "kaj", "rita", "tina"), ("tva", "klas", "ragnar", "ove")):
        place, by = cast.places[provider], cast.actor(keeper)
        said = Reported([IncidentKind.BREACH], f"Incident hos {provider}", "Något.", now, f"matrix-incident-{provider}")
        made = incidents.report(place, said, now=now, by=by)
        incidents.ask(made, "Ta reda på mer.", by.account, local_day(now), "matrix", now=now, by=by)
        world.kept["incident", provider] = made
        world.kept["incident task", provider] = made.tasks.get()
        edition = editions.begin_information(place, now=now, by=by)
        editions.publish_information(edition, 1, now=now, by=by)
        world.kept["information", provider] = edition
        assessed = editions.begin_impact(place, now=now, by=by)
        editions.publish_impact(assessed, [], 0, 1, now=now, by=by)
        world.kept["impact", provider] = assessed
        row = world.runs[who].enrolment
        against = Against(row.course.person, row.unit.provider)
        by_self = cast.actor(who)
        world.kept["objection", who] = rights.note(
            against, ObjectionKind.OTHER, "Att någon läser mina svar i utbildning.", now=now, by=by_self
        )
        today = local_day(now) - timedelta(days=1)
        asked = rights.Asked(
            today, Recipient.CARE, "En vårdcentral", "Svaren", DisclosureGround.CARE, "Inga men.",
            DisclosureDecision.RELEASED, "", "Chefen", today, f"matrix-{who}",
        )  # fmt: skip
        rights.record(row, asked, now=now, by=cast.actor(therapist))
