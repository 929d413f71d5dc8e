"""A nomination that is assessed, with a paper, and a change request, in each provider."""

from typing import Any

from stegvis.governance.changes.actions import open_change
from stegvis.governance.kinds import Stage
from stegvis.governance.models import Idea, Initiative
from stegvis.governance.nominations import actions as nominations
from stegvis.governance.nominations.kinds import AttachmentKind
from stegvis.governance.nominations.papers import Paper
from stegvis.lib.clock import utc_now

# Provider → who had the idea, who is the manager, who owns it.
PARTIES = {"ett": ("emil", "tor", "tina"), "tva": ("ove", "oda", "ove")}
# Provider → whose program a change is asked for, and by whom.
CHANGED = {"ett": ("alfa", "tina"), "tva": ("gamma", "ove")}


def lay_nominations(world: Any) -> None:
    """Straight into the rows up to the nomination; the rest through the doors."""
    now, cast = utc_now(), world.cast
    for number, (provider, (opener, manager, owner)) in enumerate(PARTIES.items(), start=90):
        row = Initiative.objects.create(
            provider=cast.places[provider],
            number=f"{now.year}-{number}",
            stage=Stage.NOMINATION,
            stage_since=now,
            title=f"Nominerat av {provider}",
            administration=cast.places[f"psykiatrin_{provider}"],
            opened_by=cast.accounts[opener],
            opened_at=now,
            manager=cast.accounts[manager],
            owner=cast.accounts[owner],
        )
        Idea.objects.create(
            initiative=row, what="Vad", whom="Vem", why="Varför", saved_at=now, once=f"matrix-{provider}"
        )
        by = cast.actor(owner)
        nominations.write(row, {"title": row.title}, revision=0, now=now, by=by)
        paper = Paper("bilaga.pdf", "application/pdf", f"{number:064}", b"%PDF-1.7")
        world.kept["paper", provider] = nominations.attach(row, paper, AttachmentKind.ATTACHMENT, now=now, by=by)
        row.stage = Stage.ASSESSMENT
        row.save(update_fields=["stage"])
        world.kept["nominated", provider] = row
        program, who = CHANGED[provider]
        world.kept["change", provider] = open_change(
            world.programs[program].version.program, f"Ändring i {provider}", "Vad", "Varför",
            once=f"matrix-{provider}", now=now, by=cast.actor(who),
        )  # fmt: skip
