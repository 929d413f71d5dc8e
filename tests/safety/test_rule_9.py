"""Rule 9, switches: where alerts or scores are off, a danger rule is taken as in an open start, and everybody knows."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from stegvis.care.models import Flag
from stegvis.config.mode import switched_on
from stegvis.course.models import Score
from tests.safety.conftest import GATE, HELP

pytestmark = pytest.mark.django_db
OFF = "Larm är avstängda"


@pytest.mark.parametrize(
    ("said", "on"), [({}, True), ({"X": "on"}, True), ({"X": "off"}, False), ({"X": " OFF "}, False)]
)
def test_a_switch_is_on_unless_off_is_said(said, on):
    assert switched_on(said, "X") is on


@pytest.mark.parametrize("word", ["0", "no", "", "false"])
def test_any_other_word_stops_the_start(word):
    with pytest.raises(ImproperlyConfigured):
        switched_on({"X": word}, "X")


@pytest.fixture(params=["STEGVIS_ALERTS", "STEGVIS_SCORES"])
def off(request, settings):
    """Each of the two switches makes danger rules flag nothing."""
    setattr(settings, request.param, False)


def test_no_flag_is_raised_sent_or_unsent(ward, off):
    ward.give(2)
    ward.later(minutes=11)
    ward.send(3)
    assert ward.flags == []


def test_nothing_is_told_afterwards_when_it_is_switched_on_again(ward, settings):
    settings.STEGVIS_ALERTS = False
    ward.send(2)
    settings.STEGVIS_ALERTS = True
    ward.later(days=1)
    assert ward.flags == []


def test_the_resident_gets_help_and_reads_that_nobody_is_told(ward, off):
    form = ward.page("resident:questionnaire", ward.course.pk, GATE)
    assert "Svaren bevakas inte" in form
    assert "visas för Norra" not in form
    ward.send(2)
    thanks = ward.page("resident:thanks", ward.course.pk, GATE)
    assert HELP in thanks
    assert "Ingen får besked om att du har svarat så här" in thanks
    assert "Norra får veta" not in thanks


@pytest.mark.parametrize(
    ("who", "page"), [("tina", "clinician:home"), ("tina", "clinician:start"), ("kaj", "region:overview")]
)
def test_staff_and_coordinator_see_that_it_is_off(ward, off, who, page):
    assert OFF in ward.page(page, who=who)


def test_no_nought_of_flags_is_counted_where_nobody_counts(ward, off):
    ward.later(days=12)
    page = ward.page("clinician:home", who="tina")
    assert "Obesvarade formulär" in page
    assert "Prioriterade flaggor" not in page


def test_while_it_is_on_nobody_reads_of_it(ward):
    assert OFF not in ward.page("clinician:home", who="tina")


def test_other_flags_are_raised_as_before(ward, off):
    ward.later(days=12)
    kinds = set(Flag.objects.without_asking_who_because("test").values_list("kind", flat=True))
    assert kinds == {"late"}


def test_without_scores_none_is_counted_kept_or_shown(ward, settings):
    settings.STEGVIS_SCORES = False
    ward.send(0)
    assert not Score.objects.exists()
    assert "Summa PHQ-9" not in ward.page("clinician:patient", ward.enrolment.pk, who="tina")
    response = ward.course.responses.get()
    assert "Summa PHQ-9" not in ward.page("clinician:response", ward.enrolment.pk, response.pk, who="tina")
    assert "Resultat</span>" not in ward.page("resident:program", ward.course.pk)
    assert "Summa PHQ-9" not in ward.page("resident:thanks", ward.course.pk, GATE)


def test_scores_kept_from_before_are_not_shown_while_they_are_off(ward, settings):
    ward.send(0)
    assert "Summa PHQ-9" in ward.page("clinician:patient", ward.enrolment.pk, who="tina")
    settings.STEGVIS_SCORES = False
    assert "Summa PHQ-9" not in ward.page("clinician:patient", ward.enrolment.pk, who="tina")
