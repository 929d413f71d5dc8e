"""The board: where all work stands, who has the next move, since when, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries
from stegvis.governance.kinds import Lane, Party, Stage
from stegvis.governance.missing import Lack, missing
from stegvis.governance.taking_part import queries as taking_part
from stegvis.governance.todo import todo
from stegvis.lib.clock import local_day
from stegvis.web.process.asking import actor_of

if TYPE_CHECKING:
    from stegvis.governance.rows import Deputy, Initiative, Task

MINE = "mig"
MOST_ENDED = 30

# Stages side by side where a person thinks of them as one: a column each would be a metre wide.
COLUMNS: tuple[tuple[str, str | Promise, tuple[Stage, ...]], ...] = (
    ("ide", gettext_lazy("Idé"), (Stage.IDEA, Stage.FIRST_ASSESSMENT, Stage.MANAGER)),
    (
        "beslut",
        gettext_lazy("Nominering och beslut"),
        (Stage.NOMINATION, Stage.ASSESSMENT, Stage.CHANGE, Stage.VERIFICATION),
    ),
    ("utformning", gettext_lazy("Utformning"), (Stage.DESIGN,)),
    ("granskning", gettext_lazy("Kontroll och granskning"), (Stage.PREPARATION, Stage.REVIEW)),
    ("utgivning", gettext_lazy("Utgivning"), (Stage.APPROVED, Stage.AFTER_REVIEW)),
)


@dataclass(frozen=True, slots=True)
class Move:
    """One next move: whose, what, since when, and by when."""

    who: str
    what: str
    since: datetime
    due_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of work on the board."""

    row: "Initiative"
    moves: tuple[Move, ...]
    lacks: tuple[Lack, ...]
    mine: bool

    @property
    def late(self) -> bool:
        """A move of it is past its day."""
        return any(move.late for move in self.moves)


@dataclass(frozen=True, slots=True)
class Column:
    """One column and its cards."""

    key: str
    title: str | Promise
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen, and what is."""

    search: str
    lane: str
    stage: str
    move: str
    owner: str
    unit: str
    late: bool

    @property
    def narrowed(self) -> bool:
        """Something besides words is chosen."""
        return bool(self.lane or self.stage or self.move or self.owner or self.unit or self.late)

    @property
    def filtered(self) -> bool:
        """Something is chosen."""
        return bool(self.search) or self.narrowed


@needs("process:read")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Everything that the actor may see, by stage. A fixed number of queries."""
    actor, today = actor_of(request), local_day(real_now())
    rows = list(queries.initiatives(actor))
    running = [row for row in rows if not row.ended]
    tasks = queries.open_tasks(running)
    lacks = missing(running)
    people = {task.account_id for each in tasks.values() for task in each}
    away = taking_part.away(UUID(actor.hat.provider_id), people, today)
    mine = {each.task.initiative_id for each in todo(actor)}
    cards = [
        Card(row, moves_of(tasks.get(row.pk, []), today, away), tuple(lacks.get(row.pk, ())), row.pk in mine)
        for row in running
    ]
    chosen = _chosen(request)
    shown = [card for card in cards if _fits(card, chosen, tasks.get(card.row.pk, []))]
    ended = [row for row in rows if row.ended and _said(row, chosen)]
    ended.sort(key=lambda row: row.stage_since, reverse=True)
    context = {
        "columns": [
            Column(key, title, tuple(card for card in shown if card.row.stage in stages))
            for key, title, stages in COLUMNS
        ],
        "shown": len(shown),
        "total": len(cards),
        "ended": ended[:MOST_ENDED],
        "chosen": chosen,
        "today": today,
        "lanes": Lane.choices,
        "stages": [(stage.value, stage.label) for _k, _t, stages in COLUMNS for stage in stages],
        "moves": [(MINE, _("Jag")), *((party.value, _upper(party.label)) for party in Party)],
        "owners": _distinct((str(row.owner_id), str(row.owner)) for row in running if row.owner),
        "units": _distinct((str(row.unit_id), row.unit.name) for row in running if row.unit),
    }
    return render(request, "process/board.html", context)


def moves_of(tasks: "Iterable[Task]", today: date, away: "dict[UUID, Deputy] | None" = None) -> tuple[Move, ...]:
    """The open tasks of one initiative as moves, with the deputy of whoever is away."""
    found = []
    for task in tasks:
        who = str(task.account) if task.account else _upper(Party(task.party).label)
        deputy = (away or {}).get(task.account_id) if task.account_id else None
        if deputy:
            who = _("%(deputy)s i stället för %(name)s") % {"deputy": deputy.deputy, "name": who}
        late = task.due_on is not None and task.due_on < today
        found.append(Move(who, task.get_kind_display(), task.opened_at, task.due_on, late))
    return tuple(found)


def _upper(words: object) -> str:
    said = str(words)
    return said[:1].upper() + said[1:]


def _chosen(request: HttpRequest) -> Choices:
    said = request.GET
    return Choices(
        " ".join(said.get("sok", "").split())[:100],
        said.get("spar", "") if said.get("spar", "") in Lane.values else "",
        said.get("steg", "") if said.get("steg", "") in Stage.values else "",
        said.get("drag", "")[:20],
        said.get("agare", "")[:40],
        said.get("enhet", "")[:40],
        bool(said.get("sena")),
    )


def _fits(card: Card, chosen: Choices, tasks: "list[Task]") -> bool:
    row = card.row
    return (
        _said(row, chosen)
        and (not chosen.lane or row.lane == chosen.lane)
        and (not chosen.stage or row.stage == chosen.stage)
        and (not chosen.owner or str(row.owner_id) == chosen.owner)
        and (not chosen.unit or str(row.unit_id) == chosen.unit)
        and (not chosen.late or card.late)
        and (not chosen.move or (card.mine if chosen.move == MINE else _moves(row, tasks, chosen.move)))
    )


def _moves(row: "Initiative", tasks: "list[Task]", party: str) -> bool:
    """Whether a party has a move: by office, or as the person who has that part."""
    holders = {
        Party.OPENER.value: (row.opened_by_id,),
        Party.MANAGER.value: (row.manager_id,),
        Party.OWNER.value: (row.owner_id, row.deputy_owner_id),
        Party.DESIGNER.value: (row.designer_id,),
    }.get(party, ())
    return any(task.party == party or (task.account_id and task.account_id in holders) for task in tasks)


def _said(row: "Initiative", chosen: Choices) -> bool:
    words = f"{row.number} {row.title} {row.unit or ''} {row.owner or ''} {row.opened_by}".casefold()
    return all(word in words for word in chosen.search.casefold().split())


def _distinct(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(dict(pairs).items(), key=lambda pair: pair[1].casefold())
