"""Everybody's access at a provider: roles at every level with why, and the review."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access import settings
from stegvis.access.granting import queries
from stegvis.access.hats import hats_of
from stegvis.access.kinds import Role
from stegvis.access.models import AccessReview, Commission, NeedsAndRisk, RoleGrant
from stegvis.audit.models import Entry
from stegvis.lib.clock import local_day, utc_now
from tests.cast import grant

pytestmark = pytest.mark.django_db
OVERVIEW, GRANT, REVIEW = (reverse(f"region:{name}") for name in ("access", "access_grant", "access_review"))


def fields(place, role, person, **more):
    return {"place": place, "role": role, "person": person, "reason": "Ny i tjänsten", **more}


def test_roles_are_given_at_every_level_with_why_and_days(cast):
    kaj, today = cast.client("kaj"), local_day(utc_now())
    unit, publisher, provider = (
        f"{kind}:{row.pk}" for kind, row in (("unit", cast.norra), ("publisher", cast.andra), ("provider", cast.ett))
    )
    first = kaj.get(OVERVIEW).content.decode()
    assert "Färre än två" in first and "Kaj Ek" in first and "Klas Ek" not in first and "Tina Ek" not in first
    assert "Tina Ek" in kaj.get(OVERVIEW, {"plats": unit}).content.decode()
    later = today + timedelta(days=30)
    given = kaj.post(GRANT, fields(publisher, "designer", "Emil", ends_on=later.isoformat()), follow=True)
    assert "Rollen är tilldelad." in given.content.decode() and "Ny i tjänsten" in given.content.decode()
    row = RoleGrant.objects.get(account=cast.accounts["emil"])
    assert (row.publisher_unit, row.ends_on, row.rests_on.role) == (cast.andra, later, "designer")
    assert Entry.objects.filter(act="role:grant", provider_name="Region Ett").exists()
    kaj.post(GRANT, fields(provider, "log_reviewer", "Emil", starts_on=later.isoformat()))
    emil = hats_of(cast.accounts["emil"], later)
    assert [actor.hat.label for actor in emil] == ["Andra verkstaden", "Region Ett"]
    # What cannot be: of another provider, without a commission, at the wrong level, to oneself, ended before it begins.
    for wrong, says in (
        (fields(unit, "therapist", "Emil"), "Personen saknar medarbetaruppdrag"),
        (fields(provider, "therapist", "Tina"), "Rollen finns inte där"),
        (fields(provider, "support", "Kaj"), "Du kan inte ge dig själv"),
        (fields(provider, "support", "Ove"), "Ingen kollega heter så"),
        (fields(provider, "support", "Tina", ends_on="2020-01-01"), "sluta tidigast samma dag"),
        (fields(f"unit:{cast.o.pk}", "therapist", "Tina"), "Välj"),
        ({}, "Skriv ett namn."),
    ):
        answer = kaj.post(GRANT, wrong)
        assert answer.status_code == 422 and says in answer.content.decode(), says
    # Two roles at one provider are one hat; each gives what it gives.
    grant(cast.accounts["kaj"], Role.LOG_REVIEWER, provider=cast.ett)
    assert cast.kaj.can("log:review") and cast.kaj.can("region:read") and len(hats_of(cast.accounts["kaj"], today)) == 1
    taken = kaj.post(reverse("region:access_withdraw", args=[row.pk]), {"reason": "Slutar"}, follow=True)
    assert "Rollen är borttagen." in taken.content.decode() and "av Kaj Ek" in taken.content.decode()


def test_without_a_note_of_needs_and_risks_no_role_is_given(cast):
    NeedsAndRisk.objects.filter(role="support")._raw_delete("default")
    kaj, note = cast.client("kaj"), reverse("region:access_note", args=["support"])
    asked = fields(f"provider:{cast.ett.pk}", "support", "Emil")
    assert "Det saknas en behovs- och riskanalys" in kaj.post(GRANT, asked).content.decode()
    assert kaj.post(note, {"need": "Svara"}).status_code == 422
    for need in ("Svara på ärenden", "Svara på ärenden", "Svara på allt"):
        assert kaj.post(note, {"need": need, "risk": "Läser för mycket"}).status_code == 302
    assert [row.need for row in NeedsAndRisk.objects.filter(role="support")] == ["Svara på ärenden", "Svara på allt"]
    page = kaj.get(reverse("region:access_notes")).content.decode()
    assert page.index("Svara på allt") < page.index("Svara på ärenden")
    assert kaj.post(GRANT, asked).status_code == 302
    # Only the access officer's own provider; the bare role does all of it and sees nothing else.
    grant(cast.accounts["rut"], Role.ACCESS_OFFICER, provider=cast.ett)
    rut = cast.client("rut")
    assert rut.get(OVERVIEW).status_code == 200 and rut.get(reverse("region:overview")).status_code == 403
    assert rut.post(note, {"need": "Svara", "risk": "Läser"}).status_code == 302


def test_a_review_keeps_and_takes_away_and_is_remembered(cast, django_assert_num_queries):
    kaj = cast.client("kaj")
    assert "har inte prövats än" in kaj.get(REVIEW).content.decode()
    for _twice in range(2):
        kaj.post(reverse("region:access_review_begin"))
    row = AccessReview.objects.get()
    decide, finish = (reverse(f"region:access_review_{what}", args=[row.pk]) for what in ("decide", "finish"))
    tina, emil = cast.client("tina"), cast.accounts["tina"].commissions.get()
    grants = {str(each.account): f"r:{each.pk}" for each in RoleGrant.objects.filter(unit=cast.norra)}
    kaj.post(decide, {"behall": grants["Tor Ek"]})
    missing = kaj.post(decide, {"rad": [grants["Irma Ek"]], "gor": "ta-bort"}, follow=True).content.decode()
    assert "Skriv varför behörigheten tas bort." in missing
    own = f"r:{cast.accounts['kaj'].grants.get().pk}"
    assert "din egen behörighet" in kaj.post(decide, {"behall": own}, follow=True).content.decode()
    foreign = f"r:{cast.accounts['ove'].grants.get().pk}"
    chosen = [grants["Irma Ek"], f"u:{emil.pk}", foreign]
    done = kaj.post(decide, {"rad": chosen, "gor": "ta-bort", "skal": "=Slutat"}, follow=True).content.decode()
    assert "2 rader är borttagna." in done
    assert RoleGrant.objects.get(account=cast.accounts["irma"]).reason == "=Slutat"
    assert RoleGrant.objects.get(account=cast.accounts["ove"]).withdrawn_at is None
    assert Commission.objects.get(pk=emil.pk).ends_on < local_day(utc_now())
    assert tina.get(reverse("clinician:home")).status_code == 302
    assert "kvar" in kaj.post(finish, follow=True).content.decode() and AccessReview.objects.get().done_at is None
    rest = kaj.get(REVIEW).context["rows"]
    kaj.post(decide, {"rad": [each.line.key for each in rest if not each.own], "gor": "behall"})
    export = kaj.get(reverse("region:access_export")).content.decode("utf-8-sig")
    assert "Kaj Ek;S-kaj;Regional samordnare;Region Ett" in export and "behålls" in export and "Ove Ek" not in export
    after = kaj.post(finish, follow=True).content.decode()
    assert "Genomgången är avslutad." in after and "Nästa genomgång ska vara klar senast" in after
    with django_assert_num_queries(1):  # however many rounds there have been
        assert queries.outcomes([row])[row.pk] == (len(rest) + 1 - sum(each.own for each in rest), 2)
    assert kaj.get(REVIEW).context["history"] == [(row, *queries.outcomes([row])[row.pk])]
    settings.change(cast.ett, {settings.Key.ACCESS_REVIEW_MONTHS: 12}, by=cast.kaj)
    row.refresh_from_db()
    assert queries.due_on(cast.kaj) == queries.months_after(local_day(row.done_at), 12)
    kept = kaj.get(reverse("region:access_review_export", args=[row.pk])).content.decode("utf-8-sig")
    assert "borttagen;'=Slutat;Kaj Ek" in kept
    assert "redan avslutad" in kaj.post(decide, {"behall": grants["Tor Ek"]}).content.decode()
