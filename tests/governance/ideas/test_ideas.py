"""An idea from the first words to the manager's word."""

from datetime import timedelta

import pytest

from stegvis.access.doors import Refused
from stegvis.governance import queries
from stegvis.governance.ideas import actions, policies
from stegvis.governance.ideas.actions import CannotHandIn, CannotName, Words
from stegvis.governance.kinds import Stage
from stegvis.governance.models import ContactPerson, Deputy, FirstAssessment, Idea, Initiative, Task
from stegvis.governance.moving import CannotMove
from stegvis.governance.saved import CannotOverwrite
from stegvis.lib.clock import local_day, utc_now
from tests.cast import NOW

pytestmark = pytest.mark.django_db
WHO = ("tina", "tor", "irma", "sven", "ove", "disa", "kaj", "klas", "emil", "kia", "rut")


def words(cast, **more):
    held = {"title": "Stöd", "what": "Vad", "whom": "Vem", "why": "Varför", "answers_only": False}
    held |= {"administration": cast.places["psykiatrin_ett"], "manager": cast.accounts["tor"]}
    return Words(**(held | more))


def opened(cast, once="ett", **more):
    return actions.open_idea(cast.places["ett"], words(cast, **more), once=once, now=NOW, by=cast.emil)


def handed_in(cast, **more):
    row = opened(cast, f"form-{Idea.objects.count()}", **more)
    actions.submit(row, now=NOW, by=cast.emil)
    return row


def assessed(cast):
    row = handed_in(cast)
    actions.recommend(row, "Passar", {"time": "yes", "unknown": "yes", "several": "nonsense"}, now=NOW, by=cast.kia)
    return row


def test_the_same_form_twice_is_one_idea(cast):
    assert opened(cast).pk == opened(cast).pk
    assert Idea.objects.count() == 1


def test_a_draft_is_its_openers_own(cast):
    row = opened(cast)
    seen = {name for name in WHO if name != "kaj" and queries.initiative(cast.actor(name), row.pk)}
    assert seen == {"emil"}


def test_a_title_is_needed_and_other_places_are_refused(cast):
    with pytest.raises(CannotName):
        opened(cast, title="  ")
    with pytest.raises(CannotName):
        opened(cast, unit=cast.places["o"])
    assert Initiative.objects.count() == 0


def test_a_unit_brings_its_administration(cast):
    assert opened(cast, unit=cast.places["norra"], administration=None).administration == cast.places["psykiatrin_ett"]


def test_a_save_from_an_old_page_overwrites_nothing(cast):
    row = opened(cast)
    actions.write(row, words(cast, what="Nytt"), revision=0, now=NOW, by=cast.emil)
    # The same words again are no conflict: a double click.
    actions.write(row, words(cast, what="Nytt"), revision=0, now=NOW, by=cast.emil)
    with pytest.raises(CannotOverwrite):
        actions.write(row, words(cast, what="Från en gammal flik"), revision=0, now=NOW, by=cast.emil)
    assert Idea.objects.get().what == "Nytt"
    assert Idea.objects.get().revision == 1


def test_what_is_missing_is_told_all_at_once(cast):
    row = opened(cast, what="", why="", answers_only=None, manager=None, administration=None)
    with pytest.raises(CannotHandIn) as told:
        actions.submit(row, now=NOW, by=cast.emil)
    assert set(told.value.errors) == {"what", "why", "answers_only", "manager", "administration"}


def test_nobody_is_the_manager_of_an_idea_of_their_own(cast):
    row = opened(cast, manager=cast.accounts["emil"])
    with pytest.raises(CannotHandIn):
        actions.submit(row, now=NOW, by=cast.emil)


def test_it_goes_to_the_contact_person(cast):
    row = handed_in(cast)
    assert row.stage == Stage.FIRST_ASSESSMENT
    assert [task.initiative_id for task in queries.my_tasks(cast.kia)] == [row.pk]


def test_without_a_contact_person_the_step_is_skipped_and_says_so(cast):
    ContactPerson.objects.update(until=local_day(utc_now() - timedelta(days=1)))
    row = opened(cast)
    entry = actions.submit(row, now=utc_now(), by=cast.emil)
    assert row.stage == Stage.MANAGER
    assert entry.details == {"skipped": "first_assessment", "administration": "Psykiatrin"}


