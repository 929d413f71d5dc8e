"""Every address about a resident's run, opened by the one who treats: each opening and each change stands in the log.

Which addresses is derived: those whose parameters name a run or a flag. A page that somebody adds is held to it by being
declared at all.
"""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from stegvis.audit.kinds import Activity, Outcome
from stegvis.audit.log import patient_hash
from stegvis.audit.models import Entry
from stegvis.web.access_log import words
from tests.matrix.declared import ROUTES
from tests.matrix.test_every_route import ALL, noting
from tests.matrix.things import COURSE, ENROLMENT, FLAG, HOME, fits

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WHY = "Varför behöver du öppna?"
OPENING = {Activity.READ, Activity.PRINT, Activity.EMERGENCY}
OF_CARE = ("care_", "course_", "messaging_")
# What is written while a page is read and changes nothing of the record: how far somebody has read.
READ_MARKS = {"messaging_readmark", "care_exercisefeedback", "notifications_notice"}


def owners_of(page, run):
    """Whose things stand in the address: the run's own, where each of them has such a thing."""
    found = {}
    for key, thing in page.things.items():
        program = HOME[run][0]
        mine = [each for each in (run, program) if each in thing.owners]
        found[key] = mine[0] if mine else thing.owners[0]
    return found


def about_runs(first):
    return [
        (ALL[name], page)
        for name, page in ROUTES.items()
        if name in ALL and any(t in first for t in page.things.values())
    ]


@pytest.mark.parametrize("run", ["rita", "rune"])
def test_staff_open_and_change_nothing_unseen(laid_out, everyone, browsers, run):
    therapist = HOME[run][2]
    actor, client = everyone[therapist], browsers[therapist]
    patient = patient_hash(laid_out.cast.places[f"{run}_person"].number.value)
    unsaid, opened, changed, acts = [], 0, 0, set()
    for route, page in about_runs({ENROLMENT, FLAG}):
        owners = owners_of(page, run)
        if not fits(owners):
            continue
        things = {key: page.things[key].value(laid_out, owner) for key, owner in owners.items()}
        for method in page.methods.split():
            written = []
            with transaction.atomic(), connection.execute_wrapper(noting(written)):
                before = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
                response = client.generic(method, reverse(route.name, kwargs=things))
                rows = list(Entry.objects.filter(id__gt=before, patient_hash=patient, outcome=Outcome.DONE))
                transaction.set_rollback(True)
            mine = [row for row in rows if row.account_id == actor.account_id]
            complete = [r for r in mine if r.purpose == "Vård och behandling" and r.unit_id == actor.hat.unit_id]
            complete = [row for row in complete if row.provider_id == actor.hat.provider_id and row.resource_id]
            acts |= {row.act for row in rows}
            # Asked why first: nothing of the record is shown.
            if response.status_code in {200, 422} and WHY not in response.content.decode(errors="ignore"):
                opened += 1
                if not any(row.activity in OPENING for row in complete):
                    unsaid.append(f"{method} {route.name} showed a record and wrote no reading")
            touched = {table for table in written if table.startswith(OF_CARE)} - READ_MARKS
            if touched:
                changed += 1
                if not complete:
                    unsaid.append(f"{method} {route.name} changed {sorted(touched)} and wrote nothing")
    assert unsaid == []
    assert opened > 25 and changed > 3
    assert acts - set(words.ACTS) == set()


@pytest.mark.parametrize("run", ["rita"])
def test_what_residents_change_is_logged_and_has_words(laid_out, browsers, run):
    patient = patient_hash(laid_out.cast.places[f"{run}_person"].number.value)
    client, unsaid, acts = (
        browsers[run],
        [],
        set(Entry.objects.filter(patient_hash=patient).values_list("act", flat=True)),
    )
    for route, page in about_runs({COURSE}):
        owners = owners_of(page, run)
        things = {key: page.things[key].value(laid_out, owner) for key, owner in owners.items()}
        for method in page.methods.split():
            written = []
            with transaction.atomic(), connection.execute_wrapper(noting(written)):
                before = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
                client.generic(method, reverse(route.name, kwargs=things))
                rows = list(Entry.objects.filter(id__gt=before, patient_hash=patient))
                transaction.set_rollback(True)
            acts |= {row.act for row in rows}
            touched = {table for table in written if table.startswith(OF_CARE)} - READ_MARKS
            if touched and not rows:
                unsaid.append(f"{method} {route.name} changed {sorted(touched)} and wrote nothing")
    assert unsaid == []
    assert acts - set(words.ACTS) == set()
