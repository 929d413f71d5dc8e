"""The release calendar: cut-off, queue, announcement, and the day itself, once however often it is tried."""

from datetime import UTC, date, datetime, timedelta

import pytest

from stegvis.access.doors import Refused
from stegvis.audit.models import Entry
from stegvis.catalogue import actions, queries, schedule
from stegvis.catalogue.kinds import Regulatory, ReleaseState, StopKind
from stegvis.catalogue.models import CatalogueEntry, Distribution, Handout, Release, ReleaseItem
from stegvis.lib.clock import local_day
from stegvis.notifications.models import StaffNotice
from tests.catalogue.making import NOW, distributed, handed_over, published
from tests.catalogue.test_queries import another
from tests.clearing import let_in

CUTOFF, DAY = date(2026, 4, 1), date(2026, 5, 5)
MORNING = datetime(2026, 5, 5, 7, 0, tzinfo=UTC)


def planned(cast, on=DAY, cutoff=CUTOFF) -> Release:
    return actions.plan_release(cast.ett, "Våren", cutoff, on, now=NOW, by=cast.kaj)


def announced(cast, *what) -> Release:
    release = planned(cast)
    for each in what:
        actions.add_to_release(release, each, "Nytt steg.", tell_residents=True, now=NOW, by=cast.kaj)
    actions.announce(release, "Läs det här.", now=NOW, by=cast.kaj)
    return release


def test_on_the_day_units_that_have_the_program_get_the_new_version_once(cast):
    distributed(cast, "norra")
    second = published(cast, another(2))
    release = announced(cast, second)
    assert schedule.release_due(now=MORNING - timedelta(days=1)) == 0
    assert queries.startable(cast.norra.pk) != [second]
    assert schedule.release_due(now=MORNING) == 1
    assert queries.startable(cast.norra.pk) == [second]
    assert queries.startable(cast.sodra.pk) == []
    assert schedule.release_due(now=MORNING + timedelta(days=1)) == 0
    row = Distribution.objects.get(version=second)
    assert row.distributed_by_id == cast.kaj.account
    assert row.handout.release_id == release.pk
    release.refresh_from_db()
    assert release.state == ReleaseState.RELEASED
    assert StaffNotice.objects.filter(key=f"release:{release.pk}").count() == 1
    assert Entry.objects.filter(act="release:distribute").count() == 1
    [item] = queries.releases_due(MORNING)
    assert (item.version, item.tell_residents, item.text) == (second, True, "Nytt steg.")


def test_nothing_goes_out_in_the_night_and_a_late_worker_does_the_same(cast):
    distributed(cast, "norra")
    announced(cast, published(cast, another(2)))
    assert schedule.release_due(now=datetime(2026, 5, 5, 1, 0, tzinfo=UTC)) == 0
    assert schedule.release_due(now=datetime(2026, 5, 7, 1, 0, tzinfo=UTC)) == 1


def test_a_worker_that_dies_half_way_leaves_nothing_and_the_next_does_it_all(cast, monkeypatch):
    distributed(cast, "norra", "sodra")
    release = announced(cast, published(cast, another(2)))

    def dies(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(schedule.audit, "enter", dies)
        with pytest.raises(KeyboardInterrupt):
            schedule.release_due(now=MORNING)
    assert not Handout.objects.exists()
    assert Release.objects.get().state == ReleaseState.ANNOUNCED
    assert not StaffNotice.objects.filter(key=f"release:{release.pk}").exists()
    assert schedule.release_due(now=MORNING) == 2


def test_a_candidate_goes_out_when_it_was_published_in_time_and_waits_otherwise(cast):
    distributed(cast, "norra")
    candidate = handed_over(cast, another(2))
    late = announced(cast, candidate)
    schedule.release_due(now=MORNING)
    assert ReleaseItem.objects.get(release=late).released_at is None
    assert queries.releases_due(MORNING) == []
    version = let_in(candidate, now=NOW, by=cast.kaj)
    release = actions.plan_release(cast.ett, "Hösten", DAY, DAY + timedelta(days=90), now=NOW, by=cast.kaj)
    actions.add_to_release(release, candidate, "Nytt.", now=NOW, by=cast.kaj)
    actions.announce(release, "", now=NOW, by=cast.kaj)
    assert schedule.release_due(now=MORNING + timedelta(days=91)) == 1
    assert queries.startable(cast.norra.pk) == [version]


def test_what_is_stopped_or_retired_does_not_go_out(cast):
    distributed(cast, "norra")
    second = published(cast, another(2))
    announced(cast, second)
    actions.stop(second, StopKind.VERSION, "", "Stopp.", "", "Fel.", now=NOW, by=cast.kaj)
    assert schedule.release_due(now=MORNING) == 0


def test_after_the_cut_off_a_candidate_waits_for_the_next(cast):
    release = planned(cast, cutoff=local_day(NOW) - timedelta(days=1))
    with pytest.raises(actions.CannotAdd, match="nästa"):
        actions.add_to_release(release, handed_over(cast), "Nytt.", now=NOW, by=cast.kaj)


def test_an_empty_release_is_not_announced_and_a_cancelled_one_not_released(cast):
    distributed(cast, "norra")
    release = planned(cast)
    with pytest.raises(Refused, match="minst ett"):
        actions.announce(release, "", now=NOW, by=cast.kaj)
    actions.add_to_release(release, published(cast, another(2)), "Nytt.", now=NOW, by=cast.kaj)
    actions.announce(release, "", now=NOW, by=cast.kaj)
    assert [row.program.title for row in queries.announced_to_unit(cast.norra.pk)] == ["Sov bättre"]
    assert queries.announced_to_unit(cast.sodra.pk) == []
    actions.cancel(release, now=NOW, by=cast.kaj)
    assert schedule.release_due(now=MORNING) == 0
    with pytest.raises(Refused):
        actions.announce(release, "", now=NOW, by=cast.kaj)


@pytest.mark.parametrize("name", ["klas", "disa", "tina", "emil"])
def test_only_the_providers_coordinator_plans(cast, name):
    with pytest.raises(Refused):
        actions.plan_release(cast.ett, "Våren", CUTOFF, DAY, now=NOW, by=cast.actor(name))
    assert queries.release(cast.actor(name), planned(cast).pk) is None


def test_a_review_date_is_reminded_of_once_for_each_date(cast):
    version = published(cast)
    values = {"regulatory": Regulatory.NO_DEVICE, "review_by_on": local_day(NOW)}
    actions.describe(version.program, values, 0, now=NOW, by=cast.kaj)
    assert schedule.remind_reviews(now=NOW - timedelta(days=1)) == 0
    assert schedule.remind_reviews(now=NOW) == 1
    assert schedule.remind_reviews(now=NOW + timedelta(days=1)) == 0
    assert StaffNotice.objects.filter(key__startswith="review:").count() == 1
    assert [row.program_id for row in queries.reviews_due(cast.kaj, local_day(NOW))] == [version.program_id]
    assert queries.reviews_due(cast.klas, local_day(NOW)) == []
    entry = CatalogueEntry.objects.get()
    later = {"review_by_on": local_day(NOW) + timedelta(days=30)}
    actions.describe(version.program, later, entry.revision, now=NOW, by=cast.kaj)
    assert schedule.remind_reviews(now=NOW + timedelta(days=29)) == 0
    assert schedule.remind_reviews(now=NOW + timedelta(days=30)) == 1
