"""The worker's daily sweep: a day counts when it is done, and a failure is not met again in every round."""

from datetime import UTC, datetime, timedelta

import pytest

from stegvis.config.management.commands import work


def test_a_sweep_that_fails_is_tried_an_hour_later_and_one_that_is_done_the_next_day(monkeypatch):
    tried, broken = [], [True]
    clock = [datetime(2037, 3, 2, 11, tzinfo=UTC)]

    def sweep(*, now):
        tried.append(now)
        if broken[0]:
            raise RuntimeError
        return 2

    monkeypatch.setattr(work.worlds, "real_now", lambda: clock[0])
    monkeypatch.setattr(work.records, "take_what_stayed", sweep)
    worker = work.Command()
    with pytest.raises(RuntimeError):
        worker.take_what_stayed()
    clock[0] += timedelta(minutes=59)
    assert worker.take_what_stayed() == 0 and len(tried) == 1
    clock[0] += timedelta(minutes=1)
    with pytest.raises(RuntimeError):
        worker.take_what_stayed()
    broken[0] = False
    assert worker.take_what_stayed() == 0 and len(tried) == 2
    clock[0] += timedelta(hours=1)
    assert worker.take_what_stayed() == 2 and worker.take_what_stayed() == 0
    clock[0] += timedelta(hours=23)
    assert worker.take_what_stayed() == 2 and len(tried) == 4
