"""One set of sent answers with its scores for another system: a FHIR R4 Bundle of what belongs together."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django.utils.timezone import get_current_timezone, localtime

from stegvis.access.identity import IdentityNumber
from stegvis.access.kinds import NumberType
from stegvis.course.corrected import NOTHING_WRONG, Wrong
from stegvis.course.queries import Response
from stegvis.lib import switches
from stegvis.questionnaires.engine import Definition, settle
from stegvis.questionnaires.fhir import About, Identity, as_json, export_response, export_scores
from stegvis.web.marking import mode_of

KIND = "application/fhir+json; charset=utf-8"
# Under what name each kind of number is known between systems. They are never mixed.
SYSTEMS = {
    NumberType.PERSONNUMMER: "http://electronichealth.se/identifier/personnummer",
    NumberType.SAMORDNINGSNUMMER: "http://electronichealth.se/identifier/samordningsnummer",
    NumberType.RESERVNUMMER: "urn:oid:1.2.752.113.11.0.2.1.1.1",
}


def response_bundle(
    definition: Definition, row: Response, number: IdentityNumber, language: str, wrong: Wrong = NOTHING_WRONG
) -> dict[str, Any]:
    """The response and, where the installation has scores, an Observation for each of them that counts."""
    pk: UUID = row.pk
    person = Identity(SYSTEMS[number.type], number.value)
    about = About(
        authored=localtime(row.sent_at or row.saved_at),
        zone=get_current_timezone(),
        amended=row.amends_id is not None,
        wrong=wrong.whole,
        left_out=_left_out(definition, row.answers, wrong),
        mode=mode_of(row),
        subject=person,
        source=person,
        identifier=Identity("urn:ietf:rfc:3986", pk.urn),
        language=language,
    )
    entries = [{"fullUrl": pk.urn, "resource": export_response(definition, row.answers, about)}]
    scores = export_scores(definition, row.answers, about, response=pk.urn) if switches.scores() else []
    entries += [
        {"fullUrl": uuid5(pk, rule.code).urn, "resource": made}
        for rule, made in zip(definition.scores, scores, strict=False)
        if not wrong.voids(definition, rule.code)
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _left_out(definition: Definition, answers: Mapping[str, Any], wrong: Wrong) -> frozenset[str]:
    """The places of what is marked as wrong, and of what was calculated from it."""
    if wrong.whole or not wrong.places:
        return wrong.places
    holds = wrong.in_(definition).holds
    return frozenset(place.key for place in settle(definition, answers).places if holds(place.key))


def as_bytes(bundle: dict[str, Any]) -> bytes:
    """The bundle as JSON, decimals exact."""
    return as_json(bundle).encode()
