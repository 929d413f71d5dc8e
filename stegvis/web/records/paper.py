"""Everything about one person as a paper to read: program by program, in the order that it happened."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue.freezing import CannotOpenDocument, open_document
from stegvis.program.document import Document
from stegvis.program.kinds import ResultsShown
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.answer_rows import build_answers, struck_through
from stegvis.records.extract import Extract, Run
from stegvis.ui.print import Facts, Heading, Paper, Part, Table, Words
from stegvis.web import marking, papers, scored
from stegvis.web.access_log.own import days_of, place_of
from stegvis.web.records.planned import Planning
from stegvis.web.resident.notices.news import OTHER, WORDS

NO_QUESTIONS: Mapping[str, str] = MappingProxyType({})


def paper_of(extract: Extract, language: str) -> Paper:
    """The whole. Every question with its own words, every answer, and what was struck beside what was written."""
    numbers = ", ".join(each.display for each in (extract.number, *extract.earlier))
    about = [(_("Namn"), extract.name), (_("Nummer"), numbers), (_("Utskrivet"), papers.said_at(extract.made_at))]
    if extract.providers:
        about.append((_("Vårdgivare"), ", ".join(extract.providers)))
    title = _("Mina uppgifter") if extract.own else _("Registerutdrag")
    parts: list[Part] = [Words(_intro(extract))]
    if not extract.runs:
        parts.append(Words(_("Det finns inga program.")))
    for run in extract.runs:
        parts += Telling(run, language, own=extract.own).parts()
    parts += _around(extract)
    return Paper(title, language, tuple(about), tuple(parts), foot=title)


def _intro(extract: Extract) -> str:
    if extract.own:
        return _(
            "Här står det som finns om dig i tjänsten, även det du inte har skickat. Poäng som programmet inte visar "
            "för dig kan du få i ett registerutdrag från vårdgivaren."
        )
    return _(
        "Här står det som vårdgivaren har om invånaren i tjänsten. Det som invånaren inte har skickat är inte med."
    )


class Telling:
    """One program in words."""

    def __init__(self, run: Run, language: str, *, own: bool) -> None:
        self.run, self.language, self.own = run, language, own
        self.document = _document(run)

    def parts(self) -> Iterator[Part]:
        run = self.run
        yield Heading(run.course.title)
        yield Facts(tuple(self.facts()))
        yield from self.planning().parts()
        for row in run.responses:
            yield from self.answers(row)
        for exercise in run.exercises:
            yield from self.exercise(exercise)
        if run.diary:
            yield Heading(_("Registreringar"), 3)
            for entry in run.diary:
                yield from self.entry(entry)
        if run.messages or run.private:
            yield Heading(_("Meddelanden"), 3)
            for message in run.messages:
                who = _("Invånaren") if self.by_themself(message) else self.author(message)
                yield Words(f"{papers.said_at(message.sent_at)}, {who}:\n{message.body}")
                yield from self.marks(message.pk)
            if run.private:
                yield Words(self.left_out(), quiet=True)
        if run.flags:
            yield Heading(_("Flaggor"), 3)
            yield Words(_("En flagga säger till personalen att titta på ett svar."), quiet=True)
            yield Facts(tuple(self.flag(flag) for flag in run.flags))

    def planning(self) -> Planning:
        """The plan of the run."""
        return Planning(self.run, self.document, self.language)

    def by_themself(self, message: Any) -> bool:
        """Whether the one whom it is all about wrote it, and not somebody in their place."""
        return bool(message.from_resident and message.author.person_id == self.run.course.person_id)

    def author(self, message: Any) -> str:
        """Who wrote it, where the one whom it is about did not."""
        if not message.from_resident:
            return str(message.author.get_full_name())
        person = message.author.person
        return _("Ombud: %(name)s") % {"name": person.full_name} if person else _("Den som hjälper till")

    def left_out(self) -> str:
        """How many messages somebody else's privacy keeps out; empty where none."""
        number = self.run.private
        said = ngettext("%(n)d meddelande är mellan personalen och ett ombud eller en hjälpare. Det är inte med.", "%(n)d meddelanden är mellan personalen och ett ombud eller en hjälpare. De är inte med.", number)  # fmt: skip
        return said % {"n": number} if number else ""

    def facts(self) -> Iterator[tuple[str, str]]:
        course, enrolment = self.run.course, self.run.enrolment
        yield _("Startades"), papers.said_at(course.started_at)
        yield _("Läge"), str(course.get_phase_display())
        if purpose := self.planning().purpose:
            yield _("Syfte"), purpose
        if course.version:
            yield _("Version"), str(course.version.number)
        if enrolment:
            yield _("Enhet"), f"{enrolment.unit.name}, {enrolment.unit.provider.name}"
            yield _("Behandlare"), enrolment.therapist.get_full_name()
        else:
            yield _("Vårdgivare"), course.provider.name
            yield _("Slag"), _("Öppet program, utan personal")
        yield _("Steg"), _("%(done)d av %(total)d klara") % {"done": course.steps_done, "total": course.steps_total}
        yield _("Händelser"), str(len(self.run.facts))

    def answers(self, row: Any) -> Iterator[Part]:
        definition = library.definition_by_digest(row.definition.digest)
        view = build_answers(definition, row.answers, language=self.language)
        yield Heading(_("Svar: %(name)s") % {"name": view.title}, 3)
        yield Words(self.when(row))
        if entered := getattr(row, "entered", None):
            yield Words(marking.entered_said(entered))
        yield from self.marks(row.pk, marking.questions_of(view))
        wrong = self.run.marks.wrong(row.pk)
        results = [] if row.sent_at is None else scored.results_of(definition, row.answers)
        shown = tuple(
            (scored.name_of(definition, each.code, self.language), scored.on_scale(definition, each, self.language))
            for each in results
            if (not self.own or self.shows(definition.url, each.code)) and not wrong.voids(definition, each.code)
        )
        if shown:
            yield Facts(shown)
        yield _table(struck_through(view, wrong.in_(definition).holds))
        if entered and self.own and entered.put_aside:
            yield Words(_("Det du själv hade börjat skriva"))
            yield _table(build_answers(definition, entered.put_aside, language=self.language))

    def when(self, row: Any) -> str:
        if row.sent_at is None:
            return _("Inte skickat. Sparat %(when)s.") % {"when": papers.said_at(row.saved_at)}
        said = _("Skickat %(when)s.") % {"when": papers.said_at(row.sent_at)}
        if hasattr(row, "amended_by"):
            return f"{said} {_('Svaren har rättats. Det finns nyare.')}"
        return f"{said} {_('Det här är en rättelse av tidigare svar.')}" if row.amends_id else said

    def shows(self, url: str, code: str) -> bool:
        return self.document is not None and self.document.settings.shown(url, code) is not ResultsShown.NONE

    def exercise(self, row: Any) -> Iterator[Part]:
        yield Heading(self.text(f"{row.block}.title") or _("Övning"), 3)
        yield Words(
            self.when(row) if row.sent_at is None else _("Skickat %(when)s.") % {"when": papers.said_at(row.sent_at)}
        )
        yield from self.marks(row.pk)
        content = row.content
        lines = (
            [" | ".join(map(str, each)) if isinstance(each, list) else str(each) for each in content]
            if isinstance(content, list)
            else [str(content or "")]
        )
        yield Words("\n".join(line for line in lines if line.strip()) or "–")
        for each in self.run.feedback:
            if each.block == row.block:
                said = {"when": papers.said_at(each.sent_at), "name": each.author.get_full_name()}
                yield Words(_("Kommentar %(when)s, %(name)s:") % said + f"\n{each.text}")
                yield from self.marks(each.pk)

    def entry(self, row: Any) -> Iterator[Part]:
        definition = library.definition_by_digest(row.definition.digest)
        view = build_answers(definition, row.answers, language=self.language)
        state = _("borttagen") if row.removed_at else "" if row.current else _("ersatt")
        name = " · ".join(
            filter(None, (f"{row.on.isoformat()}{f' {row.at:%H:%M}' if row.at else ''}", view.title, state))
        )
        said = [
            f"{f'{each.prefix} {each.text}'.strip()}: {', '.join(each.lines)}"
            for each in view.rows
            if each.asks and each.lines
        ]
        yield Words("\n".join([name, *said]))
        yield from self.marks(row.pk)

    def flag(self, flag: Any) -> tuple[str, str]:
        handled = (
            _("avslutad %(when)s") % {"when": papers.said_at(flag.handled_at)}
            if flag.handled_at
            else _("inte avslutad")
        )
        kind = _("Prioriterad") if flag.priority else _("Vanlig")
        said = f"{kind}, {handled}"
        if not self.own and flag.note:
            said = f"{said}\n{_('Bedömning: %(note)s') % {'note': flag.note}}"
        return papers.said_at(flag.raised_at), said

    def marks(self, ref: UUID, questions: Mapping[str, str] = NO_QUESTIONS) -> Iterator[Part]:
        """What has been said of a part since: that it is wrong, and that the resident does not agree."""
        marks, names = self.run.marks, not self.own
        for words in marking.strikes_said(marks.strikes.get(ref, ()), questions, names=names):
            yield Words(words)
        for each in marks.dissents.get(ref, ()):
            author = marking.noted_by(each, self.run.course.person_id)
            yield from (Words(words) for words in marking.dissent_said(each, author, names=names))

    def text(self, key: str) -> str:
        return self.document.text(key, self.language) if self.document else ""


