"""Each tag prints what its page needs, escaped, and says why when something cannot be done."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.core.paginator import Paginator

from stegvis.ui.gallery import ExampleForm, Refusal
from stegvis.ui.icons import ICONS, CannotDrawIcon, svg
from stegvis.ui.parts import Fact
from stegvis.ui.shell import NavItem, Shell
from tests.ui.engine import render


class Balance(HTMLParser):
    """Fails on tags that are closed in the wrong order."""

    EMPTY = frozenset({"input", "br", "hr", "img", "meta", "link", "path", "circle", "rect", "ellipse", "line"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.EMPTY:
            assert self.open.pop() == tag


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_hidden_decoration(name):
    drawn = svg(name)
    assert 'aria-hidden="true"' in drawn
    Balance().feed(drawn)


def test_an_icon_nobody_has_drawn_is_refused():
    with pytest.raises(CannotDrawIcon):
        svg("enhörning")


def test_a_button_is_a_link_or_sends_a_form():
    assert '<a class="button" href="/m/"' in render('{% button "Öppna" href="/m/" %}')
    sent = render('{% button "Spara" kind="secondary" name="gör" value="spara" %}')
    assert 'type="submit"' in sent and 'name="gör" value="spara"' in sent and 'data-kind="secondary"' in sent


def test_a_refused_button_says_why():
    for source in ('{% button "Starta" verdict=no %}', '{% post_button "Starta" action="/s/" verdict=no %}'):
        shown = render(source, no=Refusal("Två behandlare behövs."))
        assert " disabled" in shown and "Två behandlare behövs." in shown and "<form" not in shown


def test_an_allowed_button_is_open():
    assert " disabled" not in render('{% button "Starta" verdict=yes %}', yes=True)
    assert "csrfmiddlewaretoken" in render('{% post_button "Starta" action="/s/" verdict=yes %}', yes=True)


def test_content_is_escaped_and_blocks_hold_markup():
    shown = render("{% notice 'info' title=bad %}<p>{{ bad }}</p>{% endnotice %}", bad="<script>")
    assert "<script>" not in shown and shown.count("&lt;script&gt;") == 2 and "<p>&lt;" in shown


def test_progress_is_said_in_words():
    assert 'max="8" value="3"' in render("{% progress 3 8 %}") and "3 av 8 klara" in render("{% progress 3 8 %}")
    stair = render('{% progress 3 8 kind="stair" label="Steg 4 av 8" %}')
    assert stair.count('class="stair-done"') == 3 and stair.count('class="stair-now"') == 1
    assert stair.count('class="stair-left"') == 4 and "Steg 4 av 8" in stair
    assert "<progress" in render('{% progress 3 40 kind="stair" %}')


def test_a_field_ties_label_help_and_error_together():
    form = ExampleForm({"email": "fel"})
    shown = render("{% field form.name %}", form=form)
    assert '<label class="field-label" for="id_name">' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown and 'id="id_name_error" role="alert"' in shown
    assert 'aria-invalid="true"' in shown


def test_a_group_is_a_fieldset_with_big_labels():
    shown = render("{% field form.sleep %}", form=ExampleForm())
    assert "<fieldset" in shown and "<legend>" in shown and shown.count('<label class="choice"') == 3
    Balance().feed(shown)


def test_a_free_text_box_says_when_it_is_read_and_where_help_is():
    source = '{% field form.note read_when="Läses på vardagar." %}'
    shown = render(source, form=ExampleForm(), shell=Shell(crisis_url="/hjalp/"))
    assert "Läses på vardagar." in shown and 'href="/hjalp/"' in shown
    assert 'aria-describedby="id_note_read"' in shown


def test_the_summary_links_to_each_field():
    shown = render("{% error_summary form %}", form=ExampleForm({"email": "fel"}))
    for target in ("#id_name", "#id_email", "#id_sleep_0", "#id_agree"):
        assert f'href="{target}"' in shown
    assert "4 saker behöver rättas" in shown
    assert render("{% error_summary form %}", form=ExampleForm()).strip() == ""


def test_the_summary_takes_errors_that_belong_to_no_field():
    class Whole(forms.Form):
        def clean(self) -> None:
            raise forms.ValidationError("Datumen krockar.")

    shown = render("{% error_summary form extra %}", form=Whole({}), extra=[{"text": "Välj en.", "target": "id_q1_0"}])
    assert "Datumen krockar." in shown and 'href="#id_q1_0"' in shown


def test_choices_keep_what_was_chosen():
    options = [("0", "Inte alls"), ("1", "Flera dagar", "Två till sju")]
    shown = render('{% choices "q1" "Fråga" options chosen=1 %}', options=options)
    assert 'value="1" checked' in shown and 'value="0" checked' not in shown and "Två till sju" in shown
    many = render('{% choices "q1" "Fråga" options chosen=both kind="checkbox" %}', options=options, both=["0", "1"])
    assert many.count(" checked") == 2


def test_choices_show_their_error():
    shown = render('{% choices "q1" "Fråga" options error="Välj ett svar." %}', options=[("0", "Nej")])
    assert 'aria-describedby="id_q1_error"' in shown and 'role="alert"' in shown


def test_pages_keep_the_search():
    shown = render("{% pagination page %}", address="/lista/?sok=anna&sida=2", page=Paginator(range(120), 50).page(2))
    assert 'href="?sok=anna&amp;sida=1"' in shown and 'href="?sok=anna&amp;sida=3"' in shown
    assert "51–100 av 120" in shown
    assert "nav" not in render("{% pagination page %}", page=Paginator(range(3), 50).page(1))


def test_where_am_i():
    shown = render("{% breadcrumb trail %}", trail=[("Hem", "/"), ("Alva", "")])
    assert '<a href="/">Hem</a>' in shown and '<span aria-current="page">Alva</span>' in shown
    tabs = render("{% tabs items %}", items=[NavItem("Ett", "/1", current=True), NavItem("Två", "/2")])
    assert 'href="/1" aria-current="page"' in tabs


def test_facts_come_in_any_shape():
    for rows in ([("Namn", "Alva")], {"Namn": "Alva"}, [Fact("Namn", "Alva")]):
        assert "<dt>Namn</dt><dd>Alva</dd>" in render("{% facts rows %}", rows=rows)


@pytest.mark.parametrize(("name", "initials"), [("Eva Holm", "EH"), ("Åsa", "Å"), ("", "?"), ("Nils von Ek", "NE")])
def test_initials(name, initials):
    assert f">{initials}<" in render("{% avatar name %}", name=name)


def test_the_next_action_posts_or_leads():
    posted = render('{% next_action "Rubrik" "Gå" action="/klar/" %}')
    assert '<form class="next-form" method="post" action="/klar/">' in posted and "csrfmiddlewaretoken" in posted
    assert 'href="/m/"' in render('{% next_action "Rubrik" "Gå" href="/m/" minutes=1 %}')


def test_the_crisis_box_names_the_ways():
    shown = render('{% crisis_box read_when="Ingen läser det här." %}')
    for way in ("tel:112", "tel:90101", "tel:1177", "Ingen läser det här."):
        assert way in shown
    assert "Egen hjälp" in render("{% crisis %}<p>Egen hjälp</p>{% endcrisis %}")


def test_step_navigation_can_belong_to_a_form_on_the_page():
    shown = render('{% step_nav form_id="svar" previous_url="/1/" %}')
    assert 'form="svar"' in shown and "<form" not in shown and "Klar, nästa" in shown
