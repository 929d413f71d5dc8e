"""Rörelse vid artros on its way to a second version: two frozen rounds, what was ticked, and what was let pass."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from stegvis.authoring.freeze import freeze
from stegvis.authoring.models import AuthoredImage, ModulePage, ProgramPage
from stegvis.authoring.models.drafts import save_draft
from stegvis.catalogue.models import Candidate, ProgramVersion
from stegvis.demo.content import artros_rounds as content
from stegvis.demo.content import people
from stegvis.demo.content import questionnaires as asked
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.governance.checking.actions import waive
from stegvis.governance.checking.queries import open_musts
from stegvis.governance.checklist.actions import tick
from stegvis.governance.kinds import Lane, MemberKind, Stage
from stegvis.governance.models import Initiative, Member
from stegvis.governance.moving import next_number
from stegvis.program.checks import CheckCode
from stegvis.questionnaires import actions as questionnaires
from stegvis.questionnaires import editing
from stegvis.questionnaires.editing import Doc
from stegvis.questionnaires.models import DefinitionVersion

FIRST, SECOND = timedelta(days=9), timedelta(days=2)
# Ids that are the same every time.
STEP_ID = "5d1d5d3c-0000-4000-8000-0000000001{:02d}"


def lay_rework(places: Places, version: ProgramVersion, now: datetime) -> Initiative:
    """The first round is the newest candidate there is; the second is frozen here. A second or two."""
    designer = places.actor(content.DESIGNER, "utgivare")
    page = ProgramPage.objects.get(program_uuid=version.program_id)
    _without_licence()
    modules = list(ModulePage.objects.child_of(page).order_by("path"))
    _edit(modules[-1], _asking, designer.account_id)
    first = freeze(page, "Vinterstegen har fått ett formulär.", now=now - FIRST, by=designer)
    work = _initiative(places, first, now - timedelta(days=40))
    for number, (who, line, note) in enumerate(content.TICKS):
        tick(work, line, note, now=now - FIRST + timedelta(hours=3 + number), by=places.somebody(who))
    _another_question(designer, now - timedelta(days=5))
    for module in modules:
        _edit(module, _reworded, designer.account_id)
    _edit(modules[0], _with_step, designer.account_id)
    _rules(page, designer.account_id)
    second = freeze(page, content.SECOND_NOTE, now=now - SECOND, by=designer)
    work.candidate = second
    work.save(update_fields=["candidate"])
    _let_pass(places, work, now - timedelta(days=1))
    return work


def _initiative(places: Places, candidate: Candidate, at: datetime) -> Initiative:
    unit = places.units["rehab"]
    accounts = places.accounts
    made = Initiative.objects.create(
        provider=places.provider,
        number=next_number(places.provider, at),
        lane=Lane.VERSION,
        stage=Stage.PREPARATION,
        stage_since=at + timedelta(days=38),
        title=f"{candidate.program.title}, nästa version",
        administration=unit.administration,
        unit=unit,
        opened_by=accounts[content.OWNER],
        opened_at=at,
        manager=accounts[content.MANAGER],
        owner=accounts[content.OWNER],
        deputy_owner=accounts[content.DEPUTY],
        designer=accounts[content.DESIGNER],
        publisher_unit=candidate.program.publisher_unit,
        program=candidate.program,
        candidate=candidate,
    )
    for slug, kind in ((content.MEDICAL, MemberKind.MEDICAL), (content.CARE, MemberKind.CARE)):
        Member.objects.create(
            initiative=made, account=accounts[slug], kind=kind, invited_by=accounts[content.OWNER], invited_at=at
        )
    return made


def _let_pass(places: Places, work: Initiative, at: datetime) -> None:
    coordinator = places.actor(COORDINATOR, str(people.PROVIDER["slug"]))
    for remark in open_musts(work):
        if remark.lapse.code == CheckCode.MEDIA_RIGHTS_MISSING:
            lapse = remark.lapse
            waive(work, lapse.code, lapse.node_id, lapse.field, content.WAIVED_REASON, now=at, by=coordinator)


# --- The drafts ----------------------------------------------------------------------------------


def _edit(module: ModulePage, change: Callable[[list[Any]], list[Any]], by: str) -> None:
    # Read anew: the page in hand still points at the draft before the last.
    latest = ModulePage.objects.get(pk=module.pk).get_latest_revision_as_object()
    latest.body = change(deepcopy(latest.body.get_prep_value()))
    save_draft(latest, by)


def _asking(body: list[Any]) -> list[Any]:
    """The questionnaire about an active week, at the end of the last step."""
    block = {"type": "questionnaire", "id": STEP_ID.format(9), "value": {"questionnaire": "min-aktiva-vecka"}}
    body[-1]["value"]["steps"][-1]["value"]["blocks"].append(block)
    return body


def _reworded(body: list[Any]) -> list[Any]:
    plain = json.dumps(body, ensure_ascii=False)
    for before, after in content.REWORDED.items():
        plain = plain.replace(before, after)
    changed: list[Any] = json.loads(plain)
    return changed


def _with_step(body: list[Any]) -> list[Any]:
    """A new step, with a link that says nothing."""
    plain = json.dumps(content.ADDED_STEP, ensure_ascii=False)
    raw = json.loads(plain.replace(content.LINK_AFTER, f"{content.LINK_AFTER} {json.dumps(content.LINK)[1:-1]}"))
    blocks = [
        {"type": block["type"], "id": STEP_ID.format(number), "value": block["value"]}
        for number, block in enumerate(raw["blocks"], start=1)
    ]
    step = {"type": "step", "id": STEP_ID.format(0), "value": {"title": raw["title"], "blocks": blocks}}
    body[-1]["value"]["steps"].append(step)
    return body


def _rules(page: ProgramPage, by: str) -> None:
    latest = page.get_latest_revision_as_object()
    for name, before, after in (
        ("outline", content.DAYS_BEFORE, content.DAYS_AFTER),
        ("measurements", content.TIMES_BEFORE, content.TIMES_AFTER),
    ):
        field = getattr(latest, name)
        rows = deepcopy(field.get_prep_value())
        for row in rows:
            row["value"] = {
                key: after if value == before and key in ("days", "times") else value
                for key, value in row["value"].items()
            }
        setattr(latest, name, rows)
    save_draft(latest, by)


def _without_licence() -> None:
    """One picture whose agreement is not signed yet."""
    row = AuthoredImage.objects.filter(file__contains=content.UNLICENSED.rpartition("/")[2]).first()
    if row is not None:
        row.licence = row.source = ""
        row.save(update_fields=["licence", "source"])


def _another_question(by: Any, at: datetime) -> None:
    """Min aktiva vecka counts a question more: old sums are not to be compared with new ones."""
    current = DefinitionVersion.objects.filter(key="min-aktiva-vecka").order_by("-created_at").first()
    if current is None:
        return
    draft = questionnaires.begin_change(current, now=at, by=by)
    questionnaires.edit(draft, draft.revision, _one_more, now=at, by=by)
    draft.refresh_from_db()
    questionnaires.publish(draft, draft.revision, "2.0", now=at, by=by)


def _one_more(doc: Doc) -> Doc:
    links = [spot.link_id for spot in editing.walk(doc)]
    doc, link = editing.add_item(doc, "choice", content.QUESTION_ADDED)
    doc = editing.set_options(doc, link, asked.answers_of(asked.OFTEN), {"sv": list(asked.OFTEN)})
    doc = editing.move_next_to(doc, link, links[2])
    score = doc["scores"][0]["code"]
    parts = [{"link_id": each} for each in (*links[:3], link)]
    doc = editing.set_rule(doc, "scores", score, {"items": parts}, {})
    for number, total in ((0, 0), (1, 12)):
        example = doc["examples"][number]
        codes = [option["code"] for option in editing.spot_of(doc, link).item["options"]]  # type: ignore[union-attr]
        answers = {**example["answers"], link: codes[0 if number == 0 else 3]}
        doc = editing.set_rule(doc, "examples", str(number), {"answers": answers, "scores": {score: total}}, {})
    return doc