def _document(run: Run) -> Document | None:
    """None where this installation cannot read it any longer: answers have their own questions."""
    try:
        return open_document(run.course.document_id)
    except CannotOpenDocument:
        return None


def _table(view: Any) -> Table:
    rows: list[tuple[str, ...]] = []
    for row in view.rows:
        question = f"{row.prefix} {row.text}".strip()
        if row.asks:
            said = "\n".join(row.lines) or _("Inte besvarad")
            rows.append((question, f"{_('Markerat som fel:')} {said}" if row.struck else said))
        elif question:
            rows.append((question,))
    return Table((_("Fråga"), _("Svar")), tuple(rows), (1, 1))


def _around(extract: Extract) -> Iterator[Part]:
    """What is kept beside the programs."""
    if extract.blocks:
        yield Heading(_("Spärrar"))
        yield Facts(tuple(_block(each) for each in extract.blocks))
    if extract.objections:
        yield Heading(_("Invändningar"))
        yield Facts(tuple((papers.said_at(each.noted_at), objection_said(each)) for each in extract.objections))
    if extract.disclosures:
        yield Heading(_("Utlämnanden"))
        yield Facts(tuple((each.decided_on.isoformat(), disclosure_said(each)) for each in extract.disclosures))
    if extract.addresses:
        yield Heading(_("Adresser för aviseringar"))
        yield Facts(tuple((str(each.get_kind_display()), _address(each)) for each in extract.addresses))
    if extract.notices:
        yield Heading(_("Aviseringar"))
        yield _listed([(papers.said_at(each.due_at), str(WORDS.get(each.about, OTHER)[0])) for each in extract.notices])
    if extract.deliveries:
        yield Heading(_("Utskick"))
        yield _listed(
            [
                (papers.said_at(e.made_at), f"{e.get_channel_display()}: {e.get_state_display()}")
                for e in extract.deliveries
            ]
        )
    yield Heading(_("Åtkomstlogg"))
    yield from _log(extract)


