"""What was written before there were marks and running numbers gets them, as the log stands now."""

from django.db import migrations

from stegvis.lib.canonical import canonical_json
from stegvis.lib.fields import key_ring

AT_ONCE = 2000


def mark(apps, _editor):
    ring = key_ring()
    Entry, Seal = apps.get_model("audit", "Entry"), apps.get_model("audit", "Seal")
    waiting = Entry.objects.filter(mark="").order_by("id").only("id", "uid", "digest")
    while rows := list(waiting[:AT_ONCE]):
        for row in rows:
            row.mark = ring.keyed_hash(f"{row.uid}:{row.digest}", "audit.entry")
        Entry.objects.bulk_update(rows, ["mark"], batch_size=200)
    numbers = {}
    for seal in Seal.objects.filter(mark="").order_by("provider_id", "first_id"):
        seal.number = numbers[seal.provider_id] = numbers.get(seal.provider_id, 0) + seal.count
        said = [seal.provider_id, seal.first_id, seal.last_id, seal.count, seal.number, seal.previous, seal.digest]
        seal.mark = ring.keyed_hash(canonical_json(said).decode(), "audit.seal")
        seal.save(update_fields=["number", "mark"])


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_guarded")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
