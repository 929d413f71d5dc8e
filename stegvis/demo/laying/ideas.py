"""Ideas, nominations and a change request, each taken as far as it has come by those who may."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid5

from stegvis.access import settings
from stegvis.access.models import Administration
from stegvis.access.settings import Key
from stegvis.catalogue.models import ProgramVersion
from stegvis.demo.content import begun, people
from stegvis.demo.content.begun import RawIdea
from stegvis.demo.laying.places import COORDINATOR, NAMESPACE, Places
from stegvis.governance.assessment import actions as assessment
from stegvis.governance.changes import actions as changes
from stegvis.governance.ideas import actions as ideas
from stegvis.governance.ideas.actions import Words
from stegvis.governance.models import Initiative
from stegvis.governance.nominations import actions as nominations
from stegvis.governance.nominations import papers
from stegvis.governance.nominations.fields import Answers
from stegvis.lib.clock import local_day
from stegvis.ui.print import Heading, Paper, Part, pdf_of
from stegvis.ui.print import Words as Said


class Beginning:
    """The first part of the way, at one time."""

    def __init__(self, places: Places, now: datetime) -> None:
        self.places, self.now = places, now

    def ago(self, days: float) -> datetime:
        """So many days ago."""
        return self.now - timedelta(days=days)

    def idea(self, raw: RawIdea, *, handed_in: bool = True) -> Initiative:
        """Opened, and handed in the day after."""
        by = self.places.somebody(raw["opener"])
        branch = Administration.objects.filter(
            provider=self.places.provider, name=_branch(raw["administration"])
        ).first()
        words = Words(
            title=raw["title"], what=raw["what"], whom=raw["whom"], why=raw["why"], answers_only=raw["answers_only"],
            unit=self.places.units.get(raw["unit"]), administration=branch,
            manager=self.places.accounts.get(raw["manager"]),
        )  # fmt: skip
        once = f"demo-{raw['title']}"[:64]
        row: Initiative = ideas.open_idea(self.places.provider, words, once=once, now=self.ago(raw["days_ago"]), by=by)
        if handed_in:
            ideas.submit(row, now=self.ago(raw["days_ago"] - 1), by=by)
        return row

    def to_nomination(
        self, raw: RawIdea, contact: str, why: str, fits: Mapping[str, str], deputy: str = ""
    ) -> Initiative:
        """Recommended by the contact person and approved by the manager."""
        row = self.idea(raw)
        somebody, days = self.places.somebody, raw["days_ago"]
        ideas.recommend(row, why, fits, now=self.ago(days - 6), by=somebody(contact))
        named = self.places.accounts.get(deputy)
        ideas.approve(row, None, named, now=self.ago(days - 12), by=somebody(raw["manager"]))
        return row

    def people(self, slugs: list[str]) -> list[dict[str, str]]:
        """Colleagues as a nomination holds them."""
        accounts = [self.places.accounts[slug] for slug in slugs]
        return [{"id": str(each.pk), "name": str(each)} for each in accounts]

    def paper(self, title: str, name: str, *lines: str) -> papers.Paper:
        """A PDF that somebody has attached."""
        parts: tuple[Part, ...] = (Heading(title), *(Said(line) for line in lines))
        made = pdf_of(Paper(title, "sv", (), parts, foot=title), self.now)
        return papers.ready(BytesIO(made), name, len(made))


def lay_beginnings(places: Places, versions: Mapping[str, ProgramVersion], now: datetime) -> None:
    """One in every place: draft, contact person, manager, another service, nomination, assessment, declined, by mail,
    and a change request. Under a second and a half.
    """
    begin = Beginning(places, now)
    _settings(places)
    begin.idea(begun.DRAFT, handed_in=False)
    begin.idea(begun.AT_CONTACT)
    begin.idea(begun.AT_MANAGER)
    lay_elsewhere(begin)
    lay_half_filled(begin)
    lay_assessed(begin)
    lay_declined(begin)
    lay_by_mail(begin)
    lay_change(begin, versions)


def lay_elsewhere(begin: Beginning) -> Initiative:
    """An idea that ended kindly, with a link."""
    row = begin.idea(begun.ELSEWHERE)
    ideas.point_elsewhere(
        row, begun.ELSEWHERE_WHY, begun.ELSEWHERE_WORDS, begun.FORM_SERVICE[1], begun.ELSEWHERE_FITS,
        now=begin.ago(36), by=begin.places.somebody("mats-oberg"),
    )  # fmt: skip
    return row


def lay_half_filled(begin: Beginning) -> Initiative:
    """A nomination that its owner has begun."""
    raw = begun.HALF_FILLED
    row = begin.to_nomination(raw, "birger-sjogren", begun.HALF_FILLED_WHY, begun.HALF_FILLED_FITS, "daniel-osei")
    answers: Answers = {**begun.HALF_FILLED_ANSWERS, "deputy": begin.people(["daniel-osei"])[0]}
    nominations.write(row, answers, revision=0, now=begin.ago(5), by=begin.places.somebody(raw["opener"]))
    return row


def lay_assessed(begin: Beginning) -> Initiative:
    """A nomination that the council talks about, and that others want too."""
    raw, somebody = begun.ASSESSED, begin.places.somebody
    row = begin.to_nomination(raw, "vera-nystrom", begun.ASSESSED_WHY, begun.ASSESSED_FITS, begun.ASSESSED_DEPUTY)
    owner, coordinator = somebody(raw["opener"]), somebody(COORDINATOR)
    answers: Answers = {
        **begun.ASSESSED_ANSWERS,
        "deputy": begin.people([begun.ASSESSED_DEPUTY])[0],
        "working_group": begin.people(begun.ASSESSED_GROUP),
    }
    nominations.write(row, answers, revision=0, now=begin.ago(24), by=owner)
    paper = begin.paper(
        "Brukarrådet om panikprogrammet", "Brukarrådets synpunkter.pdf",
        "Rådet tycker att det viktigaste är att få öva med stöd, och att någon märker när man slutar.",
        "Texterna ska gå att lyssna på, och det ska stå vem som läser.",
    )  # fmt: skip
    nominations.attach(row, paper, now=begin.ago(23), by=owner)
    nominations.send(row, now=begin.ago(16), by=owner)
    for slug, stance, why, days in begun.STANDPOINTS:
        assessment.take_stand(row, stance, why, now=begin.ago(days), by=somebody(slug))
    for number, (slug, text, days) in enumerate(begun.COMMENTS):
        assessment.comment(row, text, once=f"demo-comment-{number}", now=begin.ago(days), by=somebody(slug))
    assessment.coordinate(row, *begun.COORDINATION, now=begin.ago(10), by=coordinator)
    for unit, name, contact, note in begun.INTERESTED:
        assessment.add_interest(
            row, unit=begin.places.units.get(unit), name=name, contact=contact, note=note, now=begin.ago(6),
            by=coordinator,
        )  # fmt: skip
    return row


def lay_declined(begin: Beginning) -> Initiative:
    """A nomination that was declined, with a reason."""
    raw = begun.DECLINED
    row = begin.to_nomination(raw, "mats-oberg", begun.DECLINED_WHY, {})
    owner = begin.places.somebody(raw["opener"])
    answers: Answers = {
        **begun.DECLINED_ANSWERS,
        "title": raw["title"],
        "deputy": begin.people(["fatima-yusuf"])[0],
        "working_group": begin.people(["oskar-lund", "fatima-yusuf"]),
    }
    nominations.write(row, answers, revision=0, now=begin.ago(100), by=owner)
    nominations.send(row, now=begin.ago(98), by=owner)
    assessment.decline(row, begun.DECLINED_REASON, now=begin.ago(80), by=begin.places.somebody(COORDINATOR))
    return row


def lay_by_mail(begin: Beginning) -> Initiative:
    """A nomination that came as a letter, with its original."""
    title, owner, unit, days = begun.BY_MAIL
    original = begin.paper(
        "Nominera idé till stödprogram", "Nominering hörselträning.pdf", "Titel: Hörselträning hemma",
        "Problem: Nya hörapparater hamnar i lådan.", "Mål: Att använda hörapparaten varje dag efter tre månader.",
    )  # fmt: skip
    made: Initiative = nominations.register(
        begin.places.provider, title, begin.places.accounts[owner], unit=begin.places.units[unit],
        came_on=local_day(begin.ago(days)), original=original, once=uuid5(NAMESPACE, title), now=begin.ago(days - 1),
        by=begin.places.somebody("jonas-westman"),
    )  # fmt: skip
    return made


def lay_change(begin: Beginning, versions: Mapping[str, ProgramVersion]) -> Initiative:
    """A wish for the next version of a program in use."""
    opener, program, title, what, why, days = begun.CHANGE
    made: Initiative = changes.open_change(
        versions[program].program, title, what, why, once="demo-change", now=begin.ago(days),
        by=begin.places.somebody(opener),
    )  # fmt: skip
    return made


def _settings(places: Places) -> None:
    name, link = begun.FORM_SERVICE
    wanted = {Key.FORM_SERVICE_NAME: name, Key.FORM_SERVICE_LINK: link}
    settings.change(places.provider, wanted, by=places.actor(COORDINATOR, "region-vanersund"))


def _branch(slug: str) -> str:
    return next((row["name"] for row in people.ADMINISTRATIONS if row["slug"] == slug), "")
