"""The demo's content keeps what it promises: shapes, media that exist, plain Swedish, allowed numbers."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from stegvis.demo.content import astma_hemma, folj_upp_maendet, people, rorelse_vid_artros, sov_battre
from stegvis.demo.content.build import prose
from stegvis.demo.content.people.residents import is_woman
from stegvis.demo.content.shapes import VALUE_KEYS, Block, Program, Step
from stegvis.program.lix import WARN_ABOVE, lix, plain_text

MEDIA = Path(sov_battre.__file__).resolve().parents[2] / "media"
PROGRAMS = [sov_battre.PROGRAM, folj_upp_maendet.PROGRAM, rorelse_vid_artros.PROGRAM, astma_hemma.PROGRAM]
QUESTIONNAIRES = {
    *("phq-9", "gad-7", "somnvecka", "vardagen", "utvardering", "halsa-och-vanor"),
    *("somndagbok", "rorelsedagbok", "just-nu", "smarta-i-dag"),
}
RULES = {"at_start", "by_staff", "when_previous_done", "days_after_start", "days_after_previous_opened", "when_all"}
ALLOWED_TAGS = {"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br", "hr"}
MEDIA_FIELDS = ("image", "film", "captions", "audio", "document")
FICTION = re.compile(r"(08-465 004 \d\d|031-390 06 \d\d|070-174 06 (0[5-9]|[1-9]\d))")
by_slug = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program["slug"])


def steps_of(program: Program) -> Iterator[Step]:
    for module in program["modules"]:
        for section in module["sections"]:
            yield from section["steps"]


def blocks_of(program: Program) -> Iterator[Block]:
    for step in steps_of(program):
        yield from step["blocks"]


def rich_texts(value: Any) -> Iterator[str]:
    """Every HTML field, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"body", "instruction", "lead", "welcome"}:
                yield inner
            else:
                yield from rich_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from rich_texts(inner)


def read_words(block: Block) -> str:
    """What a resident reads in a block, as plain lines."""
    value = block["value"]
    parts = [value.get(key, "") for key in ("text", "title", "caption", "transcript")]
    parts += [plain_text(value.get(key, "")) for key in ("body", "instruction")]
    for item in value.get("items", []):
        parts += [item["title"], plain_text(item["body"])]
    return "\n".join(part for part in parts if part)


@by_slug
def test_blocks_have_the_fields_of_their_type(program: Program) -> None:
    for block in blocks_of(program):
        value = block["value"]
        assert set(value) == VALUE_KEYS[block["type"]], block
        assert value.get("questionnaire", "phq-9") in QUESTIONNAIRES
        assert value.get("tone", "tip") in {"info", "tip", "warning", "important"}
        assert value.get("level", "2") in {"2", "3"}
        if block["type"] == "exercise":
            assert bool(value["columns"]) == (value["form"] == "table")
            assert bool(value["rows"]) == (value["form"] != "text")


@by_slug
def test_outline_and_measurements_can_be_planned(program: Program) -> None:
    assert program["modules"][0]["opening"]["rule"] == "at_start"
    for module in program["modules"]:
        opening = module["opening"]
        assert opening["rule"] in RULES
        assert ("days" in opening) == opening["rule"].startswith("days_")
        assert ("conditions" in opening) == (opening["rule"] == "when_all")
    for measurement in program["measurements"]:
        assert measurement["questionnaire"] in QUESTIONNAIRES
        assert ("times" in measurement) == (measurement["when"] in {"every", "weekdays"})
        assert ("days" in measurement) == (measurement["when"] == "every")
        assert ("weekdays" in measurement) == (measurement["when"] == "weekdays")
        assert ("module" in measurement) == (measurement["when"] == "before_module")
        assert measurement.get("module", 0) < len(program["modules"])


@by_slug
def test_rich_text_holds_allowed_tags_only(program: Program) -> None:
    for html in rich_texts(dict(program)):
        assert set(re.findall(r"</?([a-z0-9]+)", html)) <= ALLOWED_TAGS
        assert "*" not in html and html.strip()


@by_slug
def test_media_exist_and_images_are_described(program: Program) -> None:
    for block in blocks_of(program):
        value = block["value"]
        for field in MEDIA_FIELDS:
            assert field not in value or (MEDIA / value[field]).is_file(), value[field]
        if block["type"] == "image":
            assert len(value["alt"]) > 20
        if block["type"] in {"film", "audio"}:
            assert len(value["transcript"]) > 300


@by_slug
def test_every_step_reads_easily(program: Program) -> None:
    for html in (program["lead"], program["welcome"]):
        assert lix(plain_text(html)).value < WARN_ABOVE
    for step in steps_of(program):
        words = "\n".join([step["title"], *(read_words(block) for block in step["blocks"])])
        assert lix(words).value < WARN_ABOVE, (step["title"], lix(words))


def test_the_large_program_is_large_and_safe() -> None:
    program = sov_battre.PROGRAM
    assert len(program["modules"]) >= 8
    assert all(4 <= len(list(steps_of({**program, "modules": [m]}))) <= 7 for m in program["modules"])
    cautions = " ".join(read_words(b) for b in blocks_of(program) if b["value"].get("tone") == "warning")
    for word in ("epilepsi", "bipolär", "gravid", "kör", "psykos", "sömnapné"):
        assert word in cautions.lower()


