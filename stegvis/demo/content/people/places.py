"""The region and its places. Phone numbers are from the ranges kept for fiction in Sweden."""

from __future__ import annotations

from stegvis.demo.content.shapes import PublisherUnit, Unit

PROVIDER = {
    "slug": "region-vanersund",
    "name": "Region Vänersund",
    "phone": "08-465 004 00",
    "hsa_id": "SE0000000001-0001",
}

ADMINISTRATIONS = [
    {"slug": "psykiatri", "name": "Psykiatri och habilitering", "contact": "vera-nystrom"},
    {"slug": "sjukhus", "name": "Sundhamra sjukhus", "contact": "birger-sjogren"},
    {"slug": "nara-vard", "name": "Nära vård", "contact": "mats-oberg"},
    # Has no contact person: ideas from there go straight to the manager.
    {"slug": "regionens-kansli", "name": "Regionens kansli", "contact": ""},
]

COUNCIL = ["kerstin-ahlgren", "rolf-edstrom", "henrik-strand"]

# Who stands in for whom: person, deputy, first and last day counted from today.
DEPUTIES = [("birger-sjogren", "elin-wikstrom", -9, 19)]

UNITS: list[Unit] = [
    {
        "slug": "psyk-norr",
        "name": "Psykiatrimottagningen Norr",
        "town": "Klarfors",
        "phone": "031-390 06 11",
        "administration": "psykiatri",
        "about": "Öppen vård för vuxna. Telefonen är öppen vardagar klockan 8 till 16.",
    },
    {
        "slug": "psyk-syd",
        "name": "Psykiatrimottagningen Syd",
        "town": "Vretinge",
        "phone": "031-390 06 12",
        "administration": "psykiatri",
        "about": "Öppen vård för vuxna. Telefonen är öppen vardagar klockan 8 till 15.",
    },
    {
        "slug": "somn",
        "name": "Sömnmottagningen",
        "town": "Sundhamra",
        "phone": "08-465 004 21",
        "administration": "sjukhus",
        "about": "Utredning och behandling av sömnbesvär. Telefontid vardagar klockan 9 till 11.",
    },
    {
        "slug": "vc-almen",
        "name": "Vårdcentralen Almen",
        "town": "Sundhamra",
        "phone": "08-465 004 31",
        "administration": "nara-vard",
        "about": "Vårdcentral med psykolog och kurator. Öppen vardagar klockan 8 till 17.",
    },
    {
        "slug": "vc-klarfors",
        "name": "Vårdcentralen Klarfors",
        "town": "Klarfors",
        "phone": "031-390 06 41",
        "administration": "nara-vard",
        "about": "Vårdcentral med fysioterapi. Öppen vardagar klockan 8 till 17.",
    },
    {
        "slug": "rehab",
        "name": "Rehabmottagningen Vretinge",
        "town": "Vretinge",
        "phone": "031-390 06 51",
        "administration": "nara-vard",
        "about": "Fysioterapi och arbetsterapi. Öppen vardagar klockan 7.30 till 16.30.",
    },
]

PUBLISHER_UNITS: list[PublisherUnit] = [
    {"slug": "utgivare", "name": "Digitala vårdprogram, Region Vänersund", "training": False},
    {"slug": "ovning", "name": "Övningsenhet för designers", "training": True},
]

DISTRIBUTIONS: dict[str, list[str]] = {
    "sov-battre": ["somn", "psyk-norr", "vc-almen"],
    "folj-ditt-maende": ["psyk-norr", "psyk-syd", "vc-almen", "vc-klarfors"],
    "rorelse-vid-artros": ["rehab", "vc-klarfors"],
}
