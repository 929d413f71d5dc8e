"""Two hundred residents: eight that have a story of their own, and the many that fill the lists.

The same people every time: everything follows from the order of testnumbers.txt, no randomness.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stegvis.demo.content.people.names import each, full_name
from stegvis.demo.content.people.places import DISTRIBUTIONS
from stegvis.demo.content.shapes import Resident, Start

COUNT = 200
BORN = range(1938, 2007)

STORIES: dict[str, str] = {
    "not_begun": "started, has never signed in",
    "gate_open": "has signed in, the gate measurements are not answered",
    "steady": "on time with everything, slowly better",
    "midway": "in the middle, one exercise sent and waiting for an answer",
    "message_waiting": "as steady, with a message that staff have not answered",
    "quiet": "active at first, nothing for three weeks",
    "worse": "answers, and the totals rise",
    "danger": "answered 1 or more on question 9 of phq-9 today; the flag is not handled",
    "danger_handled": "as danger, four weeks ago, handled and better since",
    "paused": "in a pause that the therapist has laid in",
    "maintenance": "active treatment over, in maintenance",
    "finished": "finished and closed, closing measurement answered",
    "left_early": "left before the end",
    "long_text": "as steady, with very long free texts and a very long name",
}

TOTALS: dict[str, dict[str, list[int]]] = {
    "gate_open": {},
    "not_begun": {},
    "steady": {"phq-9": [14, 12, 11, 9, 7], "gad-7": [12, 11, 9, 8, 6]},
    "midway": {"phq-9": [13, 12, 10], "gad-7": [11, 10, 9]},
    "message_waiting": {"phq-9": [12, 12, 9], "gad-7": [13, 11, 10]},
    "quiet": {"phq-9": [11, 12], "gad-7": [9, 9]},
    "worse": {"phq-9": [9, 11, 14, 16], "gad-7": [8, 10, 12, 14]},
    "danger": {"phq-9": [15, 17, 19], "gad-7": [12, 13, 15]},
    "danger_handled": {"phq-9": [18, 16, 12, 10], "gad-7": [14, 13, 10, 9]},
    "paused": {"phq-9": [13, 13], "gad-7": [12, 11]},
    "maintenance": {"phq-9": [15, 12, 9, 6, 5], "gad-7": [13, 10, 8, 6, 5]},
    "finished": {"phq-9": [16, 13, 9, 6, 4], "gad-7": [14, 11, 8, 5, 4]},
    "left_early": {"phq-9": [10], "gad-7": [9]},
    "long_text": {"phq-9": [11, 10, 9], "gad-7": [10, 9, 8]},
}

_DAYS = {
    "not_begun": 2, "gate_open": 4, "steady": 61, "midway": 38, "message_waiting": 33,
    "quiet": 48, "worse": 50, "danger": 35, "danger_handled": 66, "paused": 44,
    "maintenance": 97, "finished": 150, "left_early": 80, "long_text": 40,
}  # fmt: skip
_PATTERN = each(
    "steady midway quiet steady message_waiting finished gate_open steady worse maintenance "
    "not_begun steady finished midway paused steady left_early quiet danger_handled finished "
    "steady maintenance midway gate_open"
)
_THERAPISTS: dict[str, list[str]] = {
    "somn": ["daniel-osei", "karin-ljung", "sofia-nilsson", "daniel-osei", "henrik-strand"],
    "psyk-norr": ["anna-lindqvist", "johan-berg", "mikael-sandberg", "anna-lindqvist"],
    "psyk-syd": ["erik-holm"],
    "vc-almen": ["fatima-yusuf", "oskar-lund"],
    "vc-klarfors": ["nadia-rahimi"],
    "rehab": ["tomas-vik", "emelie-sjoberg", "samir-kaya"],
}
_OLDER_COUNT = 48
_OLDER = [
    ("rorelse-vid-artros", "rehab"),
    ("rorelse-vid-artros", "vc-klarfors"),
    ("sov-battre", "somn"),
    ("rorelse-vid-artros", "rehab"),
    ("folj-ditt-maende", "vc-almen"),
    ("sov-battre", "vc-almen"),
]
_YOUNGER = [(program, unit) for program, units in DISTRIBUTIONS.items() for unit in units] + [
    ("sov-battre", "somn"),
    ("sov-battre", "somn"),
    ("sov-battre", "vc-almen"),
]


def _start(program: str, unit: str, therapist: str | None, story: str, shift: int = 0) -> Start:
    return {
        "program": program,
        "unit": unit,
        "therapist": therapist,
        "started_days_ago": _DAYS[story] + shift,
        "story": story,
    }


def _named() -> list[tuple[str, str, str, bool, int, str, list[Start]]]:
    """Slug, given, family, woman, born at the earliest, sentence, starts of those with a story."""
    sov, maende, artros = DISTRIBUTIONS
    return [
        ("nora-ekdahl", "Nora", "Ekdahl", True, 1997,
            "Ny i Sov bättre. Har fått ett start-SMS men inte börjat.",
            [_start(sov, "somn", "daniel-osei", "not_begun")]),
        ("elias-norberg", "Elias", "Norberg", False, 1984,
            "Mitt i Sov bättre. Har en övning som väntar på svar och en ny skattning i dag.",
            [_start(sov, "somn", "daniel-osei", "midway")]),
        ("amina-warsame", "Amina", "Warsame", True, 1991,
            "Följer sitt mående och har svarat att hon har mörka tankar. Mottagningen är larmad.",
            [_start(maende, "psyk-norr", "anna-lindqvist", "danger")]),
        ("goran-hedlund", "Göran", "Hedlund", False, 1953,
            "Klar med Sov bättre, som han har spärrat för andra enheter. Öppna Vem har tittat.",
            [_start(sov, "vc-almen", "oskar-lund", "finished"),
             _start(artros, "rehab", "tomas-vik", "steady", -20)]),
        ("maria-kowalska", "Maria", "Kowalska", True, 1968,
            ("Har två program på en gång, svarar måndagar och torsdagar, och har semester inlagd."
            " Öppna Plan."),
            [_start(maende, "vc-klarfors", "nadia-rahimi", "steady"),
             _start(artros, "vc-klarfors", "per-engstrom", "steady", -20)]),
        ("wilhelmina-christophersdotter", "Wilhelmina Konstantina Alexandra",
            "Christophersdotter-Vasilopoulou", True, 1975,
            "Har ett mycket långt namn och skriver långa texter. Visar att sidorna tål det.",
            [_start(sov, "vc-almen", "fatima-yusuf", "long_text")]),
        ("yusuf-demir", "Yusuf", "Demir", False, 1979,
            "Har uppehåll i Sov bättre. Gör Astma hemma med sin dotter.",
            [_start(sov, "somn", "karin-ljung", "paused")]),
        ("tyra-blom", "Tyra", "Blom", True, 1962,
            "Börjar Rörelse vid artros om några dagar. Ser sin plan redan nu.",
            [_start(artros, "rehab", "tomas-vik", "not_begun")]),
    ]  # fmt: skip


@cache
def allowed_numbers() -> tuple[str, ...]:
    """Every test identity number that may occur in the project, in order."""
    path = Path(__file__).resolve().parent.parent / "testnumbers.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _numbers() -> list[str]:
    """Adults' personnummer in the list's order. The list has few who are old: they are kept."""
    able = [n for n in allowed_numbers() if int(n[:4]) in BORN and int(n[6:8]) <= 31]
    older = _spread([n for n in able if n < "1970"], _OLDER_COUNT + 6)
    return older + _spread([n for n in able if n > "1970"], COUNT - len(older))


def _spread(numbers: list[str], count: int) -> list[str]:
    return [numbers[place * len(numbers) // count] for place in range(count)]


def is_woman(number: str) -> bool:
    """The next last digit but one of a personnummer is even for women."""
    return int(number[10]) % 2 == 0


def _phone(place: int) -> str:
    """The range for fiction holds 95 mobile numbers, of which staff have ten; the rest have given none."""
    return f"070-174 06 {5 + place:02d}" if place < 85 else ""


def _place_of(place: int) -> tuple[str, str, str, int]:
    """Program, unit, therapist and turn for one of the many."""
    plan = _OLDER if place < _OLDER_COUNT else _YOUNGER
    program, unit = plan[place % len(plan)]
    turn = place // len(plan)
    therapists = _THERAPISTS[unit]
    if (program, unit) == ("rorelse-vid-artros", "vc-klarfors"):
        therapists = ["per-engstrom"]
    return program, unit, therapists[turn % len(therapists)], turn


def _story(place: int, turn: int, program: str) -> str:
    story = _PATTERN[(place * 7 + turn) % len(_PATTERN)]
    only_with_phq = {"message_waiting", "worse", "danger_handled"}
    return "steady" if program == "rorelse-vid-artros" and story in only_with_phq else story


def _filler(place: int, number: str, taken: set[tuple[str, str]]) -> Resident:
    name = next(
        found
        for step in range(0, 600, 31)
        if (found := full_name(place + step, int(number[:4]), is_woman(number))) not in taken
    )
    taken.add(name)
    program, unit, therapist, turn = _place_of(place)
    story = _story(place, turn, program)
    return {
        "slug": f"resident-{place:03d}",
        "given": name[0],
        "family": name[1],
        "identity_number": number,
        "phone": _phone(place),
        "sentence": "",
        "starts": [_start(program, unit, therapist, story, place % 9)],
    }


def _pick(numbers: list[str], woman: bool, year: int) -> str:
    """The first number from that year on that fits; it is taken out of the list."""
    fit = next(n for n in numbers if is_woman(n) is woman and int(n[:4]) >= year)
    numbers.remove(fit)
    return fit


@cache
def residents() -> tuple[Resident, ...]:
    """All two hundred. Those with a sentence are shown on the sign-in page."""
    numbers = _numbers()
    people: list[Resident] = []
    for place, (slug, given, family, woman, year, sentence, starts) in enumerate(_named()):
        people.append(
            {
                "slug": slug,
                "given": given,
                "family": family,
                "identity_number": _pick(numbers, woman, year),
                "phone": _phone(place),
                "sentence": sentence,
                "starts": starts,
            }
        )
    taken = {(person["given"], person["family"]) for person in people}
    people += [_filler(place, number, taken) for place, number in enumerate(numbers, len(people))]
    return tuple(people)
