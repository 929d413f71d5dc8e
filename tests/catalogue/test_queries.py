"""Who sees what of the catalogue, and that many rows cost no more questions than few."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from stegvis.access.models import CareUnit
from stegvis.catalogue import actions, queries
from stegvis.catalogue.models import Candidate, Clearance, Distribution, FrozenDocument, Program, ProgramVersion
from stegvis.catalogue.policies import Placing
from stegvis.lib.canonical import sha256_hex
from stegvis.lib.clock import local_day
from tests.cast import NOW
from tests.catalogue.making import PICTURE, distributed, document, handed_over, keep, published

pytestmark = pytest.mark.django_db
OUTSIDERS = ["klas", "dan", "dora", "tina", "irma", "rita", "emil", "nobody"]
PICTURE_HASH = sha256_hex(PICTURE)


def seen_by(cast, name):
    from stegvis.access.actor import Actor

    return Actor.nobody() if name == "nobody" else cast.actor(name)


def another(number: int):
    return replace(document(), texts={"sv": {**document().texts["sv"], "h.text": f"Nummer {number}"}})


@pytest.mark.parametrize("name", ["kaj", "disa"])
def test_the_coordinator_and_the_own_designers_see_everything(cast, name):
    version = distributed(cast, "norra")
    actor = cast.actor(name)
    [row] = queries.candidates(actor)
    assert row.version == version
    assert not row.waiting
    assert queries.candidate(actor, row.candidate.pk) == row
    assert [shown.version for shown in queries.versions(actor)] == [version]
    assert queries.version(actor, version.pk) == version
    assert [row.unit.name for row in queries.distributions_of(actor, version)] == ["Norra"]
    assert queries.media(actor, PICTURE_HASH).mime == "image/png"


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nobody_else_sees_anything(cast, name):
    version = distributed(cast)
    candidate = Candidate.objects.get()
    actor = seen_by(cast, name)
    assert queries.candidates(actor) == []
    assert queries.candidate(actor, candidate.pk) is None
    assert queries.versions(actor) == []
    assert queries.version(actor, version.pk) is None
    assert queries.programs(actor) == []
    assert queries.distributions_of(actor, version) == []
    # What is published may be read in the catalogue by the provider's own staff, pictures and all; by nobody else.
    own = actor.can("catalogue:read") and actor.hat.provider_id == str(cast.ett.pk)
    assert bool(queries.media(actor, PICTURE_HASH)) == own


def test_only_the_newest_unpublished_candidate_waits(cast):
    for number in range(3):
        actions.hand_over(
            handed_over(cast).program, keep(another(number)), now=NOW + timedelta(days=number), by=cast.disa
        )
    rows = queries.candidates(cast.kaj)
    assert [row.waiting for row in rows] == [True, False, False, False]


def test_care_staff_reach_media_of_what_their_unit_has_had(cast):
    distributed(cast, "norra")
    assert queries.media(cast.tina, PICTURE_HASH)
    # Published here: the provider's staff may try it in the catalogue, whatever their unit has.
    assert queries.media(cast.sven, PICTURE_HASH)
    assert queries.media(cast.ove, PICTURE_HASH) is None
    actions.withdraw(Distribution.objects.get(), now=NOW, by=cast.kaj)
    assert queries.media(cast.tina, PICTURE_HASH)


def test_a_unit_starts_the_newest_version_it_has(cast):
    first = distributed(cast, "norra")
    assert queries.startable(cast.norra.pk) == [first]
    assert queries.startable(cast.sodra.pk) == []
    second = published(cast, another(2))
    assert queries.startable(cast.norra.pk) == [first]
    row = actions.distribute(Placing(second, cast.norra), now=NOW, by=cast.kaj)
    assert queries.startable(cast.norra.pk) == [second]
    actions.withdraw(row, now=NOW, by=cast.kaj)
    assert queries.startable(cast.norra.pk) == [first]
    cast.norra.archived_on = local_day(NOW)
    cast.norra.save()
    assert queries.startable(cast.norra.pk) == []


def test_the_shelf_tells_who_is_behind(cast):
    distributed(cast, "norra", "sodra")
    second = published(cast, another(2))
    actions.distribute(Placing(second, cast.norra), now=NOW, by=cast.kaj)
    [row] = queries.programs(cast.kaj)
    assert [(shown.version.number, shown.units, shown.newest) for shown in row.versions] == [
        (2, 1, True),
        (1, 2, False),
    ]
    assert (row.units, row.units_behind) == (2, 1)


def test_placements_show_every_own_unit_and_what_it_has(cast):
    first = distributed(cast, "norra")
    second = published(cast, another(2))
    rows = queries.placements(cast.kaj, second)
    assert [(row.unit.name, row.distribution, row.other_number) for row in rows] == [
        ("Norra", None, first.number),
        ("Södra", None, None),
    ]
    cast.norra.archived_on = local_day(NOW)
    cast.norra.save()
    assert [row.unit.name for row in queries.placements(cast.kaj, second)] == ["Södra"]
    assert [row.unit.name for row in queries.placements(cast.kaj, first)] == ["Norra", "Södra"]


def test_a_distribution_of_another_provider_is_not_found(cast):
    distributed(cast, "norra")
    row = Distribution.objects.get()
    assert queries.distribution(cast.kaj, row.pk) == row
    assert queries.distribution(cast.kaj, uuid4()) is None
    for name in OUTSIDERS:
        assert queries.distribution(seen_by(cast, name), row.pk) is None


def test_a_program_is_found_by_its_short_address(cast):
    version = published(cast)
    assert queries.program_by_code("sov-battre", cast.norra.pk) is None
    distributed(cast, "norra")
    assert queries.program_by_code("sov-battre", cast.norra.pk) == version.program
    assert queries.program_by_code("sov-battre", cast.o.pk) is None
    assert queries.program_by_code("finns-inte", cast.norra.pk) is None


def fill(cast, count: int) -> UUID:
    """Many programs, versions, candidates and distributions, written straight to the rows."""
    version = distributed(cast, "norra")
    by = version.published_by_id
    programs = [
        Program(id=uuid4(), publisher_unit=cast.verkstaden, title=f"P{n}", code=f"p{n}", created_at=NOW)
        for n in range(count)
    ]
    documents = [FrozenDocument(hash=f"{n:064x}", schema=1, content=b"{}", created_at=NOW) for n in range(count)]
    Program.objects.bulk_create(programs)
    FrozenDocument.objects.bulk_create(documents)
    pairs = list(zip(programs, documents, strict=True))
    Candidate.objects.bulk_create(Candidate(program=p, document=d, frozen_by_id=by, frozen_at=NOW) for p, d in pairs)
    candidates = list(Candidate.objects.filter(program__in=programs))
    Clearance.objects.bulk_create(
        Clearance(candidate=c, kind="reviewed", reviewed_by_id=by, cleared_at=NOW) for c in candidates
    )
    by_program = {row.candidate.program_id: row for row in Clearance.objects.select_related("candidate")}
    versions = [
        ProgramVersion(
            program=p,
            number=1,
            document=d,
            title=p.title,
            published_by_id=by,
            published_at=NOW,
            clearance=by_program[p.pk],
        )
        for p, d in pairs
    ]
    ProgramVersion.objects.bulk_create(versions)
    units = [
        CareUnit(
            provider=cast.ett, administration=cast.psykiatrin_ett, hsa_id=f"SE-x{n}", name=f"Enhet {n}", code=f"x{n}"
        )
        for n in range(count)
    ]
    CareUnit.objects.bulk_create(units)
    Distribution.objects.bulk_create(
        Distribution(version=v, unit=u, distributed_by_id=by, distributed_at=NOW)
        for v, u in [*((v, cast.norra) for v in versions), *((version, u) for u in units)]
    )
    return version.pk


@pytest.mark.parametrize("count", [3, 300])
def test_queries_do_not_grow_with_the_rows(cast, count, django_assert_num_queries):
    pk = fill(cast, count)
    kaj = cast.kaj
    candidate = Candidate.objects.first()
    for expected, ask in (
        (
            2,
            lambda: [
                str(row.candidate.frozen_by) + str(row.candidate.program.publisher_unit)
                for row in queries.candidates(kaj)
            ],
        ),
        (2, lambda: queries.candidate(kaj, candidate.pk)),
        (2, lambda: [str(row.version.published_by) for row in queries.versions(kaj)]),
        (3, lambda: [str(row.program.publisher_unit) for row in queries.programs(kaj)]),
        (1, lambda: queries.startable(cast.norra.pk)),
        (1, lambda: queries.media(kaj, PICTURE_HASH)),
        (1, lambda: [str(row.unit) + str(row.version) for row in queries.recently_distributed(kaj, NOW)]),
    ):
        with django_assert_num_queries(expected):
            ask()
    version = queries.version(kaj, pk)
    with django_assert_num_queries(1):
        assert len([row.unit.administration.name for row in queries.distributions_of(kaj, version)]) == count + 1
    with django_assert_num_queries(2):
        assert len([str(row.unit.administration) for row in queries.placements(kaj, version)]) == count + 2
