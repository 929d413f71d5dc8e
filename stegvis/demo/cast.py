"""The people one can sign in as in demo mode, with a sentence on what each of them has to show."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from stegvis.access.identity import read_number
from stegvis.access.models import Account, StaffProfile
from stegvis.access.models.people import number_hash
from stegvis.demo.content import people
from stegvis.demo.content.shapes import Staff
from stegvis.demo.laying.persons import free_people
from stegvis.web.entrance.demo_cast import CastMember


def cast() -> list[CastMember]:
    """Everybody one can be, by group; nobody before the region is laid out. Two queries."""
    staff = list(_staff())
    groups = [_residents(), *([each for group, each in staff if group == wanted] for wanted in range(4))]
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
            yield CastMember(raw["slug"], name, _("Invånare"), raw["sentence"], str(accounts[key]))


def _staff() -> Iterator[tuple[int, CastMember]]:
    """Each with the place of the group in the list of groups."""
    wanted = [raw["hsa_id"] for raw in people.STAFF]
    accounts = dict(StaffProfile.objects.filter(hsa_id__in=wanted).values_list("hsa_id", "account_id"))
    for raw in people.STAFF:
        if raw["hsa_id"] in accounts:
            group, title = _group(raw)
            name = f"{raw['given']} {raw['family']}"
            yield (
                group,
                CastMember(raw["slug"], name, title, raw["sentence"], str(accounts[raw["hsa_id"]]), raw["title"]),
            )


def _group(raw: Staff) -> tuple[int, str]:
    kinds = {hat["kind"] for hat in raw["hats"]}
    if "publisher" in kinds:
        return 1, _("Designer")
    if "provider" in kinds:
        return 2, _("Regional samordnare")
    if "commission" in kinds:
        return 0, _("Behandlare och enhet")
    return 3, _("Anställd utan uppdrag")
