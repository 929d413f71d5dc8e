"""A folded template says what Django's own reading of it says, in each language."""

from datetime import date

import pytest
from django.template import Context, Engine
from django.utils import translation

from stegvis.ui import loader

BUILTINS = {
    "ui": "stegvis.ui.templatetags.ui",
    "i18n": "django.templatetags.i18n",
    "static": "django.templatetags.static",
}
PAGE = (
    "{% load i18n static ui %}{% comment %}tyst{% endcomment %}{% get_current_language as L %}<p lang='{{ L }}'>"
    "{% translate 'Akut hjälp' %} {% icon 'phone' %}{% static 'ui/stegvis.css' %}{% url 'entrance:crisis' %}</p>"
    "{% translate 'Logga ut' as out %}{{ out }}{% url 'finns:inte' as nowhere %}[{{ nowhere }}]"
    "{% for row in rows %}{% if row.n %}{% blocktranslate with done=row.n total=3 %}{{ done }} av {{ total }} klara & sedda"
    "{% endblocktranslate %}{% else %}{% translate 'Nästa' %}{% endif %}{{ row.text }}{{ row.n }}{{ row.missing }}{% endfor %}"
    "{% blocktranslate asvar said %}Allt {{ text }} 100 %{% endblocktranslate %}{{ said }}"
    "{% language 'en' %}{% translate 'Akut hjälp' %}{% endlanguage %}{{ day }} {{ safe|safe }} {{ text|upper }}"
    "{% badge text 'info' 'flag' %}{% autoescape off %}{{ text }}{% endautoescape %}"
)
VALUES = {
    "rows": [{"n": 1, "text": "<b>"}, {"n": 0, "text": "å"}, {"n": 2500, "text": "'"}],
    "text": "a & <i>",
    "safe": "<hr>",
    "day": date(2026, 3, 2),
}


def written(loaders):
    engine = Engine(libraries=BUILTINS, loaders=loaders)
    return engine.get_template("page.html").render(Context(dict(VALUES)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_folding_changes_nothing_that_is_read(language, monkeypatch):
    from_memory = (
        "django.template.loaders.locmem.Loader",
        {"page.html": PAGE, "ui/components/badge.html": "{{ label }}"},
    )
    monkeypatch.setattr(loader, "is_ours", lambda _template: True)
    with translation.override(language):
        assert written([("stegvis.ui.loader.Loader", [from_memory])]) == written([from_memory])


def test_a_template_is_kept_once_per_language():
    engine = Engine(
        libraries=BUILTINS, loaders=[("stegvis.ui.loader.Loader", ["django.template.loaders.app_directories.Loader"])]
    )
    with translation.override("sv"):
        swedish = engine.get_template("ui/components/foot.html")
    with translation.override("en"):
        english = engine.get_template("ui/components/foot.html")
    with translation.override("sv"):
        assert engine.get_template("ui/components/foot.html") is swedish
    assert english is not swedish
