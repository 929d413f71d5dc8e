"""Four eyes (domain.md step 8): every combination of what one person can be to a program, asked of the real doors."""

from collections.abc import Iterator
from typing import Any

import pytest

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.kinds import HatKind, Purpose, Role
from stegvis.access.models import Account, Commission
from stegvis.catalogue.kinds import ClearanceKind, Regulatory
from stegvis.catalogue.models import CatalogueEntry, Clearance, Contribution, Delegation, Publisher
from stegvis.governance import hindrances
from stegvis.governance.kinds import DECISIONS_NEEDED, Lane, MemberKind, Stage
from stegvis.governance.models import ContactPerson, CouncilSeat, EarlierDecision, Member
from stegvis.governance.review import policies
from stegvis.lib.clock import local_day, utc_now
from tests.cast import LONG_AGO, NOW, Cast, _account, grant
from tests.catalogue.making import handed_over
from tests.governance.making import about, initiative, invite

ROLES = ("contributor", "owner", "coordinator", "council", "manager", "member", "contact", "designer")


def every() -> Iterator[frozenset[str]]:
    """Every combination, each one role from the one before (a Gray code): only that role is laid anew."""
    for number in range(2 ** len(ROLES)):
        code = number ^ (number >> 1)
        yield frozenset(role for place, role in enumerate(ROLES) if code >> place & 1)


