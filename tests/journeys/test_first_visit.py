"""A first visit on a slow line: few requests, few bytes. And film and sound that really play."""

import re

from tests.journeys.person import PHONE

PROGRAM = re.compile(r"/min/[0-9a-f-]{36}/")
MOST_REQUESTS, MOST_BYTES = 8, 60 * 1024


def weigh(person, address):
    """Requests and bytes over the wire for one page with nothing in the cache, media not counted."""
    line = person.context.new_cdp_session(person.page)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    kinds: dict[str, str] = {}
    weights: dict[str, float] = {}
    line.on("Network.requestWillBeSent", lambda event: kinds.update({event["requestId"]: event.get("type", "")}))
    line.on(
        "Network.loadingFinished",
        lambda event: weights.update({event["requestId"]: event["encodedDataLength"]}),
    )
    person.page.goto(address, wait_until="networkidle")
    counted = {key: weight for key, weight in weights.items() if kinds.get(key) != "Media"}
    return len(counted), sum(counted.values())


def test_the_first_page_is_light(somebody, demo_region):
    for slug in ("nora-ekdahl", "elias-norberg", "maria-kowalska"):
        person = somebody(demo_region, slug, size=PHONE).signs_in()
        requests, weight = weigh(person, "/min/")
        assert requests <= MOST_REQUESTS and weight <= MOST_BYTES, f"{slug}: {requests} requests, {weight:.0f} bytes"


def test_pages_of_the_entrance_are_light(somebody, demo_region):
    person = somebody(demo_region, size=PHONE)
    for address in ("/", "/om/akut-hjalp/", "/p/somn/"):
        requests, weight = weigh(person, address)
        assert requests <= MOST_REQUESTS and weight <= MOST_BYTES, f"{address}: {requests} requests, {weight:.0f} bytes"


PLAYS = """async (media) => {
  media.muted = true;
  media.load();
  await media.play();
  await new Promise((done, failed) => {
    media.addEventListener("error", () => failed(new Error("cannot play")));
    const look = () => media.currentTime > 0.3 ? done() : setTimeout(look, 50);
    look();
  });
  const found = {duration: media.duration, ready: media.readyState, width: media.videoWidth || 0};
  media.pause();
  return found;
}"""


def test_film_and_sound_play(somebody, demo_region):
    elias = somebody(demo_region, "elias-norberg", size=PHONE).signs_in()
    wilhelmina = somebody(demo_region, "wilhelmina-christophersdotter", size=PHONE).signs_in()
    film = plays(elias, "video")
    assert film["duration"] > 20 and film["ready"] >= 2 and film["width"] > 100
    sound = plays(wilhelmina, "audio")
    assert sound["duration"] > 20 and sound["ready"] >= 2
    assert wilhelmina.page.get_by_text("Läs i stället").or_(wilhelmina.page.locator("details")).count()


def plays(person, kind):
    """The first film or sound on the way through the program."""
    programs = [link.get_attribute("href") for link in person.page.locator('main a[href^="/min/"]').all()]
    person.page.goto(next(link for link in programs if PROGRAM.fullmatch(link)))
    steps = [link.get_attribute("href") for link in person.page.locator('main a[href*="/steg/"]').all()]
    for step in dict.fromkeys(steps):
        person.page.goto(step)
        if person.page.locator(kind).count():
            return person.page.locator(kind).first.evaluate(PLAYS)
    raise AssertionError(f"no {kind} in {len(steps)} steps")
