"""`manage.py import_directory` in the database: said first, done once, nothing removed, nothing of others touched."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from stegvis.access.kinds import Purpose
from stegvis.access.models import Account, CareUnit, Commission, DirectoryChange, DirectoryImport, StaffProfile
from stegvis.lib.clock import local_day, utc_now

CARE = Purpose.CARE.value


def bring_in(path, said, *options, ends=0):
    """What it printed; the exit code it ended with."""
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    out, code = io.StringIO(), 0
    try:
        call_command("import_directory", str(path), *options, stdout=out)
    except CommandError as error:
        code = error.returncode
        out.write(str(error))
    assert code == ends, out.getvalue()
    return out.getvalue()


def file(complete=False, **lines):
    return {"format": "stegvis-directory-1", "provider": "SE-ett", "complete": complete, **lines}


def everything():
    """Every row that an import may change, as it stands."""
    rows = (StaffProfile, Account, Commission, CareUnit)
    return [list(model.objects.order_by("pk").values()) for model in rows]


@pytest.mark.django_db
def test_an_import_says_what_it_does_and_does_it_once(cast, tmp_path):
    path, today = tmp_path / "katalog.json", local_day(utc_now())
    tina = cast.client("tina")
    others = Commission.objects.filter(unit=cast.o).values().get()
    said = file(
        units=[
            {"id": "se-NORRA", "name": "Norra mottagningen", "administration": "Vuxenpsykiatrin"},
            {"id": "SE-nya", "name": "Östra mottagningen", "administration": "Psykiatrin", "town": "Östby"},
            {"id": "SE-o", "name": "Kapad"},
        ],
        people=[
            {"id": "S-tina", "until": (today - timedelta(days=3)).isoformat(), "reason": "Slutar"},
            {"id": "S-tor", "merged_into": "S-tor-2"},
            {"id": "S-ny", "given_name": "Nils", "family_name": "Ny", "administration": "Psykiatrin"},
            {"id": "S-ove", "family_name": "Kapad", "administration": "Psykiatrin"},
        ],
        commissions=[
            {"id": "C-ny", "person": "S-ny", "unit": "SE-nya", "purpose": CARE, "from": "2026-01-01"},
            {"id": "C-ove-o", "person": "S-ny", "unit": "SE-norra", "purpose": CARE},
        ],
    )
    before = everything()
    tried = bring_in(path, said, "--dry-run", ends=2)
    assert everything() == before
    assert "det här var ett prov" in tried
    told = bring_in(path, said, ends=2)
    for words in (
        "Nytt (4)",
        "namn Norra → Norra mottagningen",
        "Avslutas (1)",
        "Förs samman (1)",
        "rad 3: enhet SE-o: Enheten finns hos en annan vårdgivare.",
        "rad 9: uppdrag C-ove-o: Uppdraget finns hos en annan vårdgivare.",
        "rad 7: person S-ove: Personen finns också hos en annan vårdgivare.",
        "Behandlare, Norra: Tina Ek (S-TINA). Slutar.",
        "Norra, Tina Ek: rader i bemanningen: 1",
    ):
        assert words in told, told
    # What was ended ends, with its day and its reason; and the session with it.
    ended = cast.accounts["tina"].commissions.get()
    assert ended.ends_on == today - timedelta(days=3)
    role = cast.accounts["tina"].grants.get()
    assert (role.withdrawn_by, role.reason) == ("system:directory", "Katalogen: Slutar")
    assert tina.get("/vard/").status_code == 302
    # What only got a new name keeps everything.
    assert StaffProfile.objects.get(hsa_id="S-tor-2").account.commissions.get().hsa_id == "C-tor-norra"
    unit = CareUnit.objects.get(hsa_id="SE-nya")
    assert (unit.code, unit.administration.name, unit.town) == ("ostra-mottagningen", "Psykiatrin", "Östby")
    assert CareUnit.objects.get(pk=cast.norra.pk).administration.name == "Vuxenpsykiatrin"
    # Another provider's person is only employed here too.
    ove = Account.objects.get(pk=cast.accounts["ove"].pk)
    assert (ove.last_name, ove.employments.get().provider) == ("Ek", cast.ett)
    assert Commission.objects.filter(unit=cast.o).values().get() == others
    kept = DirectoryChange.objects.get(hsa_id="S-tor-2")
    assert (kept.before["id"], kept.after["id"], kept.row) == ("S-tor", "S-tor-2", 5)
    # Again: nothing.
    stands, times = everything(), DirectoryImport.objects.count()
    assert "Inget att ändra." in bring_in(path, said, ends=2)
    assert (everything(), DirectoryImport.objects.count()) == (stands, times)


@pytest.mark.django_db
def test_a_complete_file_that_would_end_many_is_refused_without_the_flag(cast, tmp_path):
    path = tmp_path / "katalog.csv"
    lines = (
        "record;id;name;administration;given_name;family_name\nperson;S-kaj;;;Kaj;Ek\nunit;SE-norra;Norra;Psykiatrin\n"
    )
    before = everything()
    told = bring_in(path, lines, "--provider", "SE-ett", "--complete", ends=1)
    assert "Avslutas" in told and "--allow-many-ends" in told
    assert everything() == before
    bring_in(path, lines, "--provider", "SE-ett", "--complete", "--allow-many-ends")
    norra = Commission.objects.filter(unit=cast.norra)
    assert CareUnit.objects.get(pk=cast.norra.pk).archived_on is None
    assert norra and all(row.ends_on for row in norra)
    assert CareUnit.objects.get(pk=cast.sodra.pk).archived_on is not None
    assert CareUnit.objects.get(pk=cast.o.pk).archived_on is None
    assert cast.klas.can("region:read") and cast.kaj.can("region:read") and cast.lova.can("log:review")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "kolumnernas namn"),
        ("{", "inte riktig JSON"),
        ('{"format": "annat"}', "stegvis-directory-1"),
        (json.dumps(file(people={})), "ska vara listor"),
        (json.dumps({**file(), "extra": 1}), "extra"),
        ("record;id;okand\n", "okand"),
        ('record;id\nperson;"S', "går inte att läsa"),
    ],
)
def test_a_file_of_another_kind_is_refused_whole(tmp_path, content, says):
    assert says in bring_in(tmp_path / "katalog", content, ends=1)
