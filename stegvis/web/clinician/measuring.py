"""Questionnaires of one resident: what is asked now, what comes, what was answered."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from stegvis.care import corrections, policies, queries
from stegvis.course.corrected import NOTHING_WRONG
from stegvis.course.series import Series
from stegvis.program.kinds import MeasurementWhen
from stegvis.program.unfold import Occasion, OccasionState
from stegvis.questionnaires.engine import band_key
from stegvis.ui import charts
from stegvis.ui.charts import written
from stegvis.web import charting
from stegvis.web.clinician.case import Case
from stegvis.web.moments import said


@dataclass(frozen=True, slots=True)
class Asked:
    """One occasion, ready to print."""

    title: str
    when: str
    badge: str = ""
    tone: str = "neutral"
    href: str = ""
    # Where staff enter what the resident answered by phone or on paper.
    enter: str = ""
    score: str = ""


def charts_of(series: list[Series], case: Case) -> list[charts.Chart]:
    """One chart for each score that has been answered, all on the same axis of days."""
    return list(charts.aligned(charting.charts_of(series, case.language, for_staff=True)))


def waiting_of(case: Case) -> list[Asked]:
    """What can be answered now, late first, then the next of each kind."""
    now = [each for each in case.state.occasions if each.is_answerable]
    now.sort(key=lambda each: each.state is not OccasionState.LATE)
    coming: dict[str, Occasion] = {}
    for each in case.state.occasions:
        if each.state is OccasionState.UPCOMING:
            coming.setdefault(each.measurement_id, each)
    return [_now(case, each) for each in now] + [_later(case, each) for each in coming.values()]


def _now(case: Case, occasion: Occasion) -> Asked:
    late = occasion.state is OccasionState.LATE
    when = _("Öppnades %(when)s") % {"when": said(occasion.opens_at, case.now)}
    badge = _("Försenat") if late else _("Att besvara")
    enter = reverse("clinician:enter", args=[case.pk, occasion.key]) if policies.may_enter(case.actor, case.row) else ""
    return Asked(case.occasion_title(occasion), when, badge, "warning" if late else "info", enter=enter)


def _later(case: Case, occasion: Occasion) -> Asked:
    if occasion.opens_at is None:
        return Asked(case.occasion_title(occasion), when_it_comes(case, occasion), _("Kommer"))
    return Asked(case.occasion_title(occasion), said(occasion.opens_at, case.now), _("Kommer"))


def when_it_comes(case: Case, occasion: Occasion) -> str:
    """What an occasion without a day waits for."""
    measurement = case.plan.measurement(occasion.measurement_id)
    numbers = [n for n, m in enumerate(case.document.modules, 1) if measurement and m.id == measurement.module]
    if numbers and measurement and measurement.when is MeasurementWhen.AFTER_MODULE_DONE:
        return _("När modul %(number)s är klar") % {"number": numbers[0]}
    if numbers:
        return _("När modul %(number)s öppnas") % {"number": numbers[0]}
    return _("När programmet är genomgånget")


def answered_of(case: Case, series: list[Series]) -> list[Asked]:
    """Everything sent, newest first, with its first score. Two queries."""
    scores = _scores(case, series)
    wrong = corrections.wrong(case.row)
    found = []
    for row in queries.responses(case.row):
        occasion = case.state.occasion(row.occasion)
        title = (
            case.occasion_title(occasion) if occasion else case.definition(row.definition.digest).title(case.language)
        )
        href = reverse("clinician:response", args=[case.pk, row.pk])
        badge, tone = (_("Rättat") if row.amends_id else ""), "info"
        if entered := getattr(row, "entered", None):
            badge = _("Inmatat: %(way)s") % {"way": entered.get_way_display().lower()}
        if struck := wrong.get(row.pk, NOTHING_WRONG):
            badge, tone = (_("Markerat som fel") if struck.whole else _("Ett svar är fel")), "warning"
        score = scores.get(row.occasion, "")
        found.append(Asked(title, said(row.sent_at, case.now), badge, tone, href, score=score))
    return found


def not_right_of(case: Case) -> list[Asked]:
    """Answers that the resident has noted something about, and that wait for staff. One query, two where there are any."""
    return [
        Asked(
            case.definition(answers.definition.digest).title(case.language),
            _("skrivet %(when)s") % {"when": said(dissent.made_at, case.now)},
            href=reverse("clinician:response", args=[case.pk, answers.pk]),
        )
        for dissent, answers in corrections.not_answered(case.row)
    ]


def _scores(case: Case, series: list[Series]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in series:
        definition = case.definition(each.digest)
        for point in each.answered:
            band = definition.text(band_key(each.code, point.band), case.language) if point.band else ""
            number = written(float(point.value or 0))
            found.setdefault(point.occasion, f"{number}, {band.lower()}" if band else number)
    return found


def choices_of(case: Case) -> list[tuple[str, str]]:
    """What staff may ask for once more, whenever it is planned: one choice for each questionnaire."""
    first: dict[str, tuple[str, str]] = {}
    for each in sorted(case.document.measurements, key=lambda each: each.when is not MeasurementWhen.BY_STAFF):
        title = case.text(each.key("title")) or _title(case, each.questionnaire)
        first.setdefault(each.questionnaire, (each.id, title))
    return list(first.values())


def _title(case: Case, digest: str) -> str:
    return case.definition(digest).title(case.language)
