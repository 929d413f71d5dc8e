"""Encryption: opens with the right key for the right purpose, and not otherwise."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.lib.encryption import CannotDecrypt, KeyRing, read_key_ring

OLD, NEW = os.urandom(32), os.urandom(32)
RING = KeyRing({"new": NEW, "old": OLD}, "new", b"h" * 32)


@given(st.text())
def test_what_is_sealed_opens_again(text):
    assert RING.decrypt(RING.encrypt(text, "a.b"), "a.b") == text


def test_two_tokens_of_the_same_text_differ():
    assert RING.encrypt("x", "a.b") != RING.encrypt("x", "a.b")


def test_a_token_moved_to_another_column_does_not_open():
    with pytest.raises(CannotDecrypt):
        RING.decrypt(RING.encrypt("x", "a.b"), "a.c")


def test_an_old_key_still_opens_and_a_lost_one_does_not():
    token = KeyRing({"old": OLD}, "old", b"h").encrypt("x", "p")
    assert RING.decrypt(token, "p") == "x"
    with pytest.raises(CannotDecrypt):
        KeyRing({"new": NEW}, "new", b"h").decrypt(token, "p")


@pytest.mark.parametrize("token", ["", "new:", "new:###", "new:AAAA", "none:AAAA"])
def test_a_broken_token_is_refused(token):
    with pytest.raises(CannotDecrypt):
        RING.decrypt(token, "p")


def test_a_key_ring_is_read_from_text():
    text = f"k2={base64.b64encode(NEW).decode()},k1={base64.b64encode(OLD).decode()}"
    ring = read_key_ring(text, base64.b64encode(b"h" * 32).decode())
    assert ring.current == "k2"
    with pytest.raises(ValueError):
        read_key_ring("k1=AAAA", "AAAA")
