"""Nobody whose identity is protected is named before somebody has chosen to open and said why; then the log holds it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from stegvis.access.models import EarlierNumber, Patient, Person, RegisteredPerson
from stegvis.access.models.people import number_hash
from stegvis.audit.models import Entry
from stegvis.care import queries
from stegvis.care.kinds import FlagKind, OpeningReason
from stegvis.care.models import CareOpening, Flag
from stegvis.care.shown import sign_of
from stegvis.course.models import Course
from stegvis.lib.clock import local_day, utc_now
from stegvis.messaging import actions as messages
from stegvis.records.models import Hold
from stegvis.web.access_log import words
from tests.cast import RITA
from tests.programs import a_document, enrol, publish

pytestmark = pytest.mark.django_db
REASON = "the test looks behind the doors"
# Leaves the session, or begins another.
PASSED_OVER = ("logout", "sign_out", "signed_out")


@pytest.fixture
def row(cast):
    """Rita at Norra with work of every kind waiting: a danger flag, a late form, a message, a week of silence."""
    made = enrol(cast, publish(cast, a_document()))
    now = utc_now()
    patients = Patient.objects.without_asking_who_because(REASON).filter(pk=made.patient_id)
    patients.update(given_name="Hemligarita", family_name="Hemligsson", protected=True)
    people = Person.objects.without_asking_who_because(REASON).filter(pk=made.course.person_id)
    people.update(given_name="Hemligarita", family_name="Hemligsson")
    for kind, priority in ((FlagKind.DANGER, True), (FlagKind.LATE, False)):
        Flag.objects.without_asking_who_because(REASON).create(
            enrolment=made, kind=kind, priority=priority, raised_at=now, effect_key=f"test.{kind}", detail={}
        )
    messages.write(made, "Hej", "k1", by=cast.rita)
    Course.objects.without_asking_who_because(REASON).filter(pk=made.course_id).update(last_active_at=None)
    Hold.objects.create(
        provider=cast.ett, patient=patients.get(), reason="Tillsyn pågår.", set_at=now, set_by=cast.accounts["lova"]
    )
    return made


def routes(prefix: str, filled: dict[str, object]) -> Iterator[str]:
    """Every address of a space of names that can be made with what is given."""

    def walk(patterns, spaces: tuple[str, ...]) -> Iterator[str]:
        for each in patterns:
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, (*spaces, each.namespace) if each.namespace else spaces)
            elif isinstance(each, URLPattern) and each.name and each.name not in PASSED_OVER:
                wanted = set(each.pattern.converters)
                if wanted <= set(filled):
                    given = {key: filled[key] for key in wanted}
                    # What stands before it may ask for more than is given.
                    with suppress(NoReverseMatch):
                        yield reverse(":".join((*spaces, each.name)), kwargs=given)

    return (found for found in walk(get_resolver().url_patterns, ()) if found.startswith(prefix))


def named(response) -> bool:
    """Whether anything of who it is stands in an answer."""
    text = b"".join(response.streaming_content) if response.streaming else response.content
    said = text.decode("utf-8", "replace")
    return any(each in said for each in ("Hemligarita", "Hemligsson", RITA, f"{RITA[:8]}-{RITA[8:]}", RITA[2:]))


def lately() -> dict[str, str]:
    """The days of a search in the log that finds what was done just now."""
    today = local_day(utc_now())
    return {"first": (today - timedelta(days=1)).isoformat(), "last": today.isoformat()}


def test_no_page_and_no_file_of_staff_names_somebody_protected(cast, row):
    crawled = 0
    for who, prefix in (("tina", "/vard/"), ("irma", "/vard/"), ("lova", "/region/"), ("kaj", "/region/")):
        client = cast.client(who)
        for address in routes(prefix, {}):
            answer = client.get(address)
            assert answer.status_code < 500 and not named(answer), (who, address)
            crawled += answer.status_code == 200
    # The own therapist's pages about the run itself ask why first, and say no name either.
    tina = cast.client("tina")
    for address in routes("/vard/", {"pk": row.pk}):
        answer = tina.get(address)
        assert not named(answer), address
        crawled += answer.status_code == 200
    assert crawled > 60
    sign = sign_of(row.pk)
    for address in ("clinician:home", "clinician:caseload", "clinician:flags", "clinician:unit_plan"):
        found = tina.get(reverse(address))
        assert f"Skyddade uppgifter ({sign})" in found.content.decode() or address == "clinician:unit_plan"
    for address in ("?visa=enheten&namn=hemlig", "?visa=mina&namn=Hemligsson"):
        assert str(row.pk) not in tina.get(reverse("clinician:caseload") + address).content.decode()
    hold = cast.client("lova").get(reverse("region:hold", args=[Hold.objects.get().pk]))
    assert f"{RITA[:8]}-••••" in hold.content.decode() and not named(hold)


def test_the_reason_stands_in_the_log_and_opens_for_the_one_who_gave_it(cast, row):
    tina, tor = cast.client("tina"), cast.client("tor")
    assert tina.post(reverse("clinician:choose", args=[row.pk]), {}).status_code == 422
    tina.post(reverse("clinician:choose", args=[row.pk]), {"reason": "own"}, headers={"accept-language": "en"})
    assert named(tina.get(reverse("clinician:caseload"))) and named(tina.get(reverse("clinician:home")))
    assert not named(tor.get(reverse("clinician:caseload") + "?visa=enheten"))
    assert named(tina.get(reverse("clinician:patient", args=[row.pk])))
    chosen = Entry.objects.filter(act="enrolment:choose_to_open").get()
    read = Entry.objects.filter(act="enrolment:read").latest("id")
    assert chosen.reason == read.reason == "Jag behandlar invånaren" and chosen.purpose
    assert words.why(chosen.reason) and not words.why("Något som någon har skrivit")
    span = lately()
    for who, space in (("berit", "clinician"), ("lova", "region")):
        found = cast.client(who).post(reverse(f"{space}:log_search"), span).content.decode()
        assert "Skäl: Jag behandlar invånaren" in found
    own = cast.client("rita").get(reverse("resident:log")).content.decode()
    assert "sa varför: Jag behandlar invånaren" in own
    # After twelve hours the name is gone again.
    CareOpening.objects.update(until=utc_now())
    assert not named(tina.get(reverse("clinician:caseload")))
    # A colleague's unprotected patient keeps its name, and the reason is logged as well.
    Patient.objects.without_asking_who_because(REASON).update(protected=False)
    assert named(tor.get(reverse("clinician:caseload") + "?visa=enheten"))
    tor.post(reverse("clinician:choose", args=[row.pk]), {"reason": OpeningReason.SUBSTITUTE})
    assert Entry.objects.filter(reason="Jag ersätter behandlaren").count() == 1


def test_an_earlier_number_leads_to_the_same_person(cast, row):
    """Staff who type the coordination number find the run, and the review of the log finds both numbers' entries."""
    earlier = cast.number("202312862382")
    person = row.course.person
    EarlierNumber.objects.create(
        person=person, number_type=earlier.type, number_cipher=earlier.value, number_hash=number_hash(earlier),
        replaced_at=utc_now(),
    )  # fmt: skip
    RegisteredPerson.objects.without_asking_who_because(REASON).filter(number_hash=number_hash(earlier)).delete()
    assert queries.known_here(cast.tina, earlier) == queries.known_here(cast.tina, person.number) == [row]
    assert queries.known_here(cast.sven, earlier) == []
    assert queries.present_number(cast.tina, earlier) == person.number
    assert queries.present_number(cast.ove, earlier) is None
    page = cast.client("tina").post(reverse("clinician:start"), {"number": "20231286-2382"}).content.decode()
    assert "som personen hade förut" in page and reverse("clinician:patient", args=[row.pk]) in page
    span = {**lately(), "number": "20231286-2382"}
    found = cast.client("berit").post(reverse("clinician:log_search"), span).content.decode()
    assert "Startade ett program" in found
