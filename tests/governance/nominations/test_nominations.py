"""A nomination: saved as one goes, sent by the one who will be responsible, with papers that are made safe."""

from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from PIL import Image

from stegvis.access.doors import Refused
from stegvis.governance import queries as process
from stegvis.governance.kinds import Stage, TaskKind
from stegvis.governance.models import Attachment, CouncilSeat, Initiative, Nomination, NominationForm, SentNomination
from stegvis.governance.nominations import actions, editing, papers, policies, queries
from stegvis.governance.nominations.actions import CannotRegister, CannotSend
from stegvis.governance.nominations.delivered import DELIVERED
from stegvis.governance.nominations.fields import CannotEditForm, Field, asked
from stegvis.governance.nominations.kinds import FieldKind
from stegvis.governance.nominations.papers import CannotAttach, clean_name
from stegvis.governance.saved import CannotOverwrite
from tests.cast import NOW
from tests.governance.making import initiative

pytestmark = pytest.mark.django_db
WHO = ("tina", "tor", "irma", "sven", "ove", "disa", "kaj", "klas", "emil", "kia", "rut")


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "attached": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    Attachment._meta.get_field("file").storage.__init__(location=tmp_path)


def everything() -> dict:
    found = {}
    for field in asked(DELIVERED):
        if field.kind is FieldKind.PERSONS:
            found[field.key] = [{"id": "", "name": "Anna Lind"}]
        elif field.kind is FieldKind.PERSON:
            found[field.key] = {"id": "", "name": "Anna Lind"}
        elif field.kind is FieldKind.CHOICE:
            found[field.key] = field.options[0]
        else:
            found[field.key] = {FieldKind.YES_NO: "no", FieldKind.NUMBER: 3}.get(field.kind, "svar")
    return found


def nominating(cast, **more):
    return initiative(cast, Stage.NOMINATION, **more)


def filled(cast):
    row = nominating(cast)
    actions.write(row, everything(), revision=0, now=NOW, by=cast.tina)
    return row


def test_who_fills_in_and_who_sends(cast):
    row = nominating(cast)
    assert {name for name in WHO if policies.may_fill(cast.actor(name), row)} == {"tina", "tor"}
    # The deputy helps to write; the one who will be responsible sends.
    assert {name for name in WHO if policies.may_send(cast.actor(name), row)} == {"tina"}
    assert not policies.may_fill(cast.ove, row).found


def test_the_first_save_makes_the_delivered_form_the_regions_first(cast):
    row = nominating(cast)
    assert queries.form_of(row, None).fields == DELIVERED
    actions.write(row, {"goal": "Sova", "unknown": "x"}, revision=0, now=NOW, by=cast.tina)
    kept = queries.nomination(row)
    assert (kept.form.number, kept.answers, kept.revision) == (1, {"goal": "Sova"}, 1)


def test_two_who_write_at_once_lose_nothing(cast):
    row = nominating(cast)
    actions.write(row, {"goal": "Ägarens"}, revision=0, now=NOW, by=cast.tina)
    with pytest.raises(CannotOverwrite):
        actions.write(row, {"goal": "Ersättarens"}, revision=0, now=NOW, by=cast.tor)
    # What is the same already is no conflict.
    actions.write(row, {"goal": "Ägarens"}, revision=0, now=NOW, by=cast.tor)
    actions.write(row, {"goal": "Bådas"}, revision=1, now=NOW, by=cast.tor)
    assert Nomination.objects.get().answers == {"goal": "Bådas"}


def test_it_is_not_sent_before_what_must_be_answered_is(cast):
    row = nominating(cast)
    actions.write(row, {**everything(), "goal": ""}, revision=0, now=NOW, by=cast.tina)
    with pytest.raises(CannotSend) as told:
        actions.send(row, now=NOW, by=cast.tina)
    assert [field.key for field in told.value.fields] == ["goal"]
    assert Initiative.objects.get().stage == Stage.NOMINATION


def test_what_was_sent_is_kept_as_it_was_and_each_seat_is_asked(cast):
    row = filled(cast)
    actions.send(row, now=NOW, by=cast.tina)
    assert row.stage == Stage.ASSESSMENT
    assert SentNomination.objects.get().answers == Nomination.objects.get().answers
    asked_ = row.tasks.filter(kind=TaskKind.STANDPOINT, done_at__isnull=True)
    assert [task.account for task in asked_] == [cast.accounts["rut"]]
    with pytest.raises(Refused):
        actions.send(row, now=NOW, by=cast.tina)
    assert SentNomination.objects.count() == 1
    with pytest.raises(Refused):
        actions.write(row, {"goal": "efteråt"}, revision=1, now=NOW, by=cast.tina)


def test_without_a_council_nobody_waits_for_it(cast):
    CouncilSeat.objects.all().delete()
    row = filled(cast)
    actions.send(row, now=NOW, by=cast.tina)
    assert row.stage == Stage.ASSESSMENT


def test_the_form_says_title_and_deputy_on_the_initiative_too(cast):
    row = nominating(cast)
    someone = cast.accounts["sven"]
    answers = {**everything(), "title": "Nytt namn", "deputy": {"id": str(someone.pk), "name": str(someone)}}
    actions.write(row, answers, revision=0, now=NOW, by=cast.tina)
    actions.send(row, now=NOW, by=cast.tina)
    row.refresh_from_db()
    assert (row.title, row.deputy_owner) == ("Nytt namn", someone)


# --- The form -----------------------------------------------------------------------------------


