"""When even the error page is broken, there are words that say what to do."""

from django.template.exceptions import TemplateDoesNotExist
from django.test import RequestFactory, override_settings

from stegvis.web.entrance import errors


def test_a_broken_error_page_still_says_what_to_do(monkeypatch):
    def broken(name):
        raise TemplateDoesNotExist(name)

    monkeypatch.setattr(errors, "render_to_string", broken)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "112" in answer.content.decode() and "försök igen" in answer.content.decode()


@override_settings(DEBUG=False)
def test_the_whole_page_is_shown_when_it_can_be():
    answer = errors.server_error(RequestFactory().get("/"))
    assert "112" in answer.content.decode() and answer.content.decode() != errors.LAST_WORDS