def test_every_medium_is_used_and_small() -> None:
    used = {
        block["value"][field]
        for program in PROGRAMS
        for block in blocks_of(program)
        for field in MEDIA_FIELDS
        if field in block["value"]
    }
    files = {str(path.relative_to(MEDIA)) for path in MEDIA.rglob("*") if path.is_file()}
    assert files == used
    assert sum(path.stat().st_size for path in MEDIA.rglob("*") if path.is_file()) <= 5 * 1024 * 1024
    for path in MEDIA.rglob("*.webp"):
        assert path.stat().st_size <= 40 * 1024
        with Image.open(path) as picture:
            assert picture.size == (1200, 675)


def test_captions_follow_each_other() -> None:
    captions = (MEDIA / "sov-battre/tryck-och-takt.sv.vtt").read_text(encoding="utf-8")
    assert captions.startswith("WEBVTT\n")
    stamp = r"(\d\d):(\d\d\.\d{3})"
    cues = re.findall(rf"^{stamp} --> {stamp}\n((?:.+\n)+)", captions, re.MULTILINE)
    times = [float(a) * 60 + float(b) for cue in cues for a, b in (cue[:2], cue[2:4])]
    assert times == sorted(times) and len(cues) > 15
    assert all(len(line) <= 42 for cue in cues for line in cue[4].splitlines())
    said = " ".join(" ".join(cue[4].split()) for cue in cues)
    film = next(block for block in blocks_of(sov_battre.PROGRAM) if block["type"] == "film")
    assert said == " ".join(film["value"]["transcript"].split())


def test_residents_are_two_hundred_adults_with_allowed_numbers() -> None:
    residents = people.residents()
    numbers = [resident["identity_number"] for resident in residents]
    assert len(residents) == len(set(numbers)) == 200
    assert set(numbers) <= set(people.allowed_numbers())
    assert all(int(number[:4]) <= 2006 for number in numbers)
    assert len({resident["slug"] for resident in residents}) == 200
    assert len({(resident["given"], resident["family"]) for resident in residents}) == 200
    assert sum(bool(resident["sentence"]) for resident in residents) == 8
    assert 70 < sum(is_woman(number) for number in numbers) < 130
    assert all(FICTION.fullmatch(resident["phone"]) for resident in residents if resident["phone"])


def test_the_cast_stands_in_places_that_exist() -> None:
    units = {unit["slug"] for unit in people.UNITS}
    places = units | {unit["slug"] for unit in people.PUBLISHER_UNITS} | {people.PROVIDER["slug"]}
    places |= {administration["slug"] for administration in people.ADMINISTRATIONS}
    staff = {person["slug"]: person for person in people.STAFF}
    programs = {program["slug"] for program in PROGRAMS}
    assert len(staff) == len(people.STAFF) and len(units) == 6
    assert all(re.fullmatch(r"[a-z-]+", slug) for slug in staff)
    assert {hat["place"] for person in people.STAFF for hat in person["hats"]} <= places
    assert all(FICTION.fullmatch(unit["phone"]) for unit in people.UNITS)
    # One administration has no contact person, so that the step that is skipped can be seen.
    contacts = [administration["contact"] for administration in people.ADMINISTRATIONS]
    assert all(slug in staff for slug in contacts if slug) and contacts.count("") == 1
    assert {*people.COUNCIL, *(slug for row in people.DEPUTIES for slug in row[:2])} <= set(staff)
    for resident in people.residents():
        for start in resident["starts"]:
            assert start["unit"] in people.DISTRIBUTIONS[start["program"]] and start["program"] in programs
            assert start["story"] in people.STORIES and start["story"] in people.TOTALS
            hats = staff[start["therapist"] or ""]["hats"]
            assert any(hat["place"] == start["unit"] and "therapist" in hat["roles"] for hat in hats)


def test_answers_belong_to_exercises_that_exist() -> None:
    programs = {program["slug"]: program for program in PROGRAMS}
    filled = {"text": "said", "list": "lines", "table": "rows"}
    for answer in people.EXERCISE_ANSWERS:
        module = programs[answer["program"]]["modules"][answer["module"]]
        found = [
            block["value"]
            for section in module["sections"]
            for step in section["steps"]
            for block in step["blocks"]
            if block["type"] == "exercise" and block["value"]["title"] == answer["exercise"]
        ]
        assert len(found) == 1, answer["exercise"]
        assert answer[filled[found[0]["form"]]], answer["exercise"]  # type: ignore[literal-required]
        assert all(len(row) == len(found[0]["columns"]) for row in answer["rows"])


def test_letters_are_for_programs_with_messages() -> None:
    with_messages = {program["slug"] for program in PROGRAMS if program["messages"]}
    assert len(people.THREADS) >= 10
    assert {thread["program"] for thread in people.THREADS} <= with_messages


def test_markup_becomes_the_html_that_is_allowed() -> None:
    assert prose("Hej **du** & *jag*.\n\n- ett\n- två\n  rader\n\n1. först") == (
        "<p>Hej <strong>du</strong> &amp; <em>jag</em>.</p><ul><li>ett</li><li>två rader</li></ul><ol><li>först</li></ol>"
    )


@by_slug
def test_what_the_program_says_by_itself_is_short_kind_and_reads_easily(program: Program) -> None:
    assert program.get("reminders") and program.get("length_days")
    for reminder in program["reminders"]:
        assert len(reminder["text"]) < 120 and lix(reminder["text"]).value < WARN_ABOVE
        assert not re.search(r"måste|glömt|försenad|!", reminder["text"])