def test_a_begun_nomination_keeps_its_version_and_new_ones_get_the_next(cast):
    begun = nominating(cast)
    actions.write(begun, {"goal": "Sova"}, revision=0, now=NOW, by=cast.tina)
    place, by = cast.places["ett"], cast.kaj
    draft = editing.add_field(place, Field("", "Vad kostar det?"), revision=0, now=NOW, by=by)
    assert queries.newest_form(place.pk).number == 1  # a draft is nobody's form
    editing.publish_form(place, "Kostnad", revision=draft.revision, now=NOW, by=by)
    editing.publish_form(place, "Kostnad", revision=draft.revision, now=NOW, by=by)
    assert sorted(NominationForm.objects.values_list("number", flat=True)) == [1, 2]
    assert queries.form_of(begun, queries.nomination(begun)).number == 1
    assert "vad_kostar_det" in {field.key for field in queries.form_of(nominating(cast), None).fields}


def test_an_old_page_of_the_form_changes_nothing(cast):
    place = cast.places["ett"]
    editing.retire_field(place, "age", on=True, revision=0, now=NOW, by=cast.kaj)
    with pytest.raises(CannotOverwrite):
        editing.add_field(place, Field("", "En till"), revision=0, now=NOW, by=cast.kaj)


def test_a_form_without_questions_is_not_published(cast):
    place = cast.places["ett"]
    for revision, field in enumerate(DELIVERED):
        draft = editing.retire_field(place, field.key, on=True, revision=revision, now=NOW, by=cast.kaj)
    with pytest.raises(CannotEditForm):
        editing.publish_form(place, "", revision=draft.revision, now=NOW, by=cast.kaj)


def test_only_the_own_coordinator_edits_the_form(cast):
    for name in WHO:
        if name == "kaj":
            continue
        with pytest.raises(Refused):
            editing.retire_field(cast.places["ett"], "age", on=True, revision=0, now=NOW, by=cast.actor(name))
    assert queries.forms(cast.klas, cast.places["ett"]) == []


# --- From mail ----------------------------------------------------------------------------------


def paper() -> papers.Paper:
    return papers.Paper("Original.pdf", "application/pdf", "a" * 64, b"%PDF")


def test_a_nomination_from_mail_is_registered_once_with_its_original(cast):
    once = uuid4()
    for _ in range(2):
        row = actions.register(
            cast.places["ett"], "Från posten", cast.accounts["tina"], to_assessment=True, original=paper(),
            once=once, now=NOW, by=cast.kaj,
        )  # fmt: skip
    assert (row.stage, row.owner, Initiative.objects.count()) == (Stage.ASSESSMENT, cast.accounts["tina"], 1)
    assert [each.kind for each in queries.attachments(row)] == ["original"]
    # The team may write the answers off while it is assessed.
    assert policies.may_fill(cast.kaj, row)
    assert not policies.may_fill(cast.tina, row)


@pytest.mark.parametrize("lacking", ["title", "owner", "original"])
def test_a_registration_that_lacks_something_makes_nothing(cast, lacking):
    held = {"title": "Titel", "owner": cast.accounts["tina"], "original": paper()} | {lacking: None}
    with pytest.raises(CannotRegister):
        actions.register(
            cast.places["ett"], held["title"] or "", held["owner"], to_assessment=True, original=held["original"],
            once=uuid4(), now=NOW, by=cast.kaj,
        )  # fmt: skip
    assert not Initiative.objects.exists()


# --- Papers -------------------------------------------------------------------------------------


def a_pdf(**more) -> bytes:
    out = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        made.save(out)
    return out.getvalue()


def test_a_pdf_loses_its_scripts():
    data = a_pdf()
    made = papers.ready(BytesIO(data), "../../etc/Min fil.PDF", len(data))
    assert (made.name, made.mime) == ("Min fil.pdf", "application/pdf")
    assert b"JavaScript" not in made.data


def test_a_picture_is_drawn_anew():
    out = BytesIO()
    Image.new("RGB", (20, 20), "teal").save(out, "PNG", pnginfo=None)
    made = papers.ready(BytesIO(out.getvalue()), "bild.png", len(out.getvalue()))
    assert (made.name, made.mime) == ("bild.webp", "image/webp")


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 docx", b"<html><script>", b"", b"%PDF-1.7 trasig", b"\x89PNG\r\n\x1a\n trasig"]
)
def test_what_cannot_be_made_safe_is_refused(data):
    with pytest.raises(CannotAttach):
        papers.ready(BytesIO(data), "fil.pdf", len(data))


def test_too_large_is_refused_before_it_is_read():
    with pytest.raises(CannotAttach):
        papers.ready(BytesIO(b"%PDF-"), "stor.pdf", papers.LARGEST + 1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("C:\\mapp\\fil.pdf", "fil.pdf"), ("..", "bilaga.pdf"), ('a"b\r\nc.pdf', "a b c.pdf"), ("å ä ö.pdf", "å ä ö.pdf")],
)
def test_names_are_cleaned(typed, kept):
    assert clean_name(typed, "application/pdf") == kept


def test_a_paper_follows_its_initiative_and_no_other_provider(cast):
    row = nominating(cast)
    made = actions.attach(row, paper(), now=NOW, by=cast.tina)
    assert actions.attach(row, paper(), now=NOW, by=cast.tina).pk == made.pk
    assert queries.attachment(cast.kaj, made.pk).name == "Original.pdf"
    for name in ("ove", "klas", "sven", "rut"):
        assert queries.attachment(cast.actor(name), made.pk) is None, name
    with pytest.raises(Refused):
        actions.attach(row, paper(), now=NOW, by=cast.irma)
    actions.remove(row, made.pk, now=NOW, by=cast.tina)
    actions.remove(row, made.pk, now=NOW, by=cast.tina)
    assert queries.attachments(row) == [] and queries.attachment(cast.tina, made.pk) is None
    assert [entry.act for entry in process.history(cast.tina, row)].count("attachment:remove") == 1
