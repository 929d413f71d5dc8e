"""Which key a guardian's copy of a child's notice has: no database."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from stegvis.notifications.for_others import key_for, own_key, relation_of

KEY = st.text(min_size=1, max_size=200)


@given(st.uuids(), KEY)
def test_the_copy_names_the_relation_and_keeps_the_childs_key(relation: UUID, key: str) -> None:
    copy = key_for(relation, key)
    assert relation_of(copy) == relation and own_key(copy) == key


@given(st.uuids(), st.uuids())
def test_ones_own_rests_on_no_relation(course: UUID, other: UUID) -> None:
    own = f"{course}.message.{other}"
    assert relation_of(own) is None and own_key(own) == own
