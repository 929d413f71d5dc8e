"""What a page is shown is what the worker sees, without what is due."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.program.plan import compile_plan
from stegvis.program.unfold import unfold
from tests.program.samples import after
from tests.program.strategies import DAYS, courses


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(courses(), st.integers(0, DAYS))
def test_a_page_sees_the_same_as_the_worker(course, days):
    document, log, events = course
    for event in events:
        event.record(log)
    plan, now = compile_plan(document), after(days=days)
    assert unfold(plan, log.standing, now, to_show=True) == replace(
        unfold(plan, log.standing, now), effects=(), next_due_at=None
    )