def test_a_contact_person_with_an_idea_does_not_assess_it(cast):
    row = actions.open_idea(cast.places["ett"], words(cast), once="kia", now=NOW, by=cast.kia)
    actions.submit(row, now=NOW, by=cast.kia)
    assert row.stage == Stage.MANAGER


def test_recommended_with_a_reason_and_known_answers_only(cast):
    row = assessed(cast)
    assert row.stage == Stage.MANAGER
    kept = FirstAssessment.objects.get()
    assert (kept.answers, kept.reason, kept.outcome) == ({"time": "yes"}, "Passar", "recommend")


@pytest.mark.parametrize("do", ["recommend", "return_idea"])
def test_an_assessment_needs_a_reason(cast, do):
    row = handed_in(cast)
    with pytest.raises(CannotMove):
        getattr(actions, do)(row, " ", {}, now=NOW, by=cast.kia)
    row.refresh_from_db()
    assert row.stage == Stage.FIRST_ASSESSMENT and not FirstAssessment.objects.exists()


def test_returned_it_is_the_openers_to_write_again(cast):
    row = handed_in(cast)
    actions.return_idea(row, "Skriv mer om vem", now=NOW, by=cast.kia)
    assert row.stage == Stage.IDEA
    assert policies.may_write(cast.emil, row)
    assert queries.initiative(cast.kia, row.pk) is None


def test_it_may_end_kindly_as_another_service(cast):
    row = handed_in(cast)
    with pytest.raises(CannotMove):
        actions.point_elsewhere(row, "Bara svar", "Tack", "javascript:alert(1)", now=NOW, by=cast.kia)
    with pytest.raises(CannotMove):
        actions.point_elsewhere(row, "Bara svar", " ", "", now=NOW, by=cast.kia)
    row.refresh_from_db()
    actions.point_elsewhere(row, "Bara svar", "Tack", "https://formular.example", now=NOW, by=cast.kia)
    row.refresh_from_db()
    assert (row.stage, row.closing_text, row.closing_link) == ("another_service", "Tack", "https://formular.example")
    assert not Task.objects.filter(done_at__isnull=True).exists()


def test_the_manager_says_who_owns_it_and_the_opener_does_unless_told(cast):
    row = assessed(cast)
    actions.approve(row, None, cast.accounts["tina"], now=NOW, by=cast.tor)
    row.refresh_from_db()
    assert (row.stage, row.owner, row.deputy_owner) == (Stage.NOMINATION, cast.accounts["emil"], cast.accounts["tina"])


def test_owner_and_deputy_are_two(cast):
    row = assessed(cast)
    with pytest.raises(CannotMove):
        actions.approve(row, None, cast.accounts["emil"], now=NOW, by=cast.tor)


def test_twice_is_once(cast):
    row = assessed(cast)
    actions.approve(row, now=NOW, by=cast.tor)
    with pytest.raises(Refused):
        actions.approve(row, now=NOW, by=cast.tor)
    assert row.history.filter(act="idea:approve").count() == 1


def test_who_may_recommend_and_who_may_approve(cast):
    row = handed_in(cast)
    assert {name for name in WHO if policies.may_recommend(cast.actor(name), row)} == {"kia"}
    row = assessed(cast)
    assert {name for name in WHO if policies.may_approve(cast.actor(name), row)} == {"tor"}
    assert {name for name in WHO if policies.may_write(cast.actor(name), row)} == set()


def test_a_deputy_approves_but_never_an_idea_of_their_own(cast):
    row, today = assessed(cast), local_day(utc_now())
    for name in ("sven", "emil"):
        Deputy.objects.create(
            account=cast.accounts["tor"], deputy=cast.accounts[name], provider=cast.places["ett"],
            from_day=today, until_day=today, set_by=cast.accounts["kaj"], set_at=NOW,
        )  # fmt: skip
    assert not policies.may_approve(cast.emil, row)
    entry = actions.approve(row, now=utc_now(), by=cast.sven)
    assert entry.on_behalf_of == cast.accounts["tor"]


def test_no_other_provider_sees_or_opens_it(cast):
    row = assessed(cast)
    for name in ("ove", "klas", "dora"):
        assert queries.initiative(cast.actor(name), row.pk) is None
        with pytest.raises(Refused) as refused:
            actions.open_idea(cast.places["ett"], words(cast), once=name, now=NOW, by=cast.actor(name))
        assert not refused.value.verdict.found
