"""What a course would take with it if it left its version now: worked out from how it stands by the old plan."""

from collections.abc import Iterable
from datetime import datetime

from stegvis.program.facts import FactKind
from stegvis.program.keys import step_occasion_key
from stegvis.program.plan import Plan, PlanMeasurement
from stegvis.program.standing import ANSWERS, RESPONSES, Standing
from stegvis.program.unfold.conditions import Truths
from stegvis.program.unfold.effects import done_by
from stegvis.program.unfold.modules import tracks
from stegvis.program.unfold.moments import moments_of
from stegvis.program.unfold.occasions import Asked, asked
from stegvis.program.unfold.planning import ADDED_FROM, ONE_AT_A_TIME
from stegvis.program.upgrading.carrying import Carried, CarriedSeries, change_of, to_json

CHANGED = FactKind.VERSION_CHANGED


def carry(old: Plan, new: Plan, source: str, standing: Standing, at: datetime) -> Carried:
    """What is carried from ``old`` (the plan that the course is unfolded by, of the document ``source``) to ``new``.

    Everything that was due by the old plan must have been settled up to ``at``.
    """
    moments = moments_of(standing, at)
    found, truths = tracks(old, standing, moments)
    planned = asked(old, standing, moments, found, truths)
    change = change_of(standing)
    before = change.carried if change else Carried()
    own = {track.module.id: track.automatic_at for track in found}
    opened = {module: opened_at for module, opened_at in own.items() if opened_at is not None and opened_at <= at}
    done_at = done_by(old, moments, found, planned)
    grouped: dict[str, list[Asked]] = {}
    for each in planned:
        grouped.setdefault(each.occasion.measurement_id, []).append(each)
    begun = {each.id for each in old.measurements if _has_begun(grouped.get(each.id, ()), at)}
    series = {}
    for measurement in new.measurements:
        rule, carried = old.measurement(measurement.id), before.series.get(measurement.id, CarriedSeries())
        if rule is None:
            series[measurement.id] = CarriedSeries(never_before=at)
        elif rule.id in begun:
            series[measurement.id] = _finished_as_begun(rule, grouped[rule.id], carried, source, truths, at)
        else:
            series[measurement.id] = CarriedSeries(never_before=carried.never_before, not_before=at)
    return Carried(
        opened={**before.opened, **opened},
        done_at=done_at if done_at is not None and done_at <= at else None,
        series=series,
        instruments=_instruments(old, begun, standing, before),
        asked={**before.asked, **_asked(old, standing)},
    )


def changing(source: str, target: str, carried: Carried, *, tells: bool) -> dict[str, object]:
    """The payload of the fact. ``tells``: whether the resident is sent a notice of it."""
    return {"from": source, "to": target, "carried": to_json(carried), "tells": tells}


def _has_begun(occasions: Iterable[Asked], at: datetime) -> bool:
    """Whether one of its occasions has opened or been answered: then it is finished as it was begun."""
    for each in occasions:
        opens_at = each.occasion.opens_at
        if each.occasion.answered_at is not None or (opens_at is not None and opens_at <= at):
            return True
    return False


def _finished_as_begun(
    rule: PlanMeasurement, occasions: list[Asked], carried: CarriedSeries, source: str, truths: Truths, at: datetime
) -> CarriedSeries:
    stopped_at = truths.any_true_at(rule.stop)
    opened_at = carried.opened_at
    if rule.when in ONE_AT_A_TIME:
        # What it was counted from may be gone from the new document: the day that it opened is kept.
        only = next((each.occasion for each in occasions if each.name < ADDED_FROM), None)
        if only is not None and only.opens_at is not None and only.opens_at <= at:
            opened_at = only.opens_at
    return CarriedSeries(
        of=carried.of or source,
        questionnaire=rule.questionnaire,
        opened_at=opened_at,
        stopped_at=min((each for each in (carried.stopped_at, stopped_at) if each and each <= at), default=None),
        never_before=carried.never_before,
        not_before=carried.not_before,
    )


def _instruments(old: Plan, begun: set[str], standing: Standing, before: Carried) -> dict[str, str]:
    """The version that each questionnaire was begun with: it is kept to the end (safety rule 7)."""
    used = [each.questionnaire for each in old.measurements if each.id in begun]
    answered = standing.tables.get(RESPONSES, {})
    for pairs in old.step_questionnaires.values():
        used += [digest for block, digest in pairs if step_occasion_key(block, standing.epoch) in answered]
    found = dict(before.instruments)
    for digest in used:
        url = old.questionnaire_urls.get(digest, "")
        if url:
            found.setdefault(url, digest)
    return found


def _asked(old: Plan, standing: Standing) -> dict[str, str]:
    """What has been answered in this epoch, so that rules and graphs find it whatever the new document holds."""
    keys = {*standing.tables.get(RESPONSES, {}), *standing.tables.get(ANSWERS, {})}
    nodes = {key.rsplit(".", 2)[0] for key in keys if standing.is_of_this_epoch(key)}
    return {node: old.asked_by[node] for node in sorted(nodes) if old.asked_by.get(node)}
