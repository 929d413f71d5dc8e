"""Who looks at which round, and from where: the same pages serve staff and an invited tester.

A view takes a `Visit`. `for_staff` and `for_tester` make Django views of it: the one for those who are signed in and
see the initiative, the other for whoever came with a link that holds.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.doors import ANYONE, needs
from stegvis.course.worlds import real_now
from stegvis.governance.prototypes import queries, testers
from stegvis.governance.prototypes.people import actor_of as actor_of_tester
from stegvis.governance.prototypes.places import Places, places_of
from stegvis.program.document import Document
from stegvis.ui.shell import NavItem, Shell, Strip
from stegvis.web.entrance.errors import too_fast
from stegvis.web.process.asking import actor_of
from stegvis.web.process.prototypes.pace import TooFast, link_unknown, link_used
from stegvis.web.shell import shell_of

if TYPE_CHECKING:
    from stegvis.governance.prototypes.queries import PrototypeRound, Tester, Tryout

SHEET, SCRIPT = "process/prototypes.css", "process/prototypes.js"


@dataclass(frozen=True)
class Visit:
    """One request about one round. `base` is where its pages lie, for this visitor."""

    request: HttpRequest
    actor: Actor
    round: "PrototypeRound"
    base: str
    tester: "Tester | None" = None

    @property
    def now(self) -> datetime:
        """The real world's time."""
        return real_now()

    @property
    def document(self) -> Document:
        """What is shown in the round."""
        return self.places.document

    @cached_property
    def places(self) -> Places:
        """Every place of it."""
        return places_of(self.round.document_id)

    @cached_property
    def tryout(self) -> "Tryout | None":
        """The visitor's own way through the round."""
        return queries.tryout_of(self.actor, self.round)

    @property
    def language(self) -> str:
        """The reader's."""
        return get_language() or self.document.language

    @property
    def title(self) -> str:
        """What the program is called now."""
        return self.document.text("program.title", self.language) or self.round.initiative.title

    @property
    def frame(self) -> str:
        """The template around pages of words; steps are always in the resident's."""
        return "ui/resident.html" if self.tester else "ui/staff.html"

    def url(self, rest: str = "") -> str:
        """An address of this visitor's round."""
        return f"{self.base}{rest}"

    def media_url(self, digest: str) -> str:
        """Where this visitor's browser gets a file of the prototype."""
        return self.url(f"media/{digest}")

    def back(self, fallback: str = "") -> str:
        """Where a form came from: an address of this round, or the fallback."""
        asked = self.request.POST.get("tillbaka") or self.request.GET.get("tillbaka") or ""
        parts = urlsplit(asked)
        safe = not parts.scheme and not parts.netloc and parts.path.startswith(self.base) and "\\" not in asked
        return asked if safe else self.url(fallback)

    def strip(self, here: str = "", page: str = "") -> Strip:
        """The bar that says that this is a prototype. `page` is a way to say something about the page itself."""
        if self.tester is not None and self.tester.begun_at is None:
            return Strip(_("Prototyp, omgång %(number)s") % {"number": self.round.number}, (), SHEET, SCRIPT)
        links = [NavItem(_("Tyck till om sidan"), page)] if page else []
        links += [
            NavItem(_("Hoppa till"), self.url("prova/"), here == "try"),
            NavItem(_("Synpunkter"), self.url("synpunkter/"), here == "pins"),
        ]
        if self.tester is None:
            links.append(NavItem(_("Som personal"), self.url("som-personal/"), here == "staff"))
        links.append(NavItem(_("Till omgången"), self.base, here == "round"))
        text = _("Prototyp, omgång %(number)s. Påhittad invånare, inget skickas.") % {"number": self.round.number}
        return Strip(text, tuple(links), SHEET, SCRIPT)

    def shell(self, *, resident: bool = False, here: str = "", page: str = "") -> Shell:
        """The frame: staff's own, or the resident's with the bar of the prototype."""
        known = shell_of(self.request)
        if self.tester is None and not resident:
            return known
        return replace(
            known,
            audience="resident",
            nav=(),
            person_name=self.actor.name,
            hat_label="",
            home_url=self.base,
            news_url="",
            notices_url="",
            device_url="",
            sign_in_url="",
            sign_out_url="" if self.tester else known.sign_out_url,
            hats_url=None if self.tester else known.hats_url,
            strip=self.strip(here, page),
        )

    def show(
        self, template: str, *, status: int = 200, resident: bool = False, here: str = "", **context: Any
    ) -> HttpResponse:
        """Render `process/prototypes/<template>.html`."""
        page = context.pop("page", "")
        known = {
            "visit": self,
            "round": self.round,
            "initiative": self.round.initiative,
            "frame": "ui/resident.html" if resident else self.frame,
            "shell": self.shell(resident=resident, here=here, page=page),
            "once": uuid4(),
        }
        return render(self.request, f"process/prototypes/{template}.html", {**known, **context}, status=status)

    def to(self, rest: str = "") -> HttpResponse:
        """Go on at an address of the round."""
        return redirect(self.url(rest))


View = Callable[..., HttpResponseBase]


def for_staff(view: View) -> View:
    """A view for those who are signed in: 404 for a round that is not theirs to see."""

    @needs("process:read")
    @wraps(view)
    def staff(request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        found = queries.round_of(actor, pk)
        if found is None:
            raise Http404
        return view(Visit(request, actor, found, reverse("process:prototype", args=[pk])), **kwargs)

    return staff


def for_tester(view: View, *, before: View | None = None) -> View:
    """A view for whoever came with a link that holds; `before` is what they meet until they have begun.

    Nothing of the link is told to another site, kept by a browser or found by a search.
    """

    @needs(ANYONE)
    @wraps(view)
    def guest(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        try:
            response = _guest(request, token, view, before, kwargs)
        except TooFast as hurried:
            response = too_fast(request, hurried.wait)
        # Not "no-referrer": a browser then hides a form's own origin too, and nothing could be sent.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guest


def _guest(
    request: HttpRequest, token: str, view: View, before: View | None, kwargs: dict[str, Any]
) -> HttpResponseBase:
    now = real_now()
    link_used(request, token)
    tester = testers.find(token, now)
    if tester is None:
        link_unknown(request)
        return render(request, "process/prototypes/link_gone.html", {"shell": _nobodys(request)}, status=404)
    base = reverse("tester:home", args=[token])
    visit = Visit(request, actor_of_tester(tester), tester.round, base, tester)
    if tester.begun_at is None:
        return before(visit, **kwargs) if before else redirect(base)
    return view(visit, **kwargs)


def _nobodys(request: HttpRequest) -> Shell:
    """A frame that leads nowhere but to help."""
    return replace(shell_of(request), audience="public", nav=(), sign_in_url="")
