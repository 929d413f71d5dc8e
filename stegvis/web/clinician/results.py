"""Results of one run on one axis of days: what to look at is chosen, and can be printed."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import answers, queries
from stegvis.care.rights.queries import may_take_out
from stegvis.course.kinds import GivenBy
from stegvis.course.series import Series
from stegvis.lib import switches
from stegvis.questionnaires.engine import Definition
from stegvis.ui import charts
from stegvis.web import charting, marking
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.planning.axis import with_meanwhile

SCORE, QUESTION = "visa", "fraga"
# More single questions than this say nothing beside each other.
MOST_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be shown: the form's name and value, what it is called, and whether it is shown now."""

    name: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What one questionnaire has to show."""

    title: str
    scores: tuple[Choice, ...]
    questions: tuple[Choice, ...]

    @property
    def asks(self) -> bool:
        """Whether a single question of it is shown."""
        return any(each.checked for each in self.questions)


@dataclass(frozen=True, slots=True)
class Shown:
    """What was chosen, drawn, and everything that can be."""

    timeline: charts.Timeline | None
    choices: tuple[Choices, ...]
    query: str
    struck: tuple[str, ...] = ()
    # Who entered what the resident answered by phone or on paper, and when it was given: for papers.
    entered: tuple[str, ...] = ()


@needs("enrolment:read")
@require_safe
@about_one("results:read")
def results(request: HttpRequest, case: Case) -> HttpResponse:
    """Every chosen score and question over time: drawn, said and in a table."""
    shown = shown_of(request, case)
    context = {"shown": shown, "most": MOST_QUESTIONS, "may_take_out": may_take_out(case.row)}
    return show(request, case, "results", context, here="results")


def shown_of(request: HttpRequest, case: Case) -> Shown:
    """What the address asks for; without a choice, the scores that say where somebody stands."""
    every = queries.results(case.row) if switches.scores() else []
    found = [each for each in every if each.answered]
    known = {_value(each): each for each in found}
    asked = [value for value in request.GET.getlist(SCORE) if value in known]
    questions = _questions(found)
    wanted = [value for value in request.GET.getlist(QUESTION) if value in questions][:MOST_QUESTIONS]
    if not asked and not wanted:
        asked = [_value(each) for each in found if _has_bands(each, case)] or list(known)
    drawn = charting.charts_of([known[value] for value in known if value in asked], case.language, for_staff=True)
    items = answers.item_results(case.row, [questions[value] for value in wanted])
    items.sort(key=lambda each: [questions[value] for value in wanted].index((each.questionnaire, each.code)))
    drawn += charting.item_charts_of(items, case.language)
    query = "&".join([*(f"{SCORE}={value}" for value in asked), *(f"{QUESTION}={value}" for value in wanted)])
    return Shown(
        with_meanwhile(
            case,
            charting.timeline_of(drawn, _("Resultat för %(name)s") % {"name": case.name}),
            _entered(found, asked, case),
        ),
        tuple(_choices(case, found, {*asked}, {*wanted})),
        query,
        _struck([*every, *items], case),
        _entered_by(found, asked, items, case),
    )


def _entered(found: list[Series], asked: list[str], case: Case) -> list[charts.Meanwhile]:
    """Days on which staff entered what the resident answered by phone or on paper: said under the graph and in the table."""
    days: dict[date, tuple[str, str]] = {}
    for each in found:
        if _value(each) in asked:
            title = case.definition(each.digest).title(case.language)
            days |= {point.on: (title, str(GivenBy(point.entered).label)) for point in each.points if point.entered}
    words = _("%(title)s matades in av personal (%(way)s)")
    return [
        charts.Meanwhile(on, words % {"title": title, "way": way.lower()}, tabled=_("inmatat"))
        for on, (title, way) in days.items()
    ]


def _entered_by(found: list[Series], asked: list[str], items: list[Series], case: Case) -> tuple[str, ...]:
    shown = [*(each for each in found if _value(each) in asked), *items]
    occasions = {point.occasion: each for each in shown for point in each.points if point.entered}
    if not occasions:
        return ()
    return tuple(
        marking.entered_said(row, case.definition(occasions[occasion].digest).title(case.language))
        for occasion, row in answers.entered(case.row).items()
        if occasion in occasions
    )


def _struck(found: list[Series], case: Case) -> tuple[str, ...]:
    """Days on which something was answered that is marked as wrong: in no graph, and told beside them."""
    days = {(point.on, case.definition(each.digest).title(case.language)) for each in found for point in each.struck}
    words = _("%(day)s: svar i %(title)s är markerade som fel och räknas inte.")
    return tuple(words % {"day": date_format(on, "j F Y"), "title": title} for on, title in sorted(days))


def _value(series: Series) -> str:
    return f"{series.questionnaire}.{series.code}"


def _has_bands(series: Series, case: Case) -> bool:
    rule = case.definition(series.digest).score_rule(series.code)
    return bool(rule and rule.bands)


def _questions(found: list[Series]) -> dict[str, tuple[str, str]]:
    """Every question that can be followed, by what stands in the address."""
    return {
        f"{each.questionnaire}.{item.link_id}": (each.questionnaire, item.link_id)
        for each in found
        for item in charting.followed(each.digest)
    }


def _choices(case: Case, found: list[Series], asked: set[str], wanted: set[str]) -> list[Choices]:
    made = []
    for questionnaire in dict.fromkeys(each.questionnaire for each in found):
        own = [each for each in found if each.questionnaire == questionnaire]
        definition = case.definition(own[-1].digest)
        scores = [
            Choice(SCORE, _value(each), charting.title_of(each, definition, case.language), _value(each) in asked)
            for each in own
        ]
        made.append(Choices(definition.title(case.language), tuple(scores), _asked_in(case, definition, wanted)))
    return made


def _asked_in(case: Case, definition: Definition, wanted: set[str]) -> tuple[Choice, ...]:
    values = [(f"{definition.key}.{item.link_id}", item) for item in charting.followed(definition)]
    return tuple(
        Choice(QUESTION, value, charting.question_title(definition, item, case.language), value in wanted)
        for value, item in values
    )
