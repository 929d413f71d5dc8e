"""A program with diaries for tests: one for each day in its first step, one for any time, and one that can be dangerous."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

from stegvis.course import actions
from stegvis.lib.clock import utc_now
from stegvis.program.document import DiaryBlock, Document
from stegvis.program.kinds import DiaryPer
from stegvis.questionnaires.engine import parse
from stegvis.questionnaires.load import store
from tests import programs

SLEEP, PRESSURE, WATCHED = programs.node(71), programs.node(72), programs.node(73)
GATE = f"{programs.GATE}.1.e1"
NIGHT = {"lade": "22:45", "insomning": 15, "vaken": 10, "uppe": "06:30", "kvalitet": 4}


def watched() -> dict[str, Any]:
    """Blood pressure where 200 and above is told to somebody."""
    made = json.loads((files("stegvis.questionnaires") / "data" / "blodtryck.json").read_bytes())
    made["url"] = "https://stegvis.example/questionnaire/bevakat-tryck"
    made["dangers"] = [{"id": "hogt", "link_id": "ovre", "operator": ">=", "threshold": 200}]
    made["texts"]["sv"]["danger:hogt"] = "Mycket högt blodtryck"
    made["examples"] = []
    return made


def a_document(**settings: Any) -> Document:
    """The usual small program with three diaries in its first step."""
    document = programs.a_document(**settings)
    own = store(parse(watched()), now=utc_now()).row
    rows = [programs.in_library("somndagbok"), programs.in_library("blodtryck"), own]
    blocks = (
        DiaryBlock(SLEEP, rows[0].digest, DiaryPer.DAY),
        DiaryBlock(PRESSURE, rows[1].digest, DiaryPer.ANY),
        DiaryBlock(WATCHED, rows[2].digest, DiaryPer.ANY),
    )
    first, *rest = document.modules
    section = first.sections[0]
    step, *others = section.steps
    section = replace(section, steps=(replace(step, blocks=(*step.blocks, *blocks)), *others))
    embedded = {**document.questionnaires, **{row.digest: json.loads(row.body) for row in rows}}
    return replace(document, modules=(replace(first, sections=(section,)), *rest), questionnaires=embedded)


def begin(cast: Any, enrolment: Any, resident: str = "rita") -> Any:
    """Welcome read and the gate answered: the steps are open. The course."""
    course = programs.course_of(cast, enrolment, resident)
    by = cast.actor(resident)
    actions.read_welcome(course, by=by)
    actions.submit(course, GATE, programs.phq(1), 0, by=by)
    return course
