"""From the scene to the requests of each row, every one by somebody who is signed in."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import reverse

from bench.asking import Ask
from bench.scene.long import KEY, long_answers, long_fields
from bench.scene.walking import PHQ, Walker, Walkers
from stegvis.access.actor import Actor
from stegvis.access.models import Account
from stegvis.access.sessions import BACKEND, HAT_KEY
from stegvis.catalogue.freezing import open_document
from stegvis.course import actions
from stegvis.program.document import ExerciseBlock, TextBlock
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.answering import field_name
from stegvis.questionnaires.engine import by_points

SEVERAL_HATS = "several-hats"
# Rows that send something new each time, and what is sent.
SENDINGS = {"submission": PHQ, "long_sending": KEY}


@dataclass(frozen=True)
class SignedIn:
    """What a browser holds: the session, and the secret that a form must repeat."""

    cookie: str
    token: str


def signed_in(account: Account, actor: Actor) -> SignedIn:
    """A session in the database with a hat on, and a CSRF secret."""
    client = Client()
    client.force_login(account, backend=BACKEND)
    session = client.session
    session[HAT_KEY], session[SEVERAL_HATS] = actor.hat.key, False
    session.save()
    request = HttpRequest()
    token = get_token(request)
    held = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: request.META["CSRF_COOKIE"]}
    return SignedIn("; ".join(f"{name}={value}" for name, value in held.items()), token)


class Asks:
    """The streams of requests by row."""

    def __init__(self, walkers: Walkers, accounts: dict[str, Account]) -> None:
        self._walkers = walkers
        self._old = signed_in(walkers.old.account, walkers.old.actor)
        staff = walkers.old.staff
        self._staff = signed_in(accounts[staff.account_id], staff)
        self._browsers = [(walker, signed_in(walker.account, walker.actor)) for walker in walkers.others]
        self._waiting: dict[str, deque[Ask]] = {}

    def of(self, key: str) -> Iterator[Ask]:
        """The stream of one row."""
        return self._sending(key) if key in SENDINGS else repeat(getattr(self, f"_{key}")())

    def prepare(self, keys: Iterable[str]) -> None:
        """Between rounds: staff ask everybody once more, so that there is something to send."""
        for key in keys:
            questionnaire = SENDINGS[key]
            fields = _fields(questionnaire)
            self._waiting[key] = deque(
                _sent(walker, browser, walker.asked_by_staff(questionnaire), fields)
                for walker, browser in self._browsers
            )

    def _sending(self, key: str) -> Iterator[Ask]:
        """Sent for the first time at its occasion, by one resident after the other."""
        while True:
            yield self._waiting[key].popleft()

    def _step(self) -> Ask:
        """A page with text and an exercise to fill in, in the module that the resident is at."""
        walker = self._walkers.old
        state = walker.state
        modules = open_document(walker.course.document_id).modules
        steps = [step for module in modules if state.modules[module.id].is_open for step in module.steps]
        kinds = [(step, {type(block) for block in step.blocks}) for step in steps]
        step = next(step for step, found in reversed(kinds) if {ExerciseBlock, TextBlock} <= found)
        return Ask(reverse("resident:step", args=[walker.course.pk, step.id]), self._old.cookie)

    def _questionnaire(self) -> Ask:
        """PHQ-9, nothing answered yet."""
        walker = self._walkers.old
        address = reverse("resident:questionnaire", args=[walker.course.pk, walker.asked_by_staff()])
        return Ask(address, self._old.cookie)

    @cached_property
    def _long_occasion(self) -> str:
        """Asked once: asking again closes the one before."""
        return self._walkers.old.asked_by_staff(KEY)

    def _long_page(self) -> Ask:
        """Three hundred questions, half of them answered."""
        walker = self._walkers.old
        answers = long_answers(library.current_definition(KEY))
        half = dict(list(answers.items())[: len(answers) // 2])
        actions.save_draft(walker.course, self._long_occasion, half, 0, by=walker.actor)
        return Ask(reverse("resident:questionnaire", args=[walker.course.pk, self._long_occasion]), self._old.cookie)

    def _long_saving(self) -> Ask:
        """Everything saved, again and again: a save of the same answers is no conflict, whatever the revision."""
        row = self._walkers.old.course.responses.filter(occasion=self._long_occasion).first()
        fields = {**_fields(KEY), "do": "save", "revision": str(row.revision if row else 0)}
        return _sent(self._walkers.old, self._old, self._long_occasion, fields, leads_to="/")

    def _caseload(self) -> Ask:
        """Fifty rows of everybody on the unit."""
        return Ask(reverse("clinician:caseload") + "?visa=enheten", self._staff.cookie)

    def _patient(self) -> Ask:
        """Eight weeks of results."""
        return Ask(reverse("clinician:patient", args=[self._walkers.old.enrolment.pk]), self._staff.cookie)

    def _thread(self) -> Ask:
        """The resident's side of the conversation."""
        return Ask(reverse("resident:messages", args=[self._walkers.old.course.pk]), self._old.cookie)


def _fields(questionnaire: str) -> dict[str, str]:
    """Believable answers without a dangerous one, as a browser sends them."""
    definition = library.current_definition(questionnaire)
    if questionnaire == KEY:
        return long_fields(long_answers(definition))
    given = by_points(definition, {**{str(n): n % 3 for n in range(1, 9)}, "9": 0})
    return {field_name(item): str(value) for item, value in given.items()}


def _sent(walker: Walker, browser: SignedIn, occasion: str, answers: dict[str, str], leads_to: str = "/tack/") -> Ask:
    fields = {"do": "send", "revision": "0", **answers, "csrfmiddlewaretoken": browser.token}
    address = reverse("resident:questionnaire", args=[walker.enrolment.course_id, occasion])
    return Ask(address, browser.cookie, urlencode(fields), status=302, leads_to=leads_to)
