"""Swedish first: English only when somebody has chosen it."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cookie", "header", "language"),
    [("", "en-US,en;q=0.9", "sv"), ("", "", "sv"), ("en", "sv", "en"), ("sv", "en", "sv"), ("xx", "en", "sv")],
)
def test_the_cookie_decides_and_the_browser_does_not(cookie, header, language):
    client = Client(headers={"accept-language": header})
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    page = client.get("/om/akut-hjalp/")
    page = page if page.status_code == 200 else client.get("/om/akut-hjalp")
    assert page["Content-Language"] == language
    assert f'<html lang="{language}"' in page.content.decode()
