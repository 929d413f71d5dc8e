"""Letters of the working group: to those who join, and to those who are asked to a meeting."""

from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stegvis.governance.models import Initiative, Meeting
from stegvis.notifications.letters import Letter
from stegvis.ui.addresses import address


def letter_about(initiative: Initiative, account: UUID, key: str, subject: str, text: str, page: str) -> Letter:
    """One letter that leads to a page of the initiative."""
    return Letter(account, key, subject, text, address(page, initiative.pk))


def summons(meeting: Meeting, account: UUID, what: str) -> Letter:
    """To one who is asked: `what` is plan, move or cancel. A new one for each change of time or place."""
    with translation.override("sv"):
        words = {
            "title": meeting.title,
            "work": meeting.initiative.title,
            "at": date_format(localtime(meeting.starts_at), "l j F Y \\k\\l. H:i"),
            "place": meeting.place,
        }
        if what == "cancel":
            subject = _("Mötet är inställt: %(title)s") % words
            lines = [_("Mötet %(title)s om %(work)s, %(at)s, är inställt.") % words]
        else:
            subject = _("Ändrat möte: %(title)s") if what == "move" else _("Möte: %(title)s")
            subject %= words
            lines = [_("Du är kallad till mötet %(title)s om %(work)s.") % words, _("När: %(at)s") % words]
            if meeting.place:
                lines.append(_("Var: %(place)s") % words)
            if meeting.link:
                lines.append(meeting.link)
            lines.append(_("Svara om du kommer, och hämta mötet till din kalender:"))
    key = f"meeting:{meeting.pk}:{what}:{meeting.sequence}"
    where = address("process:meeting", meeting.initiative_id, meeting.pk)
    return Letter(account, key, subject, "\n".join(lines), where)