def _listed(rows: Sequence[tuple[str, str]]) -> Table:
    return Table((_("När"), _("Vad")), tuple(rows), (1, 2))


def _address(row: Any) -> str:
    return row.value if row.kind != "push" else _("en webbläsare")


def _block(row: Any) -> tuple[str, str]:
    where = row.unit.name if row.unit else row.provider.name
    ended = _("borttagen %(when)s") % {"when": papers.said_at(row.taken_back_at)} if row.taken_back_at else _("gäller")
    return where, f"{papers.said_at(row.set_at)}, {ended}"


def objection_said(row: Any) -> str:
    """What was objected to, where, what was written, and what came of it."""
    said = f"{row.get_kind_display()}, {row.provider.name}: {row.get_state_display()}"
    return "\n".join(filter(None, (said, row.text, row.reason)))


def disclosure_said(row: Any) -> str:
    """What was asked for by whom, and what came of it. How it was examined is the provider's own."""
    said = f"{row.what}: {row.get_decision_display()}"
    to = f"{row.recipient}, {row.get_ground_display()}, {row.unit.name}"
    return "\n".join(filter(None, (said, to, row.reason)))


def _log(extract: Extract) -> Iterator[Part]:
    """By day, what the same one did several times once, as on the resident's own page of it."""
    number = len(extract.log)
    yield Words(ngettext("Loggen har %(n)d rad om vem som har öppnat och ändrat uppgifterna.", "Loggen har %(n)d rader om vem som har öppnat och ändrat uppgifterna.", number) % {"n": number})  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for day in days_of(extract.log):
        rows.append((date_format(day.day, "j F Y"),))
        rows += [(line.times, line.what, place_of(line), line.purpose) for line in day.lines]
    if rows:
        yield Table((_("Klockan"), _("Vad"), _("Vem"), _("Ändamål")), tuple(rows), (2, 4, 4, 2))
