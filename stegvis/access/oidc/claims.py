"""From claims to a verified person, or a refusal with its code. Pure: nothing is looked up here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stegvis.access.identity import CannotReadNumber, IdentityNumber, read_number
from stegvis.access.kinds import NumberType, Purpose
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.providers import Provider

MOST_COMMISSIONS = 200
LONGEST_NAME = 100
LONGEST_TEXT = 200
LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Vouched:
    """Somebody whom a provider vouches for: who says so, by which subject, at which level."""

    issuer: str
    subject: str
    level: int
    given_name: str
    family_name: str


@dataclass(frozen=True, slots=True)
class VerifiedResident(Vouched):
    """A resident, by number; with the coordination number that came before it, where there was one."""

    number: IdentityNumber
    earlier: IdentityNumber | None = None


@dataclass(frozen=True, slots=True)
class ToldCommission:
    """One commission as the claims have it. HSA-ids are in capitals."""

    hsa_id: str
    name: str
    purpose: Purpose
    rights: tuple[str, ...]
    unit_hsa_id: str
    unit_name: str
    provider_hsa_id: str


@dataclass(frozen=True, slots=True)
class VerifiedStaff(Vouched):
    """A member of staff by HSA-id, with the commissions that count in this sign-in."""

    hsa_id: str
    commissions: tuple[ToldCommission, ...] = ()
    # How many commissions came without what is needed to use them.
    unreadable: int = 0


def resident_from(said: Mapping[str, Any], provider: Provider, level: int) -> VerifiedResident:
    """Who a resident is. Raises Stopped."""
    name = provider.claims
    personal, coordination = said.get(name["personal_number"]), said.get(name["coordination_number"])
    if _given(personal) and _given(coordination):
        raise Stopped(Refusal.NUMBER_BOTH)
    if _given(personal):
        number = _number(personal, NumberType.PERSONNUMMER)
    elif _given(coordination):
        number = _number(coordination, NumberType.SAMORDNINGSNUMMER)
    elif any(_given(said.get(claim)) for claim in provider.mapped):
        raise Stopped(Refusal.NUMBER_MAPPED)
    else:
        raise Stopped(Refusal.NUMBER_MISSING)
    previous = said.get(name["previous_coordination_number"])
    return VerifiedResident(
        issuer=provider.issuer,
        subject=said["sub"],
        level=level,
        given_name=_name(said.get(name["given_name"])),
        family_name=_name(said.get(name["family_name"])),
        number=number,
        earlier=_number(previous, NumberType.SAMORDNINGSNUMMER) if _given(previous) else None,
    )


def _given(value: object) -> bool:
    return value is not None and value != ""


def _number(value: object, kind: NumberType) -> IdentityNumber:
    """Twelve digits of exactly that kind: a claim of one kind that holds another is not to be believed."""
    if not isinstance(value, str) or not value.isascii():
        raise Stopped(Refusal.NUMBER_WRONG)
    try:
        number = read_number(value)
    except CannotReadNumber as error:
        raise Stopped(Refusal.NUMBER_WRONG) from error
    if number.type is NumberType.RESERVNUMMER:
        raise Stopped(Refusal.NUMBER_RESERVE)
    if number.type is not kind or number.value != value:
        raise Stopped(Refusal.NUMBER_WRONG)
    return number


def _name(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or not text.isprintable():
        raise Stopped(Refusal.NAME_MISSING)
    return text[:LONGEST_NAME]


def staff_from(said: Mapping[str, Any], provider: Provider, level: int) -> VerifiedStaff:
    """Who a member of staff is, and with which commissions. Raises Stopped."""
    name = provider.claims
    hsa_id = _id(said.get(name["hsa_id"]))
    if not hsa_id:
        raise Stopped(Refusal.HSA_ID_MISSING)
    rows = said.get(name["commissions"])
    if rows is None:
        # A provider where the commission was chosen before: its claims stand beside the person's own.
        rows = [said] if _given(said.get(name["commission_id"])) else []
    if not isinstance(rows, list) or len(rows) > MOST_COMMISSIONS:
        raise Stopped(Refusal.NO_COMMISSION)
    read = [_commission(row, name) for row in rows]
    return VerifiedStaff(
        issuer=provider.issuer,
        subject=said["sub"],
        level=level,
        given_name=_name(said.get(name["given_name"])),
        family_name=_name(said.get(name["family_name"])),
        hsa_id=hsa_id,
        commissions=tuple({each.hsa_id: each for each in read if each is not None}.values()),
        unreadable=sum(each is None for each in read),
    )


def _commission(row: object, name: Mapping[str, str]) -> ToldCommission | None:
    """None where something is missing: without its unit, provider or purpose a commission opens nothing."""
    if not isinstance(row, Mapping):
        return None
    told = {key: row.get(name[key]) for key in ("commission_id", "unit_id", "provider_id")}
    ids = {key: _id(value) for key, value in told.items()}
    purpose = _purpose(row.get(name["commission_purpose"]))
    if not all(ids.values()) or purpose is None:
        return None
    return ToldCommission(
        hsa_id=ids["commission_id"],
        name=_text(row.get(name["commission_name"])),
        purpose=purpose,
        rights=_rights(row.get(name["commission_right"])),
        unit_hsa_id=ids["unit_id"],
        unit_name=_text(row.get(name["unit_name"])),
        provider_hsa_id=ids["provider_id"],
    )


def _id(value: object) -> str:
    """An HSA-id, in capitals: the directory does not tell them apart by case."""
    text = value.strip().upper() if isinstance(value, str) else ""
    return text if text and len(text) <= LONGEST_ID and text.isascii() and text.isprintable() else ""


def _text(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text[:LONGEST_TEXT] if text.isprintable() else ""


def _purpose(value: object) -> Purpose | None:
    text = _text(value).casefold()
    return next((each for each in Purpose if each.value.casefold() == text), None)


def _rights(value: object) -> tuple[str, ...]:
    """`Läsa;alla;SJF`, one or several; compared without regard to case, so kept in small letters."""
    rows = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(_text(row).casefold() for row in rows[:50] if _text(row)))
