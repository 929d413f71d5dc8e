"""Everybody on the demo's sign-in page has something to see; every kind of page looks right to axe, two ways."""

import re

from playwright.sync_api import Error as PlaywrightError

from tests.journeys.looking import kind_of
from tests.journeys.person import PHONE

HOMES = ("/min/", "/vard/", "/studio/", "/region/", "/utveckling/", "/in/uppdrag/")
# One of each: between them they reach every kind of page.
GUIDES = {
    "elias-norberg": "/min/",
    "maria-kowalska": "/min/",
    "anna-lindqvist": "/vard/",
    "daniel-osei": "/vard/",
    "ylva-moberg": "/vard/",
    "birgitta-hall": "/vard/",
    "maja-lindgren": "/studio/",
    "ingrid-palm": "/region/",
}
PUBLIC = ("/", "/in/", "/om/", "/om/tillganglighet/", "/om/akut-hjalp/", "/p/somn/", "/p/somn/sov-battre/")
MOST_PAGES = 40
# Files to keep: no pages.
KEPT = re.compile(r"/(pdf|csv|fhir|json|paket|protokoll)/|\.ics$|qr\.svg$")


def everybody(somebody, region):
    """Slugs from the sign-in page itself."""
    visitor = somebody(region)
    visitor.opens("/in/")
    return [field.get_attribute("value") for field in visitor.page.locator('button[name="person"]').all()]


def test_one_click_and_there_is_something_to_see(somebody, demo_region):
    slugs = everybody(somebody, demo_region)
    assert len(slugs) > 25
    person = somebody(demo_region)
    for slug in slugs:
        person.slug = slug
        person.signs_in()
        choices = person.page.locator('main form:has(input[name="hat"]) button')
        if choices.count():
            choices.first.click()
        path = kind_of(person.page.url)
        assert path.startswith(HOMES), f"{slug} ended at {path}"
        words = person.page.locator("main").inner_text()
        assert not person.page.get_by_text("Fel 4").count(), f"{slug} is turned away at {path}"
        assert len(words) > 60, f"{slug} sees only: {words}"
        assert not re.search(r"\bNone\b|\{\{|\}\}|%\(", words), f"{slug}: {words}"
        person.context.clear_cookies()


def test_every_kind_of_page_two_ways(somebody, demo_region):
    """Found by following links on a desk in light; then seen on a phone in the dark.

    Colours do not hang on the width, nor what has room on the colours: the other two pairs find nothing of their own.
    """
    for slug, home in GUIDES.items():
        guide = somebody(demo_region, slug).signs_in()
        pages = follows_links(guide, home)
        assert pages
        see_again(somebody, demo_region, slug, pages)
    see_again(somebody, demo_region, "", {kind_of(address): address for address in PUBLIC})


def opens(person, address):
    """Whether it is a page: a file that is kept is none, and its kind need not be told by its address."""
    try:
        person.page.goto(address)
    except PlaywrightError as error:
        if "Download is starting" not in str(error):
            raise
        return False
    return True


def follows_links(person, home):
    """One address of each kind below a home."""
    found, waiting = {}, [kind_of(person.page.url)]
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop(0)
        if kind_of(address) in found:
            continue
        if not opens(person, address):
            continue
        person.looks()
        found[kind_of(address)] = address
        links = person.page.locator(f'a[href^="{home}"]').evaluate_all(
            "links => links.map(a => a.getAttribute('href'))"
        )
        waiting += [link.split("#")[0] for link in links if kind_of(link) not in found and not KEPT.search(link)]
    return found


def see_again(somebody, region, slug, pages):
    person = somebody(region, slug, size=PHONE, dark=True)
    if slug:
        person.signs_in()
    for kind, address in pages.items():
        if (kind, f"dark {PHONE[0]}") in person.faults.seen:
            continue
        person.page.goto(address)
        person.looks()
        wide = person.page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= PHONE[0] + 1, f"{address} is {wide} px wide on a screen of {PHONE[0]}"
        person.takes_picture(f"{kind.strip('/').replace('/', '-') or 'start'}-{PHONE[0]}-dark")
    person.leaves()
