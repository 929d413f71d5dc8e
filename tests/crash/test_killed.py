"""kill -9 at any moment: what was answered is kept, what was due happens once."""

import http.cookiejar
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import pytest

from tests.journeys.service import ROOT, Service, free_port

DAYS = 14
# Both walk the same region, which takes its time to lay.
pytestmark = pytest.mark.xdist_group("region")
KILLS = 4


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    """The demo region with its files, and nothing running."""
    service = Service(tmp_path_factory.mktemp("crash"), "everything")
    service.runs("-m", "tests.journeys.small_region", "everything")
    return service


def beside(region, name):
    """The same region once more, in a folder of its own."""
    folder = region.folder.with_name(name)
    shutil.copytree(region.folder, folder)
    return Service(folder)


def run(service, *arguments):
    """A command of ours to its end; what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=service.environment(), capture_output=True, text=True, check=True
    )
    return done.stdout


def worked_to_the_end(service):
    return json.loads(run(service, "-m", "tests.crash.looking", "finish"))


def has_begun(service, since):
    """The worker has written something, so that it is killed at work and not on its way there."""
    written = service.folder / "stegvis.sqlite3-wal"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if written.exists() and written.stat().st_mtime_ns > since and written.stat().st_size:
            return
        time.sleep(0.01)


def test_a_worker_that_is_killed_leaves_nothing_undone_and_nothing_doubled(region):
    calm, rough = beside(region, "calm"), beside(region, "rough")
    for service in (calm, rough):
        run(service, "-m", "tests.crash.looking", "forward", str(DAYS))
    chance = random.Random(7)
    for _ in range(KILLS):
        began = time.time_ns()
        worker = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=rough.environment())
        has_begun(rough, began)
        time.sleep(chance.uniform(0.05, 0.6))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    # A lease of somebody who is dead runs out: two minutes later by the region's own clock.
    for service in (calm, rough):
        run(service, "-m", "tests.crash.looking", "forward", "1")
    assert worked_to_the_end(rough) == worked_to_the_end(calm)


# --- The web server -----------------------------------------------------------------------------


class Visitor:
    """A resident with a browser's patience and no scripts."""

    def __init__(self, service, slug):
        self.service = service
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)
        self.post("/in/", self.token("/in/"), person=slug)

    def get(self, path):
        return self._opener.open(f"{self.service.url}{path}", timeout=10).read().decode()

    def token(self, path):
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))
        assert found
        return found.group(1)

    def post(self, path, token, headers=None, **fields):
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        request = urllib.request.Request(f"{self.service.url}{path}", data, headers or {})
        return self._opener.open(request, timeout=10).read().decode()


def test_what_the_server_has_said_is_saved_survives_its_death(region):
    service = beside(region, "web")
    service.port = free_port()
    service.prepares_static_files()
    service.rises()
    try:
        elias = Visitor(service, "elias-norberg")
        asked = re.search(r'href="(/min/[^"]*/formular/[^"]+/)"', elias.get("/min/")).group(1)
        page, token = elias.get(asked), elias.token(asked)
        name = re.search(r'type="radio"[^>]*name="(q\.[^"]+)"', page) or re.search(
            r'name="(q\.[^"]+)"[^>]*type="radio"', page
        )
        field = name.group(1)
        values = re.findall(rf'name="{re.escape(field)}"[^>]*value="([^"]+)"', page)
        chance, revision, kept = random.Random(3), re.search(r'name="revision" value="(\d+)"', page).group(1), ""
        for turn in range(KILLS):
            for value in values * 3:
                answer = elias.post(asked, token, {"X-Autosave": "1"}, **{field: value, "revision": revision})
                revision, kept = str(json.loads(answer)["revision"]), value
                if chance.random() < 0.2:
                    break
            service.dies()
            service.rises()
            page = elias.get(asked)
            chosen = re.search(rf'<input[^>]*name="{re.escape(field)}"[^>]*value="{re.escape(kept)}"[^>]*checked', page)
            assert chosen, f"turn {turn}: {kept} was said to be saved"
    finally:
        service.stop()
