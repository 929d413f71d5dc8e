"""What a diary's form sends: the day, perhaps the time, the answers, and what has been asked about and confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stegvis.course.actions import Entered
from stegvis.questionnaires import engine
from stegvis.questionnaires.answering import as_typed
from stegvis.questionnaires.engine import Definition, Problem, item_at, item_key, link_of
from stegvis.questionnaires.form import FormView, build_form
from stegvis.web.diaries import day_of
from stegvis.web.walking.diary.opened import Opened
from stegvis.web.walking.forms import revision_of
from stegvis.web.walking.helping import with_way_to_help
from stegvis.web.walking.posted import read


@dataclass(frozen=True)
class Doubt:
    """One value that is asked about. `said` is what the form sends back when it is right."""

    label: str
    text: str
    said: str


@dataclass(frozen=True)
class Typed:
    """One form of one entry. `day` and `clock` stand as they were typed; `wrong` says what is the matter with them."""

    opened: Opened
    definition: Definition
    entry: UUID
    day: str
    clock: str
    answers: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    confirmed: frozenset[str] = frozenset()
    revision: int = 0
    wrong: tuple[dict[str, str], ...] = ()
    correcting: bool = False
    # How many rows of each repeating group the form has, and whether it is only to be shown again.
    rows: Mapping[str, int] = field(default_factory=dict)
    again: bool = False

    @property
    def entered(self) -> Entered | None:
        """What is to be kept; None where the day or the time cannot be read."""
        on, at = day_of(self.day), clock_of(self.clock)
        if on is None or (at is None and self.clock):
            return None
        return Entered(on, at, self.answers)

    @property
    def day_error(self) -> str:
        """What is wrong with the day."""
        return next((each["text"] for each in self.wrong if each["target"] == "dag"), "")

    @property
    def clock_error(self) -> str:
        """What is wrong with the time."""
        return next((each["text"] for each in self.wrong if each["target"] == "tid"), "")

    def judged(self) -> Typed:
        """The same with what is wrong about the day and the time."""
        wrong = list(self.wrong)
        if day_of(self.day) is None:
            wrong.append(_fault("dag", _("Dag"), _("Skriv vilken dag det gäller.")))
        if self.clock and clock_of(self.clock) is None:
            wrong.append(_fault("tid", _("Klockan"), _("Skriv klockslaget som till exempel 07:30.")))
        return replace(self, wrong=tuple(wrong))

    def day_refused(self, sentence: str) -> Typed:
        """The same with a sentence about the day."""
        return replace(self, wrong=(*self.wrong, _fault("dag", _("Dag"), sentence)))

    @property
    def doubts(self) -> list[Doubt]:
        """Values that are possible but unusual."""
        settled = engine.settle(self.definition, self.answers)
        language = self.opened.walk.language
        found = []
        for doubt in engine.doubts(self.definition, self.answers):
            link, value = link_of(doubt.key), settled.answers.get(doubt.key)
            unit = self.definition.text(item_key(link, "unit"), language)
            text = f"{as_typed(item_at(self.definition, doubt.key), value)} {unit}".strip()
            found.append(Doubt(self.definition.text(item_key(link), language), text, f"{doubt.key}={value}"))
        return found

    @property
    def unconfirmed(self) -> list[Doubt]:
        """Those that have not been asked about yet, as they stand now."""
        return [doubt for doubt in self.doubts if doubt.said not in self.confirmed]

    def form(self, problems: tuple[Problem, ...] = ()) -> FormView:
        """The questions with what is typed, ready to draw."""
        walk = self.opened.walk
        asked = self.opened.asked(self.entry, self.definition)
        action = self.opened.add_url
        if self.correcting:
            action = walk.url("diary_correct", self.opened.id, self.entry)
        drawn = build_form(
            self.definition,
            self.answers,
            (*self.problems, *problems),
            language=walk.language,
            revision=self.revision,
            send_label=_("Spara rättelsen") if self.correcting else _("Spara"),
            free_text_note=with_way_to_help(asked.reading),
            danger_note=with_way_to_help(_("Vi frågar för att kunna hjälpa. Svara som det är.")),
            danger_html=asked.danger_html(self.answers),
            action=action,
            saves=False,
            rows=self.rows,
        )
        return replace(drawn, summary=(*self.wrong, *drawn.summary))


def _fault(target: str, label: str, text: str) -> dict[str, str]:
    return {"target": target, "label": label, "text": text}


def clock_of(text: str) -> time | None:
    """A time as a field sends it; None when it cannot be read."""
    try:
        return time.fromisoformat(text.strip().replace(".", ":")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def fresh(found: Opened, day: str) -> Typed:
    """An empty form for a day: today unless another is asked for. It brings the entry's id with it."""
    first, today = found.days
    on = day_of(day)
    on = on if on is not None and first <= on <= today else today
    now: datetime = localtime(found.walk.now)
    clock = "" if found.per_day else f"{now:%H:%M}" if on == today else ""
    definition = found.definition
    return Typed(found, definition, uuid4(), on.isoformat(), clock, engine.initial(definition))


def kept(found: Opened, row: Any) -> Typed:
    """The form of an entry that is to be corrected."""
    clock = f"{row.at:%H:%M}" if row.at else ""
    definition = found.walk.definition(row.definition.digest)
    return Typed(
        found, definition, row.entry, row.on.isoformat(), clock, dict(row.answers), revision=row.revision,
        correcting=True,
    )  # fmt: skip


def posted(request: HttpRequest, found: Opened, definition: Definition, entry: UUID | None = None) -> Typed:
    """What was sent. Nothing a browser sends makes it fail."""
    known = entry or _uuid(request.POST.get("registrering", ""))
    post = read(request, found.asked(known, definition))
    received = post.received
    return Typed(
        opened=found,
        definition=definition,
        entry=known,
        day=request.POST.get("dag", "").strip()[:40],
        clock="" if found.per_day else request.POST.get("tid", "").strip()[:40],
        answers=received.answers,
        problems=received.problems,
        confirmed=frozenset(request.POST.getlist("stammer")),
        revision=revision_of(request),
        correcting=entry is not None,
        rows=received.rows,
        again=post.do == "show" or bool(post.jump),
    ).judged()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
