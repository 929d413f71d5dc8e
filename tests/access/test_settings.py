import pytest
from stegvis.access.settings import *
from datetime import time


def test_a(cast, django_assert_num_queries):
    n = cast.norra
    assert value(Key.QUIET_FROM, unit=n) == time(21)
    with django_assert_num_queries(0):
        value(Key.COVER_DAYS, unit=n)
    change(cast.ett, {Key.COVER_DAYS: "20", Key.SENDER_NAME: "Ett"}, by=cast.kaj)
    change(n, {Key.PHONE: "08-1234", Key.OWN_FIRST_HOURS: 5}, by=cast.irma)
    assert value(Key.COVER_DAYS, unit=n) == 20
    print(history(cast.irma, n), history(cast.kaj, cast.ett))
    assert cast.norra.phone == "08-1234"
