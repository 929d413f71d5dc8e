"""A unit decides how it works, and a new resident gets to know that there is something."""

import io
import re

import pikepdf

from tests.journeys.person import PHONE, Person
from tests.journeys.service import Service

TEST_NUMBER = "070-174 06 21"


def test_a_deadline_is_changed_and_the_history_says_who(somebody, demo_region: Service) -> None:
    """The resident administrator of the sleep clinic, on a phone."""
    karin = somebody(demo_region, "karin-ljung", size=PHONE).signs_in()
    karin.opens("/vard/installningar/").sees("Prioriterad flagga: ta hand om inom (minuter)", "Aviseringar")
    with karin.expecting(422):
        karin.writes("Prioriterad flagga: ta hand om inom (minuter)", "tolv").presses("Spara")
        karin.sees("Skriv ett helt tal från 15 till 1440.")
    karin.writes("Prioriterad flagga: ta hand om inom (minuter)", "90").presses("Spara")
    karin.sees("Sparat: Prioriterad flagga: ta hand om inom.", "Eget för enheten")
    karin.unfolds("Historik").sees("Karin Ljung", "90 minuter", "Ärvt")


def test_a_new_resident_gets_a_letter_and_a_neutral_sms(somebody, demo_region: Service) -> None:
    """The therapist starts, opens the letter, and sends the message once."""
    daniel = somebody(demo_region, "daniel-osei").signs_in()
    number, name = somebody_new(daniel)
    daniel.writes(re.compile("nummer", re.IGNORECASE), number).presses("Sök personen").sees(name)
    daniel.ticks(re.compile("^Sov bättre"))
    daniel.presses("Ja, rätt person. Starta").sees(f"är startat för {name}", "Berätta för invånaren", "Startbrev")
    letter_is_readable(daniel)
    with daniel.expecting(422):
        daniel.writes("Mobilnummer", "08-465 004 12").presses("Skicka start-SMS")
        daniel.sees(re.compile("Det är inte ett svenskt mobilnummer"))
    daniel.writes("Mobilnummer", TEST_NUMBER).presses("Skicka start-SMS").sees("Det skickas bara en gång")
    assert "1740621" not in daniel.page.content() and not daniel.page.get_by_label("Mobilnummer").count()
    daniel.presses("Till invånarens sida").presses(re.compile("startbrev", re.IGNORECASE)).sees("Berätta för invånaren")


def somebody_new(daniel: Person) -> tuple[str, str]:
    """One of the people whom the demo offers to try with."""
    daniel.opens("/vard/starta/").sees("några att prova med")
    line = daniel.page.locator("main .notice li").last.inner_text()
    number, _space, name = line.partition(" ")
    return number, name.strip()


def letter_is_readable(daniel: Person) -> None:
    href = daniel.page.get_by_role("link", name="Öppna startbrevet (PDF)").get_attribute("href")
    answer = daniel.context.request.get(f"{daniel.service.url}{href}")
    assert answer.ok and answer.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.body())) as pdf:
        assert len(pdf.pages) == 1 and pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "sv"