class Ground:
    """One initiative with a candidate, and Xenia, who takes on one combination of roles after the other."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.xenia = _account(cast, "xenia")
        Commission.objects.create(
            account=self.xenia, unit=cast.norra, hsa_id="C-xenia", name="U", purpose=Purpose.CARE, starts_on=LONG_AGO
        )
        grant(self.xenia, Role.COORDINATOR, provider=cast.ett)
        hats = {actor.hat.kind: actor for actor in hats_of(self.xenia, local_day(utc_now()))}
        self.coordinator, self.nurse = hats[HatKind.POST], hats[HatKind.COMMISSION]
        self.candidate = handed_over(cast)
        self.made = about(initiative(cast, Stage.REVIEW), self.candidate)
        self.worn: frozenset[str] = frozenset()
        CatalogueEntry.objects.create(program=self.candidate.program, regulatory=Regulatory.NO_DEVICE)

    def wear(self, held: frozenset[str]) -> Actor:
        """Lay exactly these roles on Xenia; the cast holds the others."""
        for role in held ^ self.worn:
            getattr(self, f"_{role}")(role in held)
        self.worn = held
        return self.coordinator if "coordinator" in held else self.nurse

    def _contributor(self, yes: bool) -> None:
        if yes:
            Contribution.objects.create(candidate=self.candidate, account=self.xenia)
        else:
            Contribution.objects.filter(account=self.xenia)._raw_delete("default")

    def _owner(self, yes: bool) -> None:
        self._set(owner=self.xenia if yes else self.cast.accounts["tina"])

    def _manager(self, yes: bool) -> None:
        self._set(manager=self.xenia if yes else self.cast.accounts["irma"])

    def _designer(self, yes: bool) -> None:
        self._set(designer=self.xenia if yes else self.cast.accounts["disa"])

    def _coordinator(self, yes: bool) -> None:
        """A post is a hat: `wear` hands out the one or the other."""

    def _member(self, yes: bool) -> None:
        if yes:
            invite(self.cast, self.made, "xenia", MemberKind.CARE)
        else:
            Member.objects.filter(account=self.xenia).delete()

    def _contact(self, yes: bool) -> None:
        if yes:
            place = self.made.administration
            ContactPerson.objects.create(administration=place, account=self.xenia, since=LONG_AGO)
        else:
            ContactPerson.objects.filter(account=self.xenia).delete()

    def _council(self, yes: bool) -> None:
        if yes:
            CouncilSeat.objects.create(provider=self.made.provider, account=self.xenia, since=LONG_AGO)
        else:
            CouncilSeat.objects.filter(account=self.xenia).delete()

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.made, name, value)
        self.made.save(update_fields=list(values))

    def clear(self, *, reviewer: Account, delegated: bool) -> None:
        """As the final review leaves it: cleared by somebody, the owner its publisher, perhaps delegated."""
        program, owner = self.candidate.program, self.made.owner
        Clearance.objects.update_or_create(
            candidate=self.candidate,
            defaults={"kind": ClearanceKind.REVIEWED, "reviewed_by": reviewer, "cleared_at": NOW},
        )
        Publisher.objects.update_or_create(
            program=program, defaults={"account": owner, "granted_by": reviewer, "granted_at": NOW}
        )
        if delegated:
            Delegation.objects.get_or_create(program=program, defaults={"given_by": owner, "given_at": NOW})
        else:
            Delegation.objects.filter(program=program).delete()


@pytest.fixture
def ground(cast, monkeypatch):
    """Only people are in question here: checklist and risks have tests of their own."""
    monkeypatch.setattr(hindrances, "_of_parts", lambda initiative: [])
    return Ground(cast)


@pytest.mark.slow
def test_the_final_review_is_a_coordinators_who_has_not_worked_on_it(ground):
    wrong = []
    for held in every():
        actor = ground.wear(held)
        right = "coordinator" in held and "contributor" not in held
        if bool(policies.may_approve(actor, ground.made)) is not right:
            wrong.append(sorted(held))
    assert wrong == []


@pytest.mark.slow
def test_who_may_publish_after_whose_review(ground):
    wrong = []
    ground.made.stage = Stage.APPROVED
    ground.made.save()
    for held in every():
        actor = ground.wear(held)
        could_review = "coordinator" in held and "contributor" not in held
        for own_review in (False, True) if could_review else (False,):
            for delegated in (False, True):
                reviewer = ground.xenia if own_review else ground.cast.accounts["kaj"]
                ground.clear(reviewer=reviewer, delegated=delegated)
                as_owner = "owner" in held and not own_review
                right = as_owner or ("coordinator" in held and delegated)
                if bool(policies.may_publish(actor, ground.made)) is not right:
                    wrong.append((sorted(held), own_review, delegated))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lane", "stage", "may"),
    [
        (Lane.URGENT, Stage.PREPARATION, policies.may_clear_urgent),
        (Lane.URGENT, Stage.AFTER_REVIEW, policies.may_after_review),
        (Lane.ADOPTION, Stage.VERIFICATION, policies.may_verify),
        (Lane.BROUGHT_IN, Stage.VERIFICATION, policies.may_verify),
    ],
)
def test_every_other_way_in_needs_other_eyes_too(ground, lane, stage, may):
    for kind in DECISIONS_NEEDED:
        EarlierDecision.objects.create(
            initiative=ground.made, kind=kind, decided_on=LONG_AGO, decided_by="Rådet", reference="D 1",
            recorded_by=ground.cast.accounts["kaj"], recorded_at=NOW,
        )  # fmt: skip
    ground.made.lane, ground.made.stage = lane, stage
    ground.made.save()
    wrong = []
    for held in every():
        actor = ground.wear(held)
        if bool(may(actor, ground.made)) is not ("coordinator" in held and "contributor" not in held):
            wrong.append(sorted(held))
    assert wrong == []


def test_hats_are_not_eyes(ground):
    """Whoever built it as a designer is the same person as the coordinator they also are."""
    grant(ground.xenia, Role.DESIGNER, publisher_unit=ground.cast.verkstaden)
    actor = ground.wear(frozenset({"coordinator", "contributor"}))
    verdict = policies.may_approve(actor, ground.made)
    assert not verdict and "själv arbetat med innehållet" in verdict.sentence


def test_contributions_to_earlier_candidates_count_until_a_version_is_out(cast, ground):
    """Somebody who worked on the candidate before, which was returned, is still no stranger to this one."""
    from dataclasses import replace

    from tests.catalogue.making import document

    ground.wear(frozenset({"coordinator", "contributor"}))
    words = document().texts["sv"]
    later = handed_over(cast, replace(document(), texts={"sv": {**words, "program.lead": "<p>Ny</p>"}}))
    type(later).objects.filter(pk=later.pk).update(frozen_at=later.frozen_at.replace(year=later.frozen_at.year + 1))
    later.refresh_from_db()
    about(ground.made, later)
    assert not policies.may_approve(ground.coordinator, ground.made)
