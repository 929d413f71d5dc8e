"""Whoever objects to being taken out of the service is in no count and no data file; how many is said, in fives."""

import pytest
from django.urls import reverse

from stegvis.audit.kinds import Outcome
from stegvis.audit.models import Entry
from stegvis.care import aggregates
from stegvis.care.aggregates import Period
from stegvis.care.aggregates.scope import Scope
from stegvis.care.kinds import ObjectionKind
from stegvis.care.rights import actions as rights
from stegvis.care.rights.policies import Against
from stegvis.catalogue.models import ProgramVersion
from stegvis.course import actions, walk
from stegvis.lib.clock import utc_now
from tests import programs
from tests.care.test_counting import more

pytestmark = pytest.mark.django_db


def test_an_objection_to_extracts_keeps_out_of_counts_and_files(cast):
    version = programs.publish(cast)
    row = programs.enrol(cast, version)
    course = programs.course_of(cast, row)
    gate = walk.unfolded(course, course.now()).gate
    actions.submit(course, gate.key, programs.phq(1), 0, by=cast.rita)
    answer = course.responses.get()
    more(row, 9)
    everything, scope = Period(), Scope(cast.ett.pk)
    assert sum(each.number for each in aggregates.begun(scope, everything)) == 10 and scope.left_out() == 0
    told = ProgramVersion.objects.get(pk=version.pk)
    assert max(each.number for each in aggregates.running_on(cast.kaj, told)) == 10
    tina, kaj = cast.client("tina"), cast.client("kaj")
    sheet = reverse("clinician:results_csv", args=[row.pk])
    fhir = reverse("clinician:response_fhir", args=[row.pk, answer.pk])
    assert (tina.get(sheet).status_code, tina.get(fhir).status_code) == (200, 200)

    against = Against(row.course.person, cast.ett, cast.norra)
    noted = rights.note(against, ObjectionKind.EXTRACT, "Inte utanför vården.", now=utc_now(), by=cast.tina)
    assert sum(each.number for each in aggregates.begun(scope, everything)) == 9
    assert max(each.number for each in aggregates.running_on(cast.kaj, told)) == 5
    for address in (sheet, fhir):
        refused = tina.get(address)
        assert refused.status_code == 403 and "invänt mot att uppgifter tas ut" in refused.content.decode()
    assert Entry.objects.filter(act="results:export", outcome=Outcome.REFUSED).count() == 1
    assert Entry.objects.filter(act="results:export", outcome=Outcome.DONE).count() == 1
    assert tina.get(reverse("clinician:results_pdf", args=[row.pk])).headers["Content-Type"] == "application/pdf"
    assert sheet not in tina.get(reverse("clinician:results", args=[row.pk])).content.decode()
    line = "mot att uppgifter tas ut är inte med: färre än 5."
    for query in ("?efter=enhet", "?efter=enhet&format=csv"):
        assert line in kaj.get(reverse("region:statistics") + query).content.decode("utf-8-sig")

    rights.decide(noted, upheld=False, reason="Lagen kräver uttaget.", now=utc_now(), by=cast.irma)
    assert sum(each.number for each in aggregates.begun(scope, everything)) == 10
    assert tina.get(sheet).status_code == 200
