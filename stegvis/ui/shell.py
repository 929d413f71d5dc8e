"""What a page's frame needs to know: navigation, who is signed in, where help is.

The frame is handed in as the context variable `shell`. Who may see what is decided
elsewhere; here are only values that are ready to print.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Audience = Literal["resident", "staff", "public"]

_TEMPLATES: dict[str, str] = {
    "resident": "ui/resident.html",
    "staff": "ui/staff.html",
    "public": "ui/plain.html",
}


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link in a navigation, a row of tabs or a breadcrumb trail."""

    label: str
    url: str
    current: bool = False
    count: int | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A bar above a page that is not what it looks like, a try or an exercise: what it is, and the ways out of it.

    `sheet` and `script` are static files that the page needs besides its own.
    """

    text: str
    links: tuple[NavItem, ...] = ()
    sheet: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class SessionTime:
    """How long a session lasts: seconds if nothing is done, seconds in all, and the clock time of the first."""

    idle: int
    longest: int
    ends_at: datetime
    # Where a page asks how long is left, and says that somebody is still there.
    stay_url: str


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page. Every address may be empty: its link is then left out."""

    audience: Audience = "public"
    nav: tuple[NavItem, ...] = ()
    person_name: str = ""
    hat_label: str = ""
    home_url: str = "/"
    crisis_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    device_url: str = ""
    sessions_url: str = ""
    session: SessionTime | None = None
    # Where what is new stands, how to be told of it, and how many are new where that is known.
    news_url: str = ""
    notices_url: str = ""
    # Who has looked at one's own data.
    log_url: str = ""
    # How one's own data is handled, and what one may say about it.
    data_url: str = ""
    # Whom one has let in.
    helpers_url: str = ""
    news_count: int = 0
    hats_url: str | None = None
    language_url: str = ""
    accessibility_url: str = ""
    about_url: str = ""
    help_url: str = ""
    # On a unit for practice: "staff", or "resident" for one who sees as a made-up resident. The strip says so.
    practice: str = ""
    practice_url: str = ""
    # For whom somebody acts, what they may not do for them where that needs saying, and the way back to oneself.
    acting: str = ""
    acting_says: str = ""
    acting_url: str = ""
    acting_back: str = ""
    demo: bool = False
    now_label: str = ""
    strip: Strip | None = None

    @property
    def template(self) -> str:
        """The shell template of this audience, for `{% extends shell.template %}`."""
        return _TEMPLATES[self.audience]
