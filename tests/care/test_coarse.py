"""What is told of counts never tells a small one, however the reader adds and subtracts."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stegvis.care.aggregates import SMALLEST, coarse, share, tabled, whole
from stegvis.care.aggregates.coarse import SLACK, SUMS, held_down

NUMBERS = st.one_of(st.integers(0, 12), st.sampled_from([4, 9, 14, 19, 24]), st.integers(0, 300))
SMALL = st.sampled_from([0, 1, 3, 4, 4, 4, 9])


def tables(numbers, rows, columns):
    return st.integers(1, rows).flatmap(
        lambda n: st.integers(1, columns).flatmap(
            lambda m: st.lists(st.lists(numbers, min_size=m, max_size=m), min_size=n, max_size=n)
        )
    )


def told(exact, by=held_down):
    columns = [str(place) for place in range(len(exact[0]))]
    counts = {place: dict(zip(columns, row, strict=True)) for place, row in enumerate(exact)}
    return by(counts, range(len(exact)), columns)


class Reader:
    """Somebody who knows every rule, and draws every conclusion from sums that must agree with their parts."""

    def __init__(self, table):
        rows, columns = range(len(table.lines)), range(len(table.sums.cells))
        self.at = {(r, c): self._between(table.lines[r].cells[c]) for r, c in product(rows, columns)}
        self.sums = []
        for r in rows:
            self.sums.append(("row", r, [(r, c) for c in columns], table.lines[r].total))
        for c in columns:
            self.sums.append(("column", c, [(r, c) for r in rows], table.sums.cells[c]))
        all_rows, all_columns = [("row", r) for r in rows], [("column", c) for c in columns]
        for parts in (all_rows, all_columns, list(product(rows, columns))):
            self.sums.append(("all", 0, parts, table.sums.total))
        told = {place: self.at[place][0] for place in self.at}
        told |= {(kind, place): number for kind, place, _parts, number in self.sums}
        for kind, place, parts, number in self.sums:
            # A sum that its parts could not be more than has been told one step lower.
            lowered = number + SUMS >= sum(self._cap(part) if kind == "all" else told[part] + SLACK for part in parts)
            span = self.at.setdefault((kind, place), [number, number + SUMS - 1])
            span[1] += SUMS if lowered and span[1] == number + SUMS - 1 else 0
        for _round in range(200):
            if not self._conclude():
                break

    def _cap(self, part):
        """The most that a part of the whole can be: a row or a column is held down by its cells too."""
        cells = next((cells for kind, place, cells, _n in self.sums if (kind, place) == part), None)
        return min(self.at[part][1], sum(self.at[cell][1] for cell in cells)) if cells else self.at[part][1]

    @staticmethod
    def _between(number):
        return [number, number + SLACK]

    def _conclude(self):
        before = {key: tuple(value) for key, value in self.at.items()}
        for kind, place, parts, _number in self.sums:
            of = self.at[kind, place]
            least, most = sum(self.at[p][0] for p in parts), sum(self.at[p][1] for p in parts)
            of[:] = [max(of[0], least), min(of[1], most)]
            for part in parts:
                low, high = self.at[part]
                self.at[part][:] = [max(low, of[0] - (most - high)), min(high, of[1] - (least - low))]
        return before != {key: tuple(value) for key, value in self.at.items()}


@given(st.integers(0, 10_000))
def test_nought_to_four_are_told_alike_and_the_rest_in_fives(number):
    assert coarse(number) % 5 == 0 and coarse(number) <= number < coarse(number) + 5
    assert coarse(number) or number < SMALLEST


@given(st.one_of(tables(NUMBERS, 6, 6), tables(SMALL, 6, 6), tables(st.just(4), 12, 6)))
@settings(max_examples=120, deadline=None, derandomize=True)
@example([[4, 4, 4, 4, 4]])
@example([[4]] * 10)
@example([[0, 4, 4], [4, 4, 4]])
@example([[4, 4, 3, 4]] * 3)
def test_no_small_count_can_be_worked_out_of_a_table(exact):
    reader = Reader(told(exact))
    assert reader.at["all", 0][0] <= sum(map(sum, exact)) <= reader.at["all", 0][1]
    for (r, c), (low, high) in [(key, span) for key, span in reader.at.items() if isinstance(key[0], int)]:
        assert low <= exact[r][c] <= high
        if exact[r][c] < SMALLEST:
            assert low < high, f"{exact[r][c]} is known"


@given(tables(NUMBERS, 12, 6))
def test_everything_told_is_true_and_near(exact):
    table = told(exact)
    for row, line in zip(exact, table.lines, strict=True):
        assert all(cell == coarse(number) for cell, number in zip(line.cells, row, strict=True))
        assert line.total <= sum(row) < line.total + 2 * SUMS
    assert table.sums.total <= sum(map(sum, exact)) < table.sums.total + 2 * SUMS


@given(st.lists(NUMBERS, min_size=2, max_size=4))
def test_two_choices_held_against_each_other_do_not_tell_what_neither_told(parts):
    """All programs on one page, each of a few alone on others: what is hidden of one is not the difference."""
    every, *others = coarse(sum(parts)), *(coarse(part) for part in parts[1:])
    least = every - sum(other + SLACK for other in others)
    most = every + SLACK - sum(others)
    if parts[0] < SMALLEST:
        assert max(least, 0) < min(most, SLACK)


def test_five_fours_would_make_twenty_and_only_twenty():
    assert whole(20, [0] * 5) == 10
    assert whole(20, [0] * 6) == whole(20, [5, 5, 5]) == 20
    assert whole(3, [0]) == 0


@pytest.mark.parametrize(("part", "of", "said"), [(10, 15, None), (15, 20, 75), (0, 20, 0), (100, 100, 100)])
def test_a_share_is_of_what_is_told_and_not_of_a_few(part, of, said):
    assert share(part, of) == said


@given(tables(NUMBERS, 5, 5))
@example([[9]])
@example([[9, 6], [0, 4]])
def test_a_sum_is_never_less_than_its_parts_and_says_no_more_than_they_do(exact):
    table, known = told(exact, by=tabled), told(exact)
    for line, before in zip(table.lines, known.lines, strict=True):
        assert line.total == max(before.total, sum(line.cells))
    for place, cell in enumerate(table.sums.cells):
        assert cell == max(known.sums.cells[place], sum(line.cells[place] for line in table.lines))
        assert cell <= sum(row[place] for row in exact)
    parts = sum(line.total for line in table.lines), sum(table.sums.cells)
    assert table.sums.total == max(known.sums.total, *parts) <= sum(map(sum, exact))
