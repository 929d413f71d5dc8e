"""The plan of an import: idempotent, never removes, gives what the file says. Pure."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.access.importing.kinds import (
    Commission,
    CommissionLine,
    Held,
    Kind,
    Noun,
    Person,
    PersonLine,
    Refused,
    Said,
    Standing,
    Unit,
    UnitLine,
    key,
)
from stegvis.access.importing.planning import apply, plan
from stegvis.access.kinds import Purpose

TODAY = date(2026, 3, 2)
CARE = Purpose.CARE.value
UNITS, PEOPLE, COMMISSIONS = ("U1", "U2", "U3"), ("P1", "P2", "P3", "P4"), ("C1", "C2", "C3", "C4", "C5")
days = st.none() | st.sampled_from([TODAY + timedelta(days=n) for n in (-900, -30, -1, 0, 1, 40)])
texts = st.sampled_from(["", "Ett", "Två"])


@st.composite
def standings(draw):
    units = {
        pk: Unit(pk, draw(texts) or "Namn", "Psykiatrin", code=pk.lower(), closed=draw(st.booleans()),
                 practice=draw(st.integers(0, 9)) == 0)
        for pk in draw(st.sets(st.sampled_from(UNITS), min_size=1))
    }  # fmt: skip
    people = {pk: draw(person(pk)) for pk in draw(st.sets(st.sampled_from(PEOPLE), min_size=1))}
    commissions = {
        pk: draw(commission(pk, sorted(people), sorted(units))) for pk in draw(st.sets(st.sampled_from(COMMISSIONS)))
    }
    held = tuple(
        Held(f"g{n}", draw(st.sampled_from(sorted(people))), "Behandlare", "x", draw(st.sampled_from(["", *units])))
        for n in range(draw(st.integers(0, 3)))
    )
    strangers = {pk: Person(pk, "Främmande", "Ek") for pk in set(PEOPLE) - set(people) if draw(st.booleans())}
    return Standing("SE-1", units, people, commissions, held, strangers, frozenset({"UX"}), frozenset({"CX"}),
                    frozenset(row.code for row in units.values()))  # fmt: skip


@st.composite
def person(draw, pk):
    starts, until = draw(days), draw(days)
    until = max(starts, until) if starts and until else until if starts else None
    return Person(pk, "Anna", "Ek", "", "", "", starts, until, told=draw(st.booleans()), shared=draw(st.booleans()))


@st.composite
def commission(draw, pk, people, units):
    starts, until = draw(days) or date(2020, 1, 1), draw(days)
    until = max(starts, until) if until else None
    shut = draw(st.sampled_from([None, None, None, TODAY - timedelta(days=1)]))
    who, where = draw(st.sampled_from(people)), draw(st.sampled_from(units))
    return Commission(pk, who, where, "Vård", CARE, (), starts, until, told=draw(st.booleans()), shut_on=shut)


@st.composite
def files(draw):
    ids = st.sampled_from
    numbers = iter(range(1, 99))
    units = [
        UnitLine(next(numbers), draw(ids((*UNITS, "u1", "UX"))), draw(texts), draw(texts), until=draw(days),
                 merged_into=draw(ids(("", "", "", *UNITS))))
        for _ in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    people = [
        PersonLine(next(numbers), draw(ids((*PEOPLE, "P9"))), draw(texts), draw(texts), starts=draw(days),
                   until=draw(days), merged_into=draw(ids(("", "", "", "", *PEOPLE, "P8", "P9"))))
        for _ in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    commissions = [
        CommissionLine(next(numbers), draw(ids((*COMMISSIONS, "CX"))), draw(ids(("", *PEOPLE, "P9"))),
                       draw(ids(("", *UNITS))), purpose=draw(ids(("", CARE, "Fel"))), starts=draw(days),
                       until=draw(days))
        for _ in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    refused = (Refused(99, "fel", Noun.PERSON, draw(ids(("P1", "")))),) if draw(st.integers(0, 4)) == 0 else ()
    return Said("SE-1", draw(st.booleans()), tuple(units), tuple(people), tuple(commissions), refused)


def holds(row):
    return row.until is None or row.until >= TODAY


@settings(max_examples=120, deadline=None)
@given(standings(), files())
def test_the_same_file_twice_does_nothing_the_second_time(standing, said):
    first = plan(standing, said, TODAY)
    second = plan(apply(standing, first), said, TODAY)
    assert second.changes == ()
    assert second.withdrawals == ()
    assert second.losing == frozenset()


@settings(max_examples=60, deadline=None)
@given(standings(), files())
def test_nothing_is_removed_and_everything_stays_in_order(standing, said):
    planned = plan(standing, said, TODAY)
    after = apply(standing, planned)
    renamed = {c.key: key(c.after.id) for c in planned.changes if c.noun is Noun.PERSON}
    assert set(standing.units) <= set(after.units)
    assert set(standing.commissions) <= set(after.commissions)
    assert {renamed.get(pk, pk) for pk in standing.people} <= set(after.people)
    for row in after.commissions.values():
        assert row.until is None or row.until >= row.starts
        assert row.person in after.people
        assert row.unit in after.units
    # Whatever goes on does so on an open unit, by somebody who has not ended by this file.
    ended = {c.key for c in planned.changes if c.kind in {Kind.ENDED, Kind.MERGED} and key(c.after.id) == c.key}
    going = [row for row in after.commissions.values() if holds(row)]
    assert not [row for row in going if row.person in ended or row.unit in ended]
    assert len({row.code for row in after.units.values()}) == len(after.units)
    # What is another provider's is never touched, nor what only stands here as practice.
    assert not {c.key for c in planned.changes} & {"UX", "CX"}
    assert all(after.units[pk] == row for pk, row in standing.units.items() if row.practice)


@settings(max_examples=60, deadline=None)
@given(standings(), files())
def test_it_ends_as_the_file_says(standing, said):
    planned = plan(standing, said, TODAY)
    after = apply(standing, planned)
    untouched = {(each.noun, key(each.id)) for each in (*planned.refused, *planned.left)}
    merged = {key(line.id) for line in said.people if line.merged_into}
    for line in said.people:
        if not line.merged_into and (Noun.PERSON, key(line.id)) not in untouched:
            row = after.people[key(line.id)]
            assert not line.given_name or row.given_name == line.given_name
            if row.starts is None:
                assert line.until is not None and not holds(line)
                continue
            assert row.until == line.until
            assert not line.starts or row.starts == line.starts
    over = {key(line.id) for line in said.people if line.until} | merged
    for line in said.commissions:
        if (Noun.COMMISSION, key(line.id)) in untouched:
            continue
        row = after.commissions[key(line.id)]
        assert not line.person or row.person == key(line.person)
        assert not line.unit or row.unit == key(line.unit)
        if row.person not in over and not said.complete and not after.units[row.unit].closed:
            assert row.until == line.until
    named = {key(line.id) for line in said.commissions} | {key(each.id) for each in said.refused}
    if said.complete and all(each.id for each in said.refused):
        for pk, row in standing.commissions.items():
            if pk not in named and row.told and not standing.units[row.unit].practice:
                assert not holds(after.commissions[pk])
    elif not said.people and not said.units:
        for pk, row in standing.commissions.items():
            assert pk in named or after.commissions[pk] == row


# --- Told one by one


NORR = Unit("U1", "Norr", "Psykiatrin", code="norr")
ANNA = Person("P1", "Anna", "Ek", starts=date(2020, 1, 1))
BO = Person("P2", "Bo", "Ek", starts=date(2020, 1, 1))
WORK = Commission("C1", "P1", "U1", "Vård", CARE, (), date(2020, 1, 1))
ROLE = Held("g1", "P1", "Behandlare", "Norr", "U1")
PLACE = Standing("SE-1", {"U1": NORR}, {"P1": ANNA, "P2": BO}, {"C1": WORK}, (ROLE,), codes=frozenset({"norr"}))


def told(**lines):
    return Said("SE-1", lines.pop("complete", False), **{name: tuple(rows) for name, rows in lines.items()})


def test_somebody_who_ends_takes_commissions_roles_and_sessions_along():
    planned = plan(PLACE, told(people=[PersonLine(1, "p1", until=date(2026, 2, 27))]), TODAY)
    assert [(c.noun, c.kind, c.after.until) for c in planned.changes] == [
        (Noun.PERSON, Kind.ENDED, date(2026, 2, 27)),
        (Noun.COMMISSION, Kind.ENDED, date(2026, 2, 27)),
    ]
    assert [each.held for each in planned.withdrawals] == [ROLE]
    assert planned.leaving == {"P1"}
    assert planned.lost == {("P1", "U1")}
    assert (len(planned.losing), planned.known) == (1, 2)
    assert planned.ends_too_many(49)
    assert not planned.ends_too_many(50)


def test_a_misprint_in_a_complete_file_ends_nobody():
    lines = told(complete=True, units=[UnitLine(1, "U1")], people=[PersonLine(2, "P1"), PersonLine(3, "P2")],
                 commissions=[CommissionLine(4, "C1", "P1", "U1", purpose="Vård")])  # fmt: skip
    planned = plan(PLACE, lines, TODAY)
    assert planned.changes == ()
    assert [each.row for each in planned.refused] == [4]


def test_whom_a_complete_file_does_not_name_has_ended_but_not_whom_the_directory_never_named():
    place = replace(PLACE, people={**PLACE.people, "P3": replace(BO, id="P3", told=False)})
    planned = plan(place, told(complete=True, units=[UnitLine(1, "U1")], people=[PersonLine(2, "P1")],
                               commissions=[CommissionLine(3, "C1")]), TODAY)  # fmt: skip
    assert [(c.key, c.kind) for c in planned.changes] == [("P2", Kind.ENDED)]


def test_a_new_id_keeps_everything_and_two_accounts_of_one_person_become_one():
    planned = plan(PLACE, told(people=[PersonLine(1, "P1", merged_into="P7")]), TODAY)
    after = apply(PLACE, planned)
    assert after.commissions["C1"].person == after.held[0].person == "P7"
    assert planned.leaving == frozenset()
    moved = told(people=[PersonLine(1, "P1", merged_into="P2")], commissions=[CommissionLine(2, "C1", "P2")])
    planned = plan(PLACE, moved, TODAY)
    after = apply(PLACE, planned)
    assert after.people["P1"].closed
    assert (after.commissions["C1"].person, after.commissions["C1"].until) == ("P2", None)
    assert [each.held for each in planned.withdrawals] == [ROLE]


def test_a_unit_that_goes_into_another_closes_and_its_people_follow_where_the_file_says():
    place = replace(PLACE, units={**PLACE.units, "U2": Unit("U2", "Syd", "Psykiatrin", code="syd")})
    lines = told(units=[UnitLine(1, "U1", merged_into="U2")], commissions=[CommissionLine(2, "C1", unit="U2")])
    planned = plan(place, lines, TODAY)
    after = apply(place, planned)
    assert after.units["U1"].closed
    assert after.commissions["C1"].unit == "U2"
    assert planned.lost == {("P1", "U1")}
    assert planned.leaving == {"P1"}


def test_another_persons_or_another_providers_commission_is_refused():
    place = replace(PLACE, foreign_commissions=frozenset({"CX"}))
    lines = told(commissions=[CommissionLine(1, "C1", "P2"), CommissionLine(2, "CX", "P1", "U1", purpose=CARE)])
    planned = plan(place, lines, TODAY)
    assert planned.changes == ()
    assert [each.row for each in planned.refused] == [1, 2]


def test_what_a_review_here_took_away_does_not_come_back_by_the_same_line():
    shut = replace(WORK, until=TODAY - timedelta(days=5), shut_on=TODAY - timedelta(days=4))
    place = replace(PLACE, commissions={"C1": shut})
    assert plan(place, told(commissions=[CommissionLine(1, "C1")]), TODAY).changes == ()
    anew = plan(place, told(commissions=[CommissionLine(1, "C1", starts=TODAY)]), TODAY)
    assert [c.after.until for c in anew.changes] == [None]
