"""The program editor as a designer uses it: real clicks in upstream's own form, nothing filled in from behind."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Response, expect

from tests.journeys.person import PATIENCE_MS, Person


class Editor:
    """The page that a designer has open. Fields are named as the form names them."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        # Upstream saves by itself while somebody types, and is told 400 as long as a required field is empty.
        person.refusals_expected.add(400)
        # The form is drawn by scripts: ready when the last of its streams is.
        self.page.locator(".w-form-width, form#page-edit-form").first.wait_for()
        self.page.wait_for_load_state("networkidle")

    # --- Fields -----------------------------------------------------------------------------

    def writes(self, name: str, text: str) -> "Editor":
        """A plain field."""
        self.page.locator(f'[name="{name}"]').fill(text)
        return self

    def chooses(self, name: str, value: str) -> "Editor":
        """One of a list."""
        self.page.locator(f'select[name="{name}"]').select_option(value)
        return self

    def ticks(self, name: str) -> "Editor":
        """A box."""
        self.page.locator(f'input[type="checkbox"][name="{name}"]').check()
        return self

    def ticks_one_of(self, name: str, value: str) -> "Editor":
        """One of several boxes with the same name."""
        self.page.locator(f'input[type="checkbox"][name="{name}"][value="{value}"]').check()
        return self

    def chooses_by_words(self, name: str, words: str) -> "Editor":
        """One of a list by what it says, where its value is an id."""
        self.page.locator(f'select[name="{name}"]').select_option(label=words)
        return self

    def does_not_show(self, name: str) -> "Editor":
        """A field that means nothing for what is chosen."""
        expect(self.page.locator(f'[name="{name}"]').first).to_be_hidden()
        return self

    def unfolds(self, heading: str) -> "Editor":
        """The last group of fields with this heading."""
        self.page.get_by_role("heading", name=heading).filter(visible=True).last.click()
        return self

    def writes_rich(self, name: str, text: str) -> "Editor":
        """A field with formatting: typed, since it has no value to set."""
        around = self.page.locator(f'input[type="hidden"][name="{name}"]').locator(
            "xpath=ancestor::*[.//div[contains(@class,'public-DraftEditor-content')]][1]"
        )
        box = around.locator(".public-DraftEditor-content").first
        kept = self.page.locator(f'input[type="hidden"][name="{name}"]')
        for _try in range(3):
            box.click()
            self.page.keyboard.type(text)
            # A box that is drawn anew just then loses what is typed, before the eyes of who types it.
            if text in box.inner_text():
                break
        expect(box).to_contain_text(text)
        # What is seen is what will be sent.
        expect(kept).to_have_value(re.compile(re.escape(json.dumps(text, ensure_ascii=False)[1:-1])))
        return self

    # --- Streams ----------------------------------------------------------------------------

    def stream(self, name: str) -> Locator:
        """The part of the form that holds one stream's children."""
        return self.page.locator(f'input[type="hidden"][name="{name}-count"]').locator("xpath=..")

    def count(self, name: str) -> int:
        """How many children a stream has."""
        return int(self.page.locator(f'input[type="hidden"][name="{name}-count"]').input_value())

    def adds(self, name: str, kind: str = "") -> str:
        """One more child last in a stream; the prefix of its fields. `kind` where there are several."""
        before = self.count(name)
        plus = self.stream(name).locator("xpath=./div/div/button[contains(@class,'c-sf-add-button')]").last
        plus.click()
        if kind:
            self.page.get_by_role("option", name=kind, exact=True).last.click()
        expect(self.page.locator(f'input[type="hidden"][name="{name}-count"]')).to_have_value(str(before + 1))
        return f"{name}-{before}-value"

    # --- Choosers ---------------------------------------------------------------------------

    def uploads_image(self, name: str, file: Path, title: str, licence: str = "") -> "Editor":
        """Through the chooser's own upload. `licence` is what holds for the picture, where that is said at once."""
        field: Any = self.page.locator(f'input[name="{name}"]').locator("xpath=..")
        field.get_by_role("button", name="Välj en bild").filter(visible=True).click()
        window = self.page.get_by_role("dialog").filter(visible=True)
        window.get_by_role("tab", name="Ladda upp").click()
        window.locator('input[type="file"]').set_input_files(file)
        # Upstream fills in the file's name by itself; only then is it ours to change.
        named = window.locator('input[name="image-chooser-upload-title"]')
        expect(named).to_have_value(re.compile("."))
        named.fill(title)
        if licence:
            window.locator('input[name="image-chooser-upload-licence"]').fill(licence)
        window.get_by_role("button", name="Ladda upp").click()
        expect(field.locator("img")).to_be_visible(timeout=PATIENCE_MS)
        return self

    # --- Saving -----------------------------------------------------------------------------

    def saves(self) -> "Editor":
        """As a draft, and the page says so."""
        # This very post and the page that follows it: an autosave may be on its way at the same time.
        with (
            self.page.expect_response(_is_saved_by_hand) as saved,
            self.page.expect_event("domcontentloaded", timeout=PATIENCE_MS),
        ):
            self.page.get_by_role("button", name="Spara utkast").click()
        assert saved.value.status == 302, "the form came back with a fault"
        self.page.wait_for_load_state("networkidle")
        self.person.looks()
        expect(self.page.locator(".messages, .w-messages, [data-w-messages-target]").first).to_be_visible()
        return self

    def goes_back(self) -> Person:
        """To the program's page in the studio."""
        return self.person.presses("← Till programmets sida i studion")


def _is_saved_by_hand(response: Response) -> bool:
    """The form was posted by the button; upstream's autosaves are fetched by a script."""
    return response.request.method == "POST" and response.request.is_navigation_request()
