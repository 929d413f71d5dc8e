"""What every page is looked at for: faults of accessibility, errors in the console, blocked scripts and styles."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EDITOR = "/redigera/"
KNOWN_FAULTS = Path(__file__).with_name("upstream_faults.json")
# The rules of WCAG 2.2 A and AA, and axe's own of good practice.
SERIOUS = {"serious", "critical"}
IDS = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|(?<=/)\d+(?=/|$)"
    # A questionnaire goes by its key; the two words are pages of their own.
    r"|(?<=/formular/)(?!(?:nytt|importera)/)[a-z0-9-]+(?=/)"
)


def kind_of(url: str) -> str:
    """The page's address without host, ids and questions: the same template has the same kind."""
    path = re.sub(r"^https?://[^/]+", "", url).split("?")[0].split("#")[0]
    return IDS.sub("…", path)


@dataclass
class Faults:
    """What was found while a story was told."""

    own: list[str] = field(default_factory=list)
    upstream: set[str] = field(default_factory=set)
    console: list[str] = field(default_factory=list)
    # Words of console errors that are part of the story.
    expected_console: set[str] = field(default_factory=set)
    # Kinds of pages that were looked at, with theme and width: each once is enough.
    seen: set[tuple[str, str]] = field(default_factory=set)

    def look(self, page: Page, how: str) -> None:
        """Run axe unless a page of this kind was looked at the same way."""
        kind = kind_of(page.url)
        if not page.url.startswith("http") or (kind, how) in self.seen:
            return
        self.seen.add((kind, how))
        for violation in run_axe(page):
            if violation["impact"] not in SERIOUS:
                continue
            if kind.startswith(EDITOR):
                self.upstream.add(f"{violation['id']} {kind}")
            else:
                places = [node["target"] for node in violation["nodes"][:3]]
                self.own.append(f"{kind} ({how}): {violation['id']}: {violation['help']} {places}")


def run_axe(page: Page) -> list[dict[str, Any]]:
    """Axe's violations. Injected past the page's own policy, as a browser extension would be."""
    page.evaluate(AXE_SCRIPT)
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    found: list[dict[str, Any]] = result["violations"]
    return found


def known_faults() -> set[str]:
    """Upstream's faults in the editor that we know of. The list may only shrink."""
    return set(json.loads(KNOWN_FAULTS.read_text()))
