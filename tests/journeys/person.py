"""Somebody at a browser. Written so that a story reads as prose: who does what, and what they see."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.journeys.looking import Faults
from tests.journeys.service import ROOT, Service

PHONE, DESK = (360, 740), (1280, 900)
SEND = re.compile("^Skicka")
BODY = re.compile("^(cm|kg)$")
ONWARDS = re.compile("^(Nästa|Skicka)")
PATIENCE_MS = 10_000
# Said by the browser for every answer that is not 200; the story says itself which it expects.
FAILED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


class Person:
    """One person with a browser window of their own."""

    def __init__(
        self,
        browser: Browser,
        service: Service,
        slug: str = "",
        *,
        faults: Faults,
        pictures: Path,
        size: tuple[int, int] = DESK,
        scripts: bool = True,
        dark: bool = False,
    ) -> None:
        self.slug, self.service, self.faults, self.size = slug, service, faults, size
        self._pictures, self._dark, self._scripts = pictures, dark, scripts
        self.refusals_expected: set[int] = set()
        self.context: BrowserContext = browser.new_context(
            base_url=service.url,
            viewport={"width": size[0], "height": size[1]},
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.new_window()

    # --- Windows ----------------------------------------------------------------------------

    def new_window(self) -> Page:
        """One more window of the same person; it becomes the one in use."""
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.console.append(f"{page.url}: {error}"))
        page.on("response", self._answered)
        self.page = page
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        failed = FAILED.search(message.text)
        if failed and int(failed.group(1)) in self.refusals_expected:
            return
        if any(words in message.text for words in self.faults.expected_console):
            return
        self.faults.console.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.console.append(f"{response.url}: answered {response.status}")

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """A refusal is part of the story here."""
        self.refusals_expected |= set(statuses)
        yield
        self.refusals_expected -= set(statuses)

    def leaves(self) -> None:
        """Close every window."""
        self.context.close()

    # --- Going ------------------------------------------------------------------------------

    def opens(self, address: str) -> "Person":
        """Type an address."""
        self.page.goto(address)
        return self.looks()

    def signs_in(self, *, at: str = "/in/", hat: str = "") -> "Person":
        """Choose oneself on the demo's page, and a hat where there are several."""
        self.page.goto(at)
        self.page.locator(f'button[name="person"][value="{self.slug}"]').first.click()
        if hat:
            self.presses(re.compile(hat))
        return self.looks()

    def signs_out(self) -> "Person":
        """By the button that stands on every page."""
        return self.presses("Logga ut")

    def presses(self, name: str | re.Pattern[str], *, inside: str = "", nth: int = 0) -> "Person":
        """A button or a link by what it says."""
        self.finds(name, inside=inside).nth(nth).click()
        self.page.wait_for_load_state()
        return self.looks()

    def unfolds(self, name: str | re.Pattern[str]) -> "Person":
        """What is folded away under a heading."""
        self.page.locator("summary").filter(has_text=name).filter(visible=True).first.click()
        return self

    def finds(self, name: str | re.Pattern[str], *, inside: str = "") -> Locator:
        """Buttons and links of that name."""
        where: Any = self.page.locator(inside) if inside else self.page
        exact = isinstance(name, str)
        buttons = where.get_by_role("button", name=name, exact=exact)
        found: Locator = buttons.or_(where.get_by_role("link", name=name, exact=exact)).filter(visible=True)
        return found

    # --- Writing ----------------------------------------------------------------------------

    def writes(self, label: str | re.Pattern[str], text: str) -> "Person":
        """In the field with that label."""
        fields = self.page.get_by_label(label).and_(self.page.locator("input, textarea"))
        fields.filter(visible=True).first.fill(text)
        return self

    def ticks(self, label: str | re.Pattern[str], *, of: str = "") -> "Person":
        """A radio button or a box; `of` says under which question, where several have the same answers."""
        where: Any = self.page
        if of:
            # One that something is wrong with is a radio group, that can be said to be invalid.
            where = self.page.get_by_role("group", name=of).or_(self.page.get_by_role("radiogroup", name=of)).first
        where.get_by_label(label, exact=bool(of)).filter(visible=True).first.check()
        return self

    def answers(self, question: str, answer: str) -> "Person":
        """In a questionnaire: the option of the question that says so."""
        item = self.page.locator(".q-item").filter(has_text=question).last
        item.get_by_label(answer, exact=True).check()
        return self

    def answers_everything(self) -> "Person":
        """Something believable on every question that is shown."""
        for item in self.page.locator(".q-item:visible").all():
            kind = item.get_attribute("data-type")
            if kind in {"choice", "boolean", "scale"}:
                item.get_by_role("radio").or_(item.get_by_role("checkbox")).nth(1).check()
            elif kind in {"integer", "decimal", "slider"}:
                numbers = item.locator("input.q-number, input[inputmode], input[type=number], input[type=text]")
                if numbers.count():  # what is calculated has no field
                    body = item.locator(".q-unit").filter(has_text=BODY).count()
                    numbers.first.fill("70" if body else "4")
            elif kind in {"text", "string"}:
                item.locator("textarea, input").first.fill("Inget särskilt.")
            elif kind == "time":
                item.locator("input").first.fill("22:30")
        return self

    def answers_and_sends(self) -> "Person":
        """Page after page where it has more than one, until it is thanked for."""
        thanks = self.page.get_by_text("Tack för dina svar")
        for _page in range(40):
            self.answers_everything().presses(ONWARDS, inside="main")
            self.page.wait_for_load_state("load")
            if thanks.count():
                return self
        raise AssertionError("the questionnaire never came to an end")

    def chooses(self, label: str | re.Pattern[str], option: str | re.Pattern[str]) -> "Person":
        """From a list."""
        field = self.page.get_by_label(label).filter(visible=True).first
        wanted = field.locator("option").filter(has_text=option).first.get_attribute("value")
        field.select_option(wanted)
        return self

    # --- Seeing -----------------------------------------------------------------------------

    def sees(self, *texts: str | re.Pattern[str]) -> "Person":
        """Each of these stands visibly on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible(timeout=PATIENCE_MS)
        return self

    def does_not_see(self, *texts: str | re.Pattern[str]) -> "Person":
        """None of these stands visibly on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0, timeout=PATIENCE_MS)
        return self

    def is_at(self, pattern: str) -> "Person":
        """The address looks like this."""
        expect(self.page).to_have_url(re.compile(pattern), timeout=PATIENCE_MS)
        return self

    def looks(self) -> "Person":
        """At the page, for faults. Axe is a script, so where there are none a person only reads."""
        self.page.wait_for_load_state("load")
        if not self._scripts:
            return self
        self.faults.look(self.page, f"{'dark' if self._dark else 'light'} {self.size[0]}")
        return self

    def takes_picture(self, name: str, *, whole: bool = False, for_docs: bool = False) -> "Person":
        """Into the run's own folder; those for README and docs go there when STEGVIS_PICTURES=1."""
        asked = for_docs and os.environ.get("STEGVIS_PICTURES") == "1"
        folder = ROOT / "docs" / "pictures" if asked else self._pictures
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=whole)
        return self
