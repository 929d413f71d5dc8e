"""The frame of every page: who is signed in, where they can go, where help is.

Everything comes from the request's actor and session: no page pays a query for its frame.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.roles import STAFF_PERMISSIONS
from stegvis.access.sessions import practises
from stegvis.lib.clock import utc_now
from stegvis.ui.addresses import address
from stegvis.ui.shell import Audience, NavItem, SessionTime, Shell

# Set at sign-in, so that "Byt uppdrag" costs nothing to decide.
SEVERAL_HATS = "several-hats"

HATS = "/in/uppdrag/"
HOMES: dict[HatKind, str] = {
    HatKind.RESIDENT: "/min/",
    HatKind.COMMISSION: "/vard/",
    HatKind.PUBLISHER: "/studio/",
    HatKind.POST: "/region/",
    HatKind.EMPLOYEE: "/utveckling/",
    HatKind.NOBODY: "/",
}

# Label, address name, icon, and the permission without which the link would lead nowhere.
Link = tuple[str | Promise, str, str, str]
_CATALOGUE: Link = (gettext_lazy("Katalog"), "catalogue:list", "book", "catalogue:read")
_PROCESS: Link = (gettext_lazy("Utveckling"), "process:home", "people", "process:read")
_READ: Link = (gettext_lazy("Läs och lär"), "support:hub", "document", "support:read")
# Swedish has one word for one and for many.
_PROGRAMS, _QUESTIONNAIRES = pgettext_lazy("flera", "Program"), pgettext_lazy("flera", "Formulär")
NAVIGATION: dict[HatKind, tuple[Link, ...]] = {
    HatKind.EMPLOYEE: (_PROCESS, _CATALOGUE, _READ),
    HatKind.COMMISSION: (
        (gettext_lazy("Att göra"), "clinician:home", "home", "caseload:read"),
        (gettext_lazy("Invånare"), "clinician:caseload", "people", "caseload:read"),
        (gettext_lazy("Planering"), "clinician:unit_plan", "calendar", "caseload:read"),
        (gettext_lazy("Starta program"), "clinician:start", "plus", "enrolment:start"),
        (gettext_lazy("Bemanning"), "clinician:roster", "clock", "roster:read"),
        (gettext_lazy("Behörigheter"), "clinician:roles", "lock", "roles:read"),
        (gettext_lazy("Logg"), "clinician:log", "search", "log:review"),
        (_PROGRAMS, "clinician:unit_programs", "book", "checklist:read"),
        (gettext_lazy("Siffror"), "clinician:counts", "chart", "unit:counts"),
        (gettext_lazy("Inställningar"), "clinician:settings", "sliders", "settings:unit"),
        _PROCESS,
        _READ,
    ),
    HatKind.PUBLISHER: (
        (_PROGRAMS, "studio:home", "steps", "studio:read"),
        (_QUESTIONNAIRES, "studio:questionnaires", "form", "studio:read"),
        _CATALOGUE,
        _PROCESS,
        _READ,
    ),
    HatKind.POST: (
        (gettext_lazy("Översikt"), "region:overview", "home", "region:read"),
        (gettext_lazy("Katalog"), "region:shelf", "book", "region:read"),
        (gettext_lazy("Omgångar"), "region:releases", "calendar", "release:plan"),
        (_QUESTIONNAIRES, "region:questionnaires", "form", "region:read"),
        _PROCESS,
        (gettext_lazy("Statistik"), "region:statistics", "chart", "provider:counts"),
        (gettext_lazy("Stöd"), "support:queue", "message", "case:handle"),
        (gettext_lazy("Behörigheter"), "region:access", "lock", "access:read"),
        (gettext_lazy("Logg"), "region:log", "search", "log:review"),
        (gettext_lazy("Arkiv"), "region:archive", "document", "records:keep"),
        (gettext_lazy("Inställningar"), "region:settings", "sliders", "settings:provider"),
    ),
}


# Pages that belong to a link though their address does not begin with it.
BELONGS: dict[str, str] = {
    "/vard/kanaler/": "/vard/installningar/",
    "/vard/stopp/": "/vard/program/",
    "/region/kanaler/": "/region/installningar/",
    "/region/kontaktpersoner/": "/utveckling/",
    "/region/samordningsrad/": "/utveckling/",
    "/region/processtid/": "/utveckling/",
    "/region/oppna/": "/region/katalog/",
    "/region/ta-over/": "/region/katalog/",
    "/region/for-in/": "/region/katalog/",
    "/region/checklista/": "/region/installningar/",
    "/region/dataskydd/": "/region/installningar/",
    "/region/utgivarenheter/": "/region/installningar/",
    "/region/riskmall/": "/region/installningar/",
    "/region/startchecklista/": "/region/installningar/",
    "/region/nominering/": "/utveckling/",
    "/region/stod/": "/region/stod/arenden/",
}


# Where the catalogue of all staff belongs for those whose own pages hold it.
HOLDS_CATALOGUE = {HatKind.COMMISSION: "/vard/program/", HatKind.POST: "/region/katalog/"}


def home_of(actor: Actor) -> str:
    """Where somebody lands: the first page of the hat that its permissions open."""
    links = NAVIGATION.get(actor.hat.kind, ())
    if actor.hat.kind in {HatKind.COMMISSION, HatKind.POST}:
        open_here = [(may, found) for _l, name, _i, may in links if actor.can(may) and (found := _address(name))]
        # What the hat is for, before what every member of staff may.
        of_hat = [found for may, found in open_here if may not in STAFF_PERMISSIONS]
        return next(iter([*of_hat, *(found for _may, found in open_here)]), HATS)
    if actor.hat.kind is HatKind.EMPLOYEE and not actor.can("process:read"):
        return HATS
    return HOMES.get(actor.hat.kind, "/")


def actor_on(request: HttpRequest) -> Actor:
    """The actor that the gate put on the request; nobody when the request never came that far."""
    actor: Actor = getattr(request, "actor", None) or Actor.nobody()
    return actor


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for every template."""
    return {"shell": shell_of(request)}


