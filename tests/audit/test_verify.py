"""A log tampered with in every way, with raw SQL by somebody who has the whole database, and found."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from stegvis.audit import anchors, destroying, log
from stegvis.audit.entry import PatientRef, Subject, Who
from stegvis.audit.models import Entry, Husk, Seal
from stegvis.audit.schedule import SETTLE, chain_digest, seal_settled
from stegvis.audit.verifying import verify
from stegvis.lib import fields
from stegvis.lib.clock import utc_now
from tests.audit.tampering import sql, unguarded

pytestmark = pytest.mark.django_db
NOW = utc_now()
LATER = NOW + SETTLE + timedelta(seconds=1)
ONE, TWO = "192707169203", "195508012647"


def enter(provider: str, number: str = ONE, *, at=NOW, name: str = "Anna") -> Entry:
    subject = Subject(
        "Enrolment", "x", provider, f"Region {provider}", "u", "Enheten", PatientRef("personnummer", number)
    )
    return log.enter(Who("a", name, "commission", purpose="Vård och behandling"), "enrolment:read", subject, now=at)


@pytest.fixture
def laid() -> list[int]:
    """Two sealed batches at `ett` with one at `tva` between them, and two entries at `ett` that are not sealed yet.

    Ids: 0–2 and 4–6 sealed at ett, 3 sealed at tva, 7–8 the tail.
    """
    entries = [enter("ett") for _ in range(3)] + [enter("tva", TWO)]
    seal_settled(now=LATER)
    entries += [enter("ett") for _ in range(3)]
    seal_settled(now=LATER)
    entries += [enter("ett", at=LATER) for _ in range(2)]
    assert verify().faults == []
    return [entry.pk for entry in entries]


def found() -> str:
    report = verify()
    return "\n".join(map(str, report.faults))


def run(*args: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("verify_log", *args, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_an_untouched_log_is_counted(laid):
    code, said = run()
    assert code == 0
    assert re.search(r"ett \(Region ett\): 6 sealed, 2 not sealed yet, head \w{16}", said)
    assert "9 entries of 2 providers, nothing wrong" in said


CHANGES = {
    "name": "Någon annan", "act": "flag:read", "activity": "Radera", "outcome": "refused", "reason": "x",
    "account_id": "b", "hat": "x", "acting_for": "x", "purpose": "Statistik", "unit_id": "v", "unit_name": "v",
    "provider_name": "v", "resource_type": "Flag", "resource_id": "y", "patient_type": "reservnummer", "salt": "0" * 32,
    "at": "2020-01-01 00:00:00", "digest": "0" * 64, "mark": "0" * 64, "patient_hash": "0" * 64,
    "uid": "00000000000040008000000000000000",
}  # fmt: skip


def test_every_column_is_held(laid):
    """A change of any column of any entry is found, and the entry named; the list of columns is the table's own."""
    known = {field.column for field in Entry._meta.concrete_fields}
    assert known == {*CHANGES, "id", "provider_id", "patient_number"}
    for column, value in CHANGES.items():
        for pk in (laid[1], laid[8]):
            before = Entry.objects.filter(pk=pk).values_list(column, flat=True)[0]
            with unguarded():
                assert sql(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, pk) == 1
                assert f"entry {pk} " in found(), column
                kept = before.hex if column == "uid" else before
                sql(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", kept, pk)
    assert found() == ""


def test_another_number_sealed_in_its_place_is_found(laid):
    """Moved to another patient: sealed with the right key, filed under the right hash; the digest says no."""
    with unguarded():
        sql(
            "UPDATE audit_entry SET patient_hash = %s, patient_number = %s WHERE id = %s",
            log.patient_hash(TWO), fields.key_ring().encrypt(TWO, "audit_entry.patient_number"), laid[1],
        )  # fmt: skip
        assert f"entry {laid[1]} " in found()
        sql("UPDATE audit_entry SET patient_number = 'skräp' WHERE id = %s", laid[1])
    assert "does not open" in found()


def test_a_change_with_a_digest_made_anew_is_found_by_its_mark_also_in_the_tail(laid):
    for pk in (laid[1], laid[7]):
        entry = Entry.objects.get(pk=pk)
        entry.name = "Någon annan"
        with unguarded():
            sql("UPDATE audit_entry SET name = %s, digest = %s WHERE id = %s", entry.name, log.digest_of(entry), pk)
        assert re.search(rf"entry {pk} \(.*mark is wrong", found())
    assert "seal" in found()


def test_a_deleted_entry_is_found_wherever_it_stood(laid):
    for pk in (laid[0], laid[5], laid[6]):
        with unguarded():
            sql("DELETE FROM audit_entry WHERE id = %s", pk)
        assert re.search(rf"ett · seal .* of 3 entries are gone: nobody has number [\d, ]*{pk}", found())


def test_a_deleted_tail_is_found(laid, tmp_path):
    """In the middle, and the very newest. PostgreSQL cannot tell it from a transaction rolled back: it says so."""
    heads = tmp_path / "heads"
    assert run("--write-head", str(heads))[0] == 0
    with unguarded():
        sql("DELETE FROM audit_entry WHERE id = %s", laid[8])
    code, said = run("--strict")
    assert code == 1 and f"entry {laid[8]}" in said
    code, said = run("--head", str(heads))
    assert code == 1 and f"FAULT ett · entry {laid[8]}: it was there at" in said
    assert run()[0] == (1 if connection.vendor == "sqlite" else 0)


def test_an_inserted_entry_is_found(laid):
    """Put between two seals, with a digest and a mark made with the installation's own keys."""
    template = Entry.objects.get(pk=laid[1])
    # A number inside a range of `ett` that is free: the one between belongs to `tva` and makes room.
    with unguarded():
        sql("DELETE FROM audit_entry WHERE id = %s", laid[3])
        sql("DELETE FROM audit_seal WHERE provider_id = 'tva'")
    forged = Entry(**{f.attname: getattr(template, f.attname) for f in Entry._meta.concrete_fields})
    forged.pk, forged.uid = laid[3], "00000000-0000-4000-8000-000000000001"
    forged.digest = log.digest_of(forged)
    forged.mark = log.mark_of(forged)
    forged.save(force_insert=True)
    assert re.search(rf"ett · entry {laid[3]} .*no seal covers it", found())


def test_an_entry_put_into_a_sealed_range_is_found(laid):
    with unguarded():
        sql("DELETE FROM audit_entry WHERE id = %s", laid[1])
    again = enter("ett")
    with unguarded():
        sql("UPDATE audit_entry SET id = %s WHERE id = %s", laid[1], again.pk)
    # Right number of entries, each of them genuine, but not those that were sealed.
    assert "not those that were sealed" in found()
    more = enter("ett")
    with unguarded():
        sql("UPDATE audit_seal SET count = 2 WHERE first_id = %s", laid[4])
    assert "entries too many" in found() and more.pk


def test_reordered_entries_are_found(laid):
    with unguarded():
        sql("UPDATE audit_entry SET id = 900 WHERE id = %s", laid[0])
        sql("UPDATE audit_entry SET id = %s WHERE id = %s", laid[0], laid[1])
        sql("UPDATE audit_entry SET id = %s WHERE id = 900", laid[1])
    assert "stand in another order" in found()


def test_an_entry_moved_between_providers_is_found_at_both(laid):
    entry = Entry.objects.get(pk=laid[1])
    entry.provider_id = "tva"
    with unguarded():
        sql(
            "UPDATE audit_entry SET provider_id = 'tva', digest = %s, mark = %s WHERE id = %s",
            log.digest_of(entry), entry.mark, laid[1],
        )  # fmt: skip
    said = found()
    assert re.search(r"ett · seal .*1 of 3 entries are gone: moved to another provider", said)
    assert re.search(rf"tva · entry {laid[1]} .*no seal covers it", said)
    with unguarded():
        sql("UPDATE audit_seal SET provider_id = 'tva' WHERE first_id = %s", laid[4])
    assert "tva · seal" in found()


def test_a_removed_or_changed_seal_is_found(laid):
    first, last = Seal.objects.filter(provider_id="ett").order_by("first_id")
    for column, value in (("last_id", last.last_id + 1), ("count", 2), ("number", 9), ("previous", "x"), ("mark", "x")):
        with unguarded():
            sql(f"UPDATE audit_seal SET {column} = %s WHERE id = %s", value, last.pk)
        assert f"seal {last.pk} " in found(), column
        with unguarded():
            sql(f"UPDATE audit_seal SET {column} = %s WHERE id = %s", getattr(last, column), last.pk)
        assert found() == ""
    with unguarded():
        sql("DELETE FROM audit_seal WHERE id = %s", first.pk)
    said = found()
    assert "does not follow on the seal before" in said and f"entry {laid[0]} " in said


def test_what_was_cut_off_or_built_anew_is_found_by_a_head_from_outside(laid, tmp_path, settings):
    """The newest seal with its entries and all numbers; and a whole chain made again with the keys at hand."""
    heads = tmp_path / "heads"
    assert run("--write-head", str(heads))[0] == 0
    last = Seal.objects.filter(provider_id="ett").latest("first_id")
    with unguarded():
        sql("DELETE FROM audit_seal WHERE id = %s", last.pk)
        sql("DELETE FROM audit_entry WHERE id >= %s", laid[4])
    _give_back_numbers(laid[3])
    assert found() == ""  # from the inside nothing shows
    code, said = run("--head", str(heads))
    assert code == 1 and "number 6: it was cut off or built anew" in said
    with unguarded():
        sql("DELETE FROM audit_seal WHERE provider_id = 'tva'")
        sql("DELETE FROM audit_entry WHERE provider_id = 'tva'")
    assert "FAULT tva · head of" in run("--head", str(heads))[1]
    (tmp_path / "bad").write_text("{]\n")
    with pytest.raises(Exception, match="bad"):
        run("--head", str(tmp_path / "bad"))


def _give_back_numbers(last: int) -> None:
    if connection.vendor == "sqlite":
        sql("UPDATE sqlite_sequence SET seq = %s WHERE name = 'audit_entry'", last)
    else:
        sql("SELECT setval(pg_get_serial_sequence('audit_entry', 'id'), %s)", last)


def test_the_worker_notes_heads_where_a_file_is_named(settings, tmp_path):
    settings.STEGVIS_LOG_HEADS = str(tmp_path / "heads")
    for _ in range(2):
        enter("ett"), enter("tva")
        seal_settled(now=LATER)
    kept = anchors.read(tmp_path / "heads")
    assert [(head.provider_id, head.number) for head in kept] == [("ett", 1), ("tva", 1), ("ett", 2), ("tva", 2)]
    assert verify(kept).faults == []


def test_new_encryption_keys_leave_the_log_as_it_was(laid, settings):
    """Another key first, each number sealed anew, and the old key thrown away."""
    old = settings.STEGVIS_KEYS
    new = "ny=" + "bnlubnlubnlubnlubnlubnlubnlubnlubnlubnlubnk="
    settings.STEGVIS_KEYS = f"{new},{old}"
    assert verify().faults == []
    for entry in Entry.objects.all():
        token = fields.key_ring().encrypt(entry.patient_number, "audit_entry.patient_number")
        # The guard lets this one column through: the number is the same, only its seal is new.
        assert sql("UPDATE audit_entry SET patient_number = %s WHERE id = %s", token, entry.pk) == 1
    settings.STEGVIS_KEYS = new
    assert verify().faults == []


def test_lawful_destruction_leaves_a_chain_that_holds(laid):
    """By decision, never younger than five years, once; what is left cannot be told from the husk."""
    old = NOW.replace(year=NOW.year - 7)
    with pytest.raises(destroying.CannotDestroy, match="5 years"):
        destroying.destroy(NOW, "2026-1", "Chefen", now=NOW)
    with pytest.raises(destroying.CannotDestroy, match="number"):
        destroying.destroy(old, " ", "Chefen", now=NOW)
    then = LATER.replace(year=LATER.year + 6)
    assert destroying.destroyable(LATER) == 7
    assert destroying.destroy(LATER, "2032-7", "Arkivchefen", now=then) == 7
    assert Entry.objects.count() == 2 + 2  # the tail, and what says that it was done for each provider
    assert Husk.objects.filter(entry_id=laid[0], decision="2032-7").exists()
    report = verify()
    assert report.faults == [] and {c.provider_id: c.destroyed for c in report.chains} == {"ett": 6, "tva": 1}
    assert "6 destroyed by decision" in run()[1]
    with pytest.raises(destroying.CannotDestroy, match="carried out"):
        destroying.destroy(LATER, "2032-7", "Arkivchefen", now=then)
    seal_settled(now=then + timedelta(hours=1))
    assert verify().faults == []


def test_the_chain_is_what_house_says():
    assert chain_digest("a", ["b"]) != chain_digest("", ["b"]) != chain_digest("", ["b", "a"])
