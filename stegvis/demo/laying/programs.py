"""The programs, built on the designers' own pages and taken the whole way by those who may."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from wagtail.models import Page, Revision

from stegvis.authoring.actions import freeze
from stegvis.authoring.building import build_program
from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.authoring.models.drafts import save_draft
from stegvis.authoring.projection import project_all
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import Candidate, ProgramVersion
from stegvis.catalogue.policies import Placing
from stegvis.demo.content import folj_upp_maendet, people, rorelse_vid_artros, sov_battre
from stegvis.demo.content.shapes import Step
from stegvis.demo.laying.drafts import NEW_STEP, NEWS, PRACTICE, UNFINISHED
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.demo.laying.questionnaires import lay_questionnaires
from stegvis.lib.clock import local_day
from stegvis.questionnaires.load import load_shipped

MEDIA = Path(__file__).resolve().parent.parent / "media"
CONTENTS: tuple[Mapping[str, Any], ...] = (sov_battre.PROGRAM, folj_upp_maendet.PROGRAM, rorelse_vid_artros.PROGRAM)
FIRST_PUBLISHED = timedelta(days=210)
# A unit that has just got a program and not started it for anybody yet.
NEWCOMER = ("sov-battre", "vc-klarfors")
DESIGNER, TRAINEE = "maja-lindgren", "tove-ringdahl"


def lay_programs(places: Places, now: datetime) -> dict[str, ProgramVersion]:
    """Published versions by the content's slug. Drafts and a waiting candidate are made besides."""
    load_shipped(now=now - FIRST_PUBLISHED)
    project_all(local_day(now))
    lay_questionnaires(places.publishers["utgivare"], _designer(places), now)
    versions: dict[str, ProgramVersion] = {}
    for number, content in enumerate(CONTENTS):
        at = now - FIRST_PUBLISHED + timedelta(days=4 * number)
        page = build_program(places.publishers["utgivare"], content, _designer(places), media=MEDIA)
        versions[content["slug"]] = _publish(places, page, content["slug"], at)
        if content is rorelse_vid_artros.PROGRAM:
            _hand_over_news(places, page, now - timedelta(days=16))
    program, unit = NEWCOMER
    _distribute(places, versions[program], unit, now - timedelta(days=3))
    unfinished = build_program(places.publishers["utgivare"], UNFINISHED, _designer(places), media=MEDIA)
    practice = build_program(places.publishers["ovning"], PRACTICE, places.actor(TRAINEE, "ovning"), media=MEDIA)
    _edited(unfinished, now - timedelta(days=1, hours=3))
    _edited(practice, now - timedelta(days=4, hours=5))
    return versions


def _designer(places: Places) -> Any:
    return places.actor(DESIGNER, "utgivare")


def _coordinator(places: Places) -> Any:
    return places.actor(COORDINATOR, str(people.PROVIDER["slug"]))


def _edited(page: ProgramPage, at: datetime) -> None:
    """When a designer last worked on it: the editor itself only knows the time of the laying out."""
    pages = Page.objects.descendant_of(page, inclusive=True)
    Revision.objects.filter(pk__in=pages.values("latest_revision")).update(created_at=at)
    pages.update(latest_revision_created_at=at)


def _publish(places: Places, page: ProgramPage, slug: str, at: datetime) -> ProgramVersion:
    _edited(page, at - timedelta(hours=2))
    candidate = freeze(page, "Första versionen.", now=at, by=_designer(places))
    version = _bring_in(places, candidate, at + timedelta(days=1))
    for unit in people.DISTRIBUTIONS[slug]:
        _distribute(places, version, unit, at + timedelta(days=2))
    return version


def _bring_in(places: Places, candidate: Candidate, at: datetime) -> ProgramVersion:
    """Into the catalogue with the decisions of the time before the region had Stegvis."""
    reason = "Programmet granskades och riskanalyserades i regionens tidigare process."
    clearance = catalogue.clear(candidate, ClearanceKind.BROUGHT_IN, reason, now=at, by=_coordinator(places))
    owner = _designer(places)
    catalogue.name_publisher(candidate.program, owner.account, now=at, by=_coordinator(places))
    version: ProgramVersion = catalogue.publish(clearance, now=at, by=owner)
    return version


def _distribute(places: Places, version: ProgramVersion, unit: str, at: datetime) -> None:
    catalogue.distribute(Placing(version, places.units[unit]), now=at, by=_coordinator(places))


def _hand_over_news(places: Places, page: ProgramPage, at: datetime) -> None:
    """One step more at the end, frozen and left for the coordinator to read."""
    modules = ModulePage.objects.child_of(page).order_by("path")
    module = list(modules)[-1].get_latest_revision_as_object()
    body = deepcopy(module.body.get_prep_value())
    body[-1]["value"]["steps"].append(_new_step(NEW_STEP))
    module.body = body
    save_draft(module, _designer(places).account_id)
    _edited(page, at - timedelta(hours=1))
    freeze(page, NEWS, now=at, by=_designer(places))


def _new_step(raw: Step) -> dict[str, Any]:
    """A step as the editor keeps it, with ids that are the same every time."""
    blocks = [
        {"type": block["type"], "id": f"5d1d5d3c-0000-4000-8000-{number:012d}", "value": dict(block["value"])}
        for number, block in enumerate(raw["blocks"], start=1)
    ]
    value = {"title": raw["title"], "blocks": blocks}
    return {"type": "step", "id": "5d1d5d3c-0000-4000-8000-000000000000", "value": value}
