"""Bulletins: to whom they go, when they are shown, and who has read them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from stegvis.access.doors import Refused
from stegvis.lib.clock import local_day
from stegvis.support.actions import bulletins as actions
from stegvis.support.actions.bulletins import CannotTell, Word
from stegvis.support.queries import bulletins as queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = local_day(NOW)


def tell(cast, **more):
    given = {"title": "Hej", "text": "Läs det här.", "once": uuid4().hex, "from_day": TODAY}
    return actions.write(cast.ett, Word(**(given | more)), now=NOW, by=cast.actor("kaj"))


def shown(cast, who, day=TODAY):
    return [row.title for row in queries.waiting(cast.actor(who), day)]


def test_to_everybody_of_the_provider_and_nobody_else(cast):
    tell(cast)
    assert shown(cast, "tina") == shown(cast, "sven") == shown(cast, "disa") == ["Hej"]
    assert shown(cast, "ove") == shown(cast, "rita") == []


def test_to_one_unit_an_administration_or_a_role(cast):
    tell(cast, title="Norra", units=[cast.norra.pk])
    tell(cast, title="Psykiatrin", administrations=[cast.psykiatrin_ett.pk])
    tell(cast, title="Behandlare", roles=["therapist"])
    assert set(shown(cast, "tina")) == {"Norra", "Psykiatrin", "Behandlare"}
    assert set(shown(cast, "sven")) == {"Psykiatrin", "Behandlare"}
    assert set(shown(cast, "berit")) == {"Norra", "Psykiatrin"}
    assert shown(cast, "disa") == []


def test_it_is_shown_on_its_days(cast):
    tell(cast, from_day=TODAY + timedelta(days=2), until_day=TODAY + timedelta(days=4))
    days = [bool(shown(cast, "tina", TODAY + timedelta(days=n))) for n in range(7)]
    assert days == [False, False, True, True, True, False, False]


def test_read_it_is_no_longer_new_and_is_counted_once(cast):
    row, tina = tell(cast), cast.actor("tina")
    actions.mark_read(row, now=NOW, by=tina)
    actions.mark_read(row, now=NOW, by=tina)
    assert shown(cast, "tina") == [] and shown(cast, "tor") == ["Hej"]
    receipts = {name: (reads, of) for name, reads, of in queries.receipts(cast.actor("kaj"), row, TODAY)}
    assert receipts["Norra"][0] == 1 and receipts["Södra"] == (0, 2)
    assert queries.receipts(cast.actor("klas"), row, TODAY) == []


def test_a_correction_takes_the_place_and_is_read_anew(cast):
    row = tell(cast)
    actions.mark_read(row, now=NOW, by=cast.actor("tina"))
    tell(cast, title="Rättat", replaces=row.pk)
    assert shown(cast, "tina") == ["Rättat"]
    with pytest.raises(CannotTell, match="redan ersatt"):
        tell(cast, title="Igen", replaces=row.pk)


def test_withdrawn_with_a_word_why(cast):
    row, kaj = tell(cast), cast.actor("kaj")
    with pytest.raises(CannotTell):
        actions.withdraw(row, " ", now=NOW, by=kaj)
    actions.withdraw(row, "Fel dag", now=NOW, by=kaj)
    assert shown(cast, "tina") == []
    with pytest.raises(Refused, match="redan"):
        actions.withdraw(row, "Igen", now=NOW, by=kaj)


def test_only_the_own_coordinator_writes(cast):
    for who in ("klas", "tina", "disa"):
        with pytest.raises(Refused):
            actions.write(cast.ett, Word("a", "b", uuid4().hex, TODAY), now=NOW, by=cast.actor(who))
    with pytest.raises(CannotTell, match="finns inte"):
        tell(cast, units=[cast.o.pk])


def test_the_same_form_is_one_bulletin(cast):
    once = uuid4().hex
    assert tell(cast, once=once) == tell(cast, once=once)
