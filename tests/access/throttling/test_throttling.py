"""What is kept of how much somebody has asked for, by many at once; and the page that says when to try again."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.access.models import Throttle
from stegvis.access.schedule import forget_run_out
from stegvis.access.throttling import taking
from stegvis.access.throttling.bucket import Limit, take
from stegvis.config.throttles import Amounts
from stegvis.lib.clock import utc_now


@pytest.mark.django_db
def test_the_statement_and_the_arithmetic_say_the_same():
    at = int(utc_now().timestamp() * 1000)

    @settings(max_examples=40, deadline=None)
    @given(
        st.integers(1, 9), st.integers(1, 60), st.lists(st.integers(-90_000, 40_000), max_size=9), st.integers(0, 10**9)
    )
    def same(most, seconds, steps, who):
        limit, empty, now = Limit(most, seconds), 0, at
        Throttle.objects.all().delete()
        for step in steps:
            now += step
            said = take(empty, now, limit)
            wait = taking.wait_for("sign_in", str(who), limit, utc_now().fromtimestamp(now / 1000, tz=utc_now().tzinfo))
            assert (wait == 0) == said.allowed and wait == said.wait
            empty = said.empty_at
            row = Throttle.objects.values_list("empty_at", flat=True).first()
            assert row == empty or (row is None and empty == 0)

    same()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_so_many_get_through():
    limit, now, let, ready = Limit(5, 3600), utc_now(), [], threading.Barrier(4)

    def ask():
        ready.wait()
        let.extend([taking.wait_for("paper", "one", limit, now) for _time in range(4)])
        connections.close_all()

    asking = [threading.Thread(target=ask) for _number in range(4)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert len(let) == 16 and let.count(0) == 5
    Throttle.objects.all().delete()


@pytest.mark.django_db
def test_the_page_says_when_and_keeps_what_was_typed_and_help_is_never_limited(cast, settings):
    wide = {name: Amounts(1, 2, 600) for name in settings.STEGVIS_LIMITS}
    settings.STEGVIS_LIMITS = {**settings.STEGVIS_LIMITS, **wide}
    address, rita = reverse("resident:log_json"), cast.client("rita")
    assert rita.get(address).status_code == 200
    held = rita.get(address)
    page = held.content.decode()
    assert held.status_code == 429 and 0 < int(held.headers["Retry-After"]) <= 600
    assert "Vänta en stund" in page and "klockan" in page and "112" in page and "1177" in page
    # Another person is another bucket, and so is another limit; a refusal is nobody's.
    assert cast.client("rune").get(address).status_code == 200
    assert cast.client("tina").get(address).status_code == 403
    for help_page in ("/om/akut-hjalp/", "/", "/hjalp/", "/in/", "/min/", "/halsa"):
        assert [rita.get(help_page).status_code for _time in range(3)] == [200] * 3, help_page
    # Nobody signed in: the address has a bucket of its own, whatever the cookies say.
    codes = [Client().get(reverse("entrance:unit", args=["norra"])).status_code for _time in range(3)]
    assert codes == [200, 200, 429]
    # What was typed waits in the page, to be sent again; from another site nothing is given back.
    berit, search = cast.client("berit"), reverse("clinician:log_search")
    assert berit.post(search, {"vem": "a"}).status_code != 429
    typed = {"varfor": 'Kontroll "<b>" av åtkomst'}
    kept = berit.post(search, typed, headers={"Origin": "http://testserver"})
    assert kept.status_code == 429 and "Kontroll &quot;&lt;b&gt;&quot; av åtkomst" in kept.content.decode()
    assert f'action="{search}"' in kept.content.decode()
    assert "Kontroll" not in berit.post(search, typed, headers={"Origin": "http://annan.example"}).content.decode()
    # What is kept says nothing of who it was, and goes.
    with connection.cursor() as cursor:
        cursor.execute('SELECT "key" FROM "access_throttle"')
        keys = [row[0] for row in cursor.fetchall()]
    assert len(keys) >= 4 and all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)
    forget_run_out(now=utc_now() + timedelta(seconds=601))
    assert not Throttle.objects.exists()