def shell_of(request: HttpRequest, nav: tuple[NavItem, ...] | None = None) -> Shell:
    """The frame for whoever asks; `nav` in the place of the hat's own navigation. Made once for a request."""
    actor = actor_on(request)
    made: tuple[Actor, Shell] | None = getattr(request, "stegvis_shell", None)
    if made is None or made[0] is not actor:
        made = (actor, _shell(request, actor))
        request.stegvis_shell = made  # type: ignore[attr-defined]
    return made[1] if nav is None else replace(made[1], nav=nav)


def shell_of_preview(request: HttpRequest, home_url: str) -> Shell:
    """The resident's frame around a preview: the one who looks is named and can sign out; no way into real pages."""
    return replace(shell_of(request, nav=()), audience="resident", home_url=home_url)


def _shell(request: HttpRequest, actor: Actor) -> Shell:
    account = getattr(request, "user", None)
    known = bool(account is not None and account.is_authenticated)
    several = known and bool(request.session.get(SEVERAL_HATS))
    return Shell(
        audience=_audience(actor),
        nav=_nav(request, actor),
        person_name=actor.name,
        hat_label=actor.hat.label,
        home_url=home_of(actor),
        crisis_url=address("entrance:crisis"),
        sign_in_url="" if known or _shows_own_way_in(request.path) else address("entrance:sign_in"),
        sign_out_url=address("entrance:sign_out") if known else "",
        device_url=address("resident:device") if actor.is_resident else "",
        sessions_url=address("entrance:own_sessions") if known else "",
        session=_session_time(request),
        news_url=address("resident:news") if actor.is_oneself else "",
        notices_url=address("resident:notices") if actor.is_oneself else "",
        log_url=address("resident:log") if actor.is_oneself else "",
        data_url=address("law:own") if actor.is_oneself else "",
        helpers_url=address("resident:helpers") if actor.is_oneself else "",
        acting=actor.hat.label if actor.acting_for else "",
        acting_says=_reads_only(actor),
        acting_url=address("resident:act") if actor.acting_for else "",
        acting_back=f"{HatKind.RESIDENT.value}:",
        hats_url=address("entrance:hats") if several else None,
        language_url=address("entrance:language"),
        accessibility_url=address("entrance:accessibility"),
        about_url=address("entrance:about"),
        help_url=_help(request),
        practice=_practice(request, actor),
        practice_url=address("support:practice_back") if actor.is_resident else address("support:practice"),
        demo=settings.STEGVIS_DEMO,
    )


def _reads_only(actor: Actor) -> str:
    """What a helper who may only read is told above every page."""
    return "" if not actor.acting_for or actor.can("own:work") else _("Du kan läsa, men inte svara.")


def _session_time(request: HttpRequest) -> SessionTime | None:
    left = getattr(request, "session_left", None)
    if left is None:
        return None
    ends_at = utc_now() + timedelta(seconds=left.idle)
    return SessionTime(left.idle, left.longest, ends_at, address("entrance:stay"))


def _practice(request: HttpRequest, actor: Actor) -> str:
    if actor.hat.training:
        return "staff"
    return "resident" if actor.is_resident and practises(request) else ""


def _help(request: HttpRequest) -> str:
    """The form for help, which is told from what kind of page one came; never from whose."""
    match = request.resolver_match
    name = match.view_name if match else ""
    asks = address("support:send")
    return asks if not name or name.startswith("support:") else f"{asks}?sida={name}"


def _shows_own_way_in(path: str) -> bool:
    """Pages whose own content leads to signing in need no second button at the top of a phone."""
    return path == "/" or path.startswith(("/in/", "/p/"))


def _audience(actor: Actor) -> Audience:
    if actor.is_resident:
        return "resident"
    return "staff" if actor.signed_in else "public"


def _nav(request: HttpRequest, actor: Actor) -> tuple[NavItem, ...]:
    if actor.is_resident:
        return (
            NavItem(_("Att göra nu"), HOMES[HatKind.RESIDENT], request.path == HOMES[HatKind.RESIDENT], icon="home"),
        )
    links = [
        (str(label), address, icon)
        for label, name, icon, permission in NAVIGATION.get(actor.hat.kind, ())
        if actor.can(permission) and (address := _address(name))
    ]
    # The longest address that the page lies below is where we are: /vard/ is above everything in care.
    path = next((link for prefix, link in BELONGS.items() if request.path.startswith(prefix)), request.path)
    if path.startswith("/katalog/"):
        path = HOLDS_CATALOGUE.get(actor.hat.kind, path)
    here = max((a for _l, a, _i in links if path.startswith(a)), key=len, default="")
    return tuple(NavItem(label, address, address == here, icon=icon) for label, address, icon in links)


def _address(name: str) -> str:
    """Empty where an installation has no such page."""
    try:
        return address(name)
    except NoReverseMatch:
        return ""
