"""The people one can sign in as in demo mode, with a sentence on what each of them has to show."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from stegvis.access.identity import read_number
from stegvis.access.models import Account, StaffProfile
from stegvis.access.models.people import number_hash
from stegvis.demo.content import people
from stegvis.demo.content.shapes import Staff
from stegvis.demo.laying.opened import BEGUN, MOVED
from stegvis.demo.laying.persons import free_people, on_their_own
from stegvis.web.entrance.demo_cast import CastMember


def cast() -> list[CastMember]:
    """Everybody one can be, by group; nobody before the region is laid out. Two queries."""
    staff = list(_staff())
    groups = [
        [*_residents(), *_by_themselves()],
        *([each for group, each in staff if group == wanted] for wanted in range(6)),
    ]
    return [member for group in groups for member in group]


def free_numbers(count: int = 3) -> list[tuple[str, str]]:
    """Numbers, as people write them, and names of some whom nobody treats: to start a program for somebody new."""
    return [(read_number(number).display, f"{given} {family}") for number, given, family in free_people()[:count]]


def _residents() -> Iterable[CastMember]:
    shown = {number_hash(read_number(raw["identity_number"])): raw for raw in people.residents() if raw["sentence"]}
    rows = Account.objects.filter(resident=True, person__number_hash__in=list(shown))
    accounts = dict(rows.values_list("person__number_hash", "pk"))
    for key, raw in shown.items():
        if key in accounts:
            name = f"{raw['given']} {raw['family']}"
            slug, first = raw["slug"], _first(raw["slug"])
            yield CastMember(slug, name, _("Invånare"), raw["sentence"], str(accounts[key]), first=first)


def _by_themselves() -> Iterable[CastMember]:
    """Whoever has no unit: one who has begun an open program, and one who lives elsewhere."""
    sentences = {
        BEGUN: _("Har inget program på en enhet. Går Sov bättre på egen hand, som är öppet för alla."),
        MOVED: _(
            "Bor i en annan region. Får veta vänligt att öppna program här inte är öppna för den som bor någon annanstans."
        ),
    }
    for place, sentence in sentences.items():
        number, given, family = on_their_own()[place]
        account = Account.objects.filter(resident=True, person__number_hash=number_hash(read_number(number))).first()
        if account is not None:
            slug = "oppen" if place == BEGUN else "flyttad"
            yield CastMember(slug, f"{given} {family}", _("Invånare"), sentence, str(account.pk), first=_first(slug))


def _staff() -> Iterator[tuple[int, CastMember]]:
    """Each with the place of the group in the list of groups."""
    wanted = [raw["hsa_id"] for raw in people.STAFF]
    accounts = dict(StaffProfile.objects.filter(hsa_id__in=wanted).values_list("hsa_id", "account_id"))
    for raw in people.STAFF:
        if raw["hsa_id"] in accounts:
            group, title = _group(raw)
            name = f"{raw['given']} {raw['family']}"
            account, first = str(accounts[raw["hsa_id"]]), _first(raw["slug"])
            yield group, CastMember(raw["slug"], name, title, raw["sentence"], account, raw["title"], first)


def _first(slug: str) -> str:
    """What a newcomer tries as this person; empty for all but the few to begin with."""
    return {
        "elias-norberg": _("Är mitt i Sov bättre. Svara på veckans frågor, gå ett steg vidare och se kurvan."),
        "daniel-osei": _("Behandlar Elias. Läs en övning som har kommit in, se svaren som graf och öppna nästa modul."),
        "maja-lindgren": _("Bygger program. Ändra något i Lugnare dagar och gå igenom det som invånaren ser det."),
        "ingrid-palm": _("Samordnar regionen. Se allt som är på väg på tavlan, och slutgranska Rökfri i egen takt."),
    }.get(slug, "")


def _group(raw: Staff) -> tuple[int, str]:
    kinds = {hat["kind"] for hat in raw["hats"]}
    if any("support" in hat["roles"] for hat in raw["hats"]):
        return 3, _("Support")
    if any("log_reviewer" in hat["roles"] for hat in raw["hats"]):
        return 3, _("Loggranskare")
    if "publisher" in kinds:
        return 1, _("Designer")
    if "provider" in kinds:
        return 2, _("Regional samordnare")
    if "commission" in kinds:
        return 0, _("Behandlare och enhet")
    if "employee" in kinds:
        return 4, _("Med i utvecklingen")
    return 5, _("Anställd utan uppdrag")
