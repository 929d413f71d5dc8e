"""New keys for what is stored: in batches, again and again, beside somebody who saves, and nothing left behind."""

import base64

import pytest
from django.core.management import call_command
from django.db import connection

from stegvis.access.models import Person
from stegvis.config.management.commands import rotate_keys
from stegvis.lib import rotating

WHY = "a test looks at every person"
NEW = base64.b64encode(b"n" * 32).decode()


def people():
    return Person.objects.without_asking_who_because(WHY)


def of_people():
    return next(each for each in rotating.columns() if each.table == "access_person")


def spoil(person, token):
    with connection.cursor() as cursor:
        key = person.pk.hex if connection.vendor == "sqlite" else person.pk
        cursor.execute("UPDATE access_person SET number_cipher = %s WHERE id = %s", [token, key])


@pytest.mark.django_db
def test_everything_is_sealed_anew_and_the_old_key_can_go(cast, settings, capsys, monkeypatch):
    old, number = settings.STEGVIS_KEYS, cast.rita_person.number_cipher
    settings.STEGVIS_KEYS = f"new={NEW},{old}"
    with pytest.raises(SystemExit):
        call_command("rotate_keys", "--check")
    column = of_people()
    before = rotating.held(column)
    assert before.old > 2 and before.current == 0
    # Killed after a batch: the rest is found by the next.
    next(rotating.turn(column, 1))
    assert rotating.held(column).current == 1

    # Somebody saves a newer value between the reading of a row and its sealing: theirs stays, sealed as they sealed it.
    read, saved = rotating._batch, []

    def beside(each, last, at_once, **how):
        rows = read(each, last, at_once, **how)
        if each == column and rows and not saved:
            person = people().get(pk=rows[0][0])
            saved.append((person.pk, person.number_cipher[::-1]))
            person.number_cipher = person.number_cipher[::-1]
            person.save()
        return rows

    monkeypatch.setattr(rotate_keys, "PAUSE_S", 0)
    with monkeypatch.context() as racing:
        racing.setattr(rotating, "_batch", beside)
        call_command("rotate_keys", "--at-once", "2")
    assert "0 under another key" in capsys.readouterr().out
    settings.STEGVIS_KEYS = f"new={NEW}"
    [(changed, newer)] = saved
    assert people().get(pk=changed).number_cipher == newer
    assert changed == cast.rita_person.pk or people().get(pk=cast.rita_person.pk).number_cipher == number
    assert all(each.number_cipher for each in people())
    after = rotating.held(column)
    assert (after.current, after.old, after.unknown) == (before.old, 0, 0)

    # What was made with a key that is not here is told, and stays as it is.
    spoil(cast.rita_person, "lost:AAAA")
    with pytest.raises(SystemExit):
        call_command("rotate_keys")
    told = capsys.readouterr()
    assert "1 under a key that is not here" in told.out and told.err.count("does not open") == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_is_passed_by_and_taken_afterwards(cast, settings):
    """It waits for nobody while it holds rows of its own: nobody who saves is broken off by a deadlock."""
    settings.STEGVIS_KEYS = f"new={NEW},{settings.STEGVIS_KEYS}"
    column, everybody = of_people(), people().count()
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM access_person WHERE id = %s FOR UPDATE", [cast.rita_person.pk])
    turning = rotating.turn(column)
    assert next(turning).sealed == everybody - 1
    other.rollback()
    other.close()
    assert [each.sealed for each in turning] == [1]
    assert rotating.held(column).old == 0
