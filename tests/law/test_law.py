"""What the law asks for, through the doors and pages: incidents, information, objections, disclosures, grounds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from stegvis.access.doors import Refused
from stegvis.audit.log import patient_hash
from stegvis.audit.models import CannotRewriteHistory, Entry
from stegvis.care.aggregates import Period, Scope, begun
from stegvis.care.kinds import ObjectionKind
from stegvis.care.models import Disclosure, Objection
from stegvis.care.rights import actions as rights
from stegvis.care.rights.policies import Against
from stegvis.catalogue.models import Program
from stegvis.law import impact
from stegvis.law.actions import editions, incidents
from stegvis.law.actions.editions import CannotKeep
from stegvis.law.actions.incidents import CannotKeepIncident, Reported
from stegvis.law.deadlines import Level
from stegvis.law.kinds import GroundKind, IncidentKind, IncidentState
from stegvis.law.models import Incident, InformationSeen
from stegvis.law.queries import grounds, information
from stegvis.law.queries import impact as assessed
from stegvis.law.queries import incidents as register
from stegvis.law.schedule import remind_of_incidents
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.models import StaffNotice
from tests.cast import RITA
from tests.catalogue.making import published
from tests.programs import a_document, enrol, publish

NOW = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)  # a Friday afternoon
pytestmark = pytest.mark.django_db


def reported(cast, who="tina", **more):
    said = {"kinds": [IncidentKind.BREACH], "title": "Fel brev", "text": "Två brev i ett kuvert.", "known_at": NOW}
    return incidents.report(cast.ett, Reported(**{**said, "once": "en", **more}), now=NOW, by=cast.actor(who))


def told(incident):
    return StaffNotice.objects.filter(key__startswith=f"incident:{incident.pk}").values("key").distinct().count()


def test_an_incident_from_report_to_lessons(cast):
    kaj, tina = cast.actor("kaj"), cast.actor("tina")
    made = reported(cast)
    assert reported(cast).pk == made.pk, "the same form sent twice is one"
    assert told(made) == 1
    # The clock: told once when the last part begins, once when it is over, however often the worker looks.
    assert remind_of_incidents(now=NOW + timedelta(hours=53)) == 0
    for hours in (55, 56, 73, 80):
        remind_of_incidents(now=NOW + timedelta(hours=hours))
    assert told(made) == 3
    made.refresh_from_db()
    now = NOW + timedelta(hours=74)
    assert register.register(kaj, now)[0].next.state == "late"
    # Nothing is closed before it is judged and told; late needs a reason; a stale page changes nothing.
    with pytest.raises(CannotKeepIncident):
        incidents.close(made, "Lärdom.", now=now, by=kaj)
    incidents.judge(made, IncidentKind.BREACH, Level.RISK, "Ett namn.", made.version_no, now=now, by=kaj)
    with pytest.raises(CannotKeepIncident):
        incidents.judge(made, IncidentKind.BREACH, Level.UNLIKELY, "Nej.", made.version_no - 1, now=now, by=kaj)
    with pytest.raises(CannotKeepIncident) as late:
        incidents.mark_told(made, "imy", now, "D-1", "", "t1", now=now, by=kaj)
    assert late.value.field == "text"
    incidents.mark_told(made, "imy", now, "D-1", "Helg.", "t1", now=now, by=kaj)
    incidents.mark_told(made, "imy", now, "D-2", "Igen.", "t2", now=now, by=kaj)
    assert made.entries.filter(kind="told").count() == 1
    # A colleague is asked; only those with a part in it see it, and nobody beyond the provider.
    tor, task_due = cast.actor("tor"), local_day(now)
    assert register.incident(tor, made.pk) is None
    incidents.ask(made, "Ring.", tor.account, task_due, "a1", now=now, by=kaj)
    assert register.incident(tor, made.pk) and register.my_tasks(tor)
    assert (
        register.incident(cast.actor("klas"), made.pk) is None
        and register.incident(cast.actor("sven"), made.pk) is None
    )
    with pytest.raises(CannotKeepIncident):
        incidents.close(made, "Lärdom.", now=now, by=kaj)
    incidents.finish_task(made, made.tasks.get().pk, "Ringt.", now=now, by=tor)
    with pytest.raises(Refused):
        incidents.close(made, "Lärdom.", now=now, by=tina)
    incidents.close(made, "Ett kuvert i taget.", now=now, by=kaj)
    assert made.state == IncidentState.CLOSED and made.remind_at is None
    with pytest.raises(Refused):
        incidents.note(made, "Mer.", "n9", now=now, by=tina)
    incidents.reopen(made, "Ett brev till.", now=now, by=kaj)
    assert made.state == IncidentState.ONGOING


def test_identity_numbers_stay_out_of_incidents_and_times_must_be_true(cast):
    for more, field in (
        ({"text": "Det gäller 19270716-9203."}, "text"),
        ({"known_at": NOW + timedelta(minutes=1)}, "known_at"),
        ({"happened_at": NOW + timedelta(hours=1)}, "happened_at"),
        ({"kinds": []}, "kinds"),
    ):
        with pytest.raises(CannotKeepIncident) as refused:
            reported(cast, **more)
        assert refused.value.field == field
    assert Incident.objects.without_asking_who_because("a test").count() == 0


def test_information_is_shown_once_told_anew_when_changed_and_never_rewritten(cast):
    kaj, rita = cast.actor("kaj"), cast.actor("rita")
    first = editions.begin_information(cast.ett, now=NOW, by=kaj)
    assert editions.begin_information(cast.ett, now=NOW, by=kaj).pk == first.pk
    assert information.published() == [] and information.unread(rita, [cast.ett.pk]) == []
    editions.publish_information(first, 1, now=NOW, by=kaj)
    with pytest.raises(Refused):
        editions.write_information(first, {"sv": {}, "en": {}}, 2, by=kaj)
    assert [row.before for row in information.unread(rita, [cast.ett.pk])] == [None]
    shown = information.shown(rita, first)
    editions.note_seen(shown, now=NOW, by=rita)
    editions.note_seen(shown, now=NOW + timedelta(days=1), by=rita)
    assert InformationSeen.objects.get().seen_at == NOW and information.unread(rita, [cast.ett.pk]) == []
    with pytest.raises(Refused):
        editions.note_seen(shown, now=NOW, by=cast.actor("rune"))
    second = editions.begin_information(cast.ett, now=NOW, by=kaj)
    with pytest.raises(CannotKeep):
        editions.write_information(second, {"sv": {"why": "Nytt."}, "en": {}}, 7, by=kaj)
    editions.write_information(second, {"sv": {**second.texts["sv"], "why": ""}, "en": {}}, 1, by=kaj)
    with pytest.raises(CannotKeep):
        editions.publish_information(second, 2, now=NOW, by=kaj)
    editions.write_information(second, {"sv": {**second.texts["sv"], "why": "Nytt skäl."}, "en": {}}, 2, by=kaj)
    editions.publish_information(second, 3, now=NOW, by=kaj)
    assert [row.before for row in information.unread(rita, [cast.ett.pk])] == [NOW]
    # Anybody reads the new one and the old one; nobody else writes.
    nobody = cast.client("nobody")
    assert "Nytt skäl." in nobody.get(reverse("law:public")).content.decode()
    assert "tidigare utgåva" in nobody.get(reverse("law:edition", args=[first.pk])).content.decode()
    with pytest.raises(Refused):
        editions.begin_information(cast.ett, now=NOW, by=cast.actor("klas"))
    seen = Entry.objects.filter(act="information:seen", outcome="done").values_list("patient_hash", flat=True)
    assert all(seen)


def test_an_assessment_is_settled_with_what_the_system_says_and_only_answered_whole(cast):
    kaj = cast.actor("kaj")
    row = editions.begin_impact(cast.ett, now=NOW, by=kaj)
    editions.write_impact(row, {"need": "Ja."}, 1, by=kaj)
    with pytest.raises(CannotKeep):
        editions.publish_impact(row, [], impact.unanswered(row.texts), 2, now=NOW, by=kaj)
    editions.write_impact(row, dict.fromkeys(impact.KEYS, "Ja."), 2, by=kaj)
    facts = assessed.facts(kaj, local_day(NOW))
    editions.publish_impact(row, facts, impact.unanswered(row.texts), 3, now=NOW, by=kaj)
    said = {what: how for fact in facts for what, how in fact["rows"]}
    assert (
        said["Behandlare"].startswith("4 tilldelningar, på 2 enheter") and "läser inte" in said["Regional samordnare"]
    )
    assert "ingen" in said["Sms"] and assessed.facts(cast.actor("tina"), local_day(NOW)) == []
    client = cast.client("kaj")
    assert client.get(reverse("law:impact_edition", args=[row.pk])).headers["Content-Type"] == "application/pdf"
    assert client.get(reverse("law:impact")).status_code == 200


def test_a_program_is_care_until_something_else_is_settled(cast):
    program = Program.objects.create(publisher_unit=cast.verkstaden, title="Alfa", code="alfa-x", created_at=NOW)
    assert grounds.holding(program.pk, cast.ett).kind == GroundKind.CARE
    kaj = cast.actor("kaj")
    used = grounds.Used(program, cast.ett)
    editions.settle_ground(used, GroundKind.RESEARCH, "Universitetet", "Samtycke, dnr 1", now=NOW, by=kaj)
    editions.settle_ground(used, GroundKind.RESEARCH, "Universitetet", "Samtycke, dnr 1", now=NOW, by=kaj)
    assert len(grounds.history(used)) == 1 and grounds.holding(program.pk, cast.ett).controller == "Universitetet"
    assert grounds.holding(program.pk, cast.tva).kind == GroundKind.CARE
    with pytest.raises(Refused):
        editions.settle_ground(used, GroundKind.CARE, "X", "Y", now=NOW, by=cast.actor("klas"))


def test_a_program_is_not_handed_out_before_its_ground_is_settled(cast):
    version = published(cast, ground=False)
    kaj, page = cast.client("kaj"), reverse("region:version", args=[version.pk])
    hand_out = reverse("region:distribute", args=[version.pk])
    ground = reverse("law:ground", args=[version.program_id])
    text = kaj.get(page).content.decode()
    assert "Skriv den rättsliga grunden först" in text and ground in text
    again = kaj.post(hand_out, {"unit": [str(cast.norra.pk)]}, follow=True).content.decode()
    assert "under Dataskydd och lag" in again and not version.distributions.exists()
    assert Entry.objects.filter(act="version:hand_out", outcome="refused").count() == 1
    said = {"kind": "care", "controller": "Region Ett", "basis": "Patientdatalagen."}
    assert "Inte bestämt" in kaj.get(reverse("law:grounds")).content.decode()
    assert kaj.post(f"{ground}?till={version.pk}", said).headers["Location"] == page
    kaj.post(hand_out, {"unit": [str(cast.norra.pk)]})
    assert version.distributions.count() == 1
    assert "Inte bestämt" not in kaj.get(reverse("law:grounds")).content.decode()


def test_objections_and_disclosures_from_the_residents_page_to_the_counts(cast):
    """Noted by the resident it counts at once; decided by who may; a disclosure is written once and seen by both."""
    row, now = enrol(cast, publish(cast, a_document())), utc_now()
    rita, tina, irma = cast.client("rita"), cast.client("tina"), cast.client("irma")
    everything = Period()
    assert sum(each.number for each in begun(Scope(cast.ett.pk), everything)) == 1
    own, page = reverse("law:own"), reverse("clinician:rights", args=[row.pk])
    for _twice in range(2):
        sent = rita.post(own, {"provider": cast.ett.pk, "kind": "follow_up", "text": "Räkna inte mig."})
        assert sent.status_code == 302
    noted = Objection.objects.get()
    assert begun(Scope(cast.ett.pk), everything) == []
    assert rita.post(own, {"provider": cast.tva.pk, "kind": "follow_up"}).status_code == 422
    assert "Räkna inte mig." in tina.get(page).content.decode()
    # A therapist notes and does not decide; nobody is kept in a register against their will; a reason is needed.
    decide = reverse("clinician:objection_decide", args=[row.pk, noted.pk])
    assert tina.post(decide, {}).status_code == 403
    against = Against(row.course.person, cast.ett, cast.norra)
    register = rights.note(against, ObjectionKind.REGISTER, "Sa det i dag.", now=now, by=cast.tina)
    for objection, upheld, reason in ((register, False, "Nej."), (noted, False, " ")):
        with pytest.raises(rights.CannotKeepRight):
            rights.decide(objection, upheld=upheld, reason=reason, now=now, by=cast.irma)
    with pytest.raises(Refused):
        rights.decide(noted, upheld=False, reason="Nej.", now=now, by=cast.actor("ove"))
    rights.decide(noted, upheld=False, reason="Antalen är grova.", now=now, by=cast.irma)
    assert sum(each.number for each in begun(Scope(cast.ett.pk), everything)) == 1
    assert "Antalen är grova." in rita.get(own).content.decode()
    assert rita.post(reverse("law:objection_take_back", args=[register.pk])).status_code == 302
    # A disclosure.
    disclose = reverse("clinician:disclose", args=[row.pk])
    said = {
        "asked_on": "2026-01-02", "recipient_kind": "authority", "recipient": "Försäkringskassan", "what": "Svaren",
        "ground": "consent", "examination": "Fullmakt.", "decision": "refused", "reason": "", "decided_by": "Chefen",
        "decided_on": "2026-01-03", "once": "ett",
    }  # fmt: skip
    answer = tina.post(disclose, said)
    assert answer.status_code == 422 and "Fullmakt." in answer.content.decode()
    for _twice in range(2):
        assert tina.post(disclose, {**said, "reason": "Saknar samband."}).status_code == 302
    kept = Disclosure.objects.get()
    correction = {**said, "decision": "released", "once": "två", "corrects": str(kept.pk)}
    assert tina.post(disclose, correction).status_code == 302
    with pytest.raises(CannotRewriteHistory):
        kept.save()
    for client, where in ((rita, own), (tina, page)):
        text = client.get(where).content.decode()
        assert "Försäkringskassan" in text and "Saknar samband." in text and "Rättar" in text
    assert irma.get(page).status_code == 200  # asked why first
    acts = set(Entry.objects.filter(outcome="done", patient_hash=patient_hash(RITA)).values_list("act", flat=True))
    assert {"objection:note", "objection:decide", "objection:take_back", "disclosure:record"} <= acts


def test_the_welcome_page_informs_and_pressing_on_is_remembered(cast):
    row, kaj, now = enrol(cast, publish(cast, a_document())), cast.actor("kaj"), utc_now()
    edition = editions.begin_information(cast.ett, now=now, by=kaj)
    editions.publish_information(edition, 1, now=now, by=kaj)
    rita, first = cast.client("rita"), reverse("resident:program", args=[row.course_id])
    text = rita.get(first).content.decode()
    assert "Region Ett är vårdgivare" in text and "Du behöver inte godkänna något" in text
    rita.post(reverse("resident:read_welcome", args=[row.course_id]), {"informed": "inget"})
    assert not InformationSeen.objects.exists()
    assert "Läs hur Region Ett hanterar dina uppgifter" in rita.get(reverse("resident:home")).content.decode()
    rita.post(reverse("law:read", args=[edition.pk]))
    assert InformationSeen.objects.get().edition_id == edition.pk
    assert "Läs hur Region Ett" not in rita.get(reverse("resident:home")).content.decode()
    about = rita.get(reverse("resident:about", args=[row.course_id])).content.decode()
    assert "patientdatalagen" in about and "Region Ett" in about
