"""The publisher unit's own questionnaires: one published twice, and one that is being built. Content only."""

from typing import Any

OFTEN = ("Nästan aldrig", "Någon dag", "De flesta dagar", "Varje dag")
SOURCE = "Skrivet av Digitala vårdprogram, Region Vänersund. Gränserna är våra egna och inte prövade i forskning."

# Kind, text, help, and the answers with their points where there are any.
ACTIVE: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("choice", "Hur ofta har du rört på dig så att du blivit varm?", "Promenader i rask takt räknas.", OFTEN),
    ("choice", "Hur ofta har du gjort något du tycker om?", "", OFTEN),
    ("choice", "Hur ofta har du träffat eller pratat med någon du mår bra av?", "Telefon räknas också.", OFTEN),
    ("boolean", "Var det något som hindrade dig den här veckan?", "", ()),
    ("text", "Vad hindrade dig?", "Skriv så mycket eller lite du vill.", ()),
)
ACTIVE_TITLE = "Min aktiva vecka"
ACTIVE_INTRO = "Tänk på den senaste veckan. Svara så som det oftast har varit."
ACTIVE_SCORE = "Aktivitet"
# From, label, tone.
ACTIVE_BANDS = ((0, "Stillsam vecka", "moderate"), (4, "Lagom vecka", "mild"), (7, "Aktiv vecka", "calm"))
ACTIVE_SECOND_WORDING = "Hur ofta har du gjort något du tycker om, stort eller litet?"

# One question each, asked often. Title, question, lowest, highest, the score's name, and which way is better.
SHORT: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("Just nu", "Hur mår du just nu?", "Sämsta tänkbara", "Bästa tänkbara", "Mående just nu", "higher"),
    ("Smärta i dag", "Hur ont har du i dag?", "Ingen smärta", "Värsta tänkbara", "Smärta", "lower"),
)
SHORT_INTRO = "En fråga. Svara det du känner först."

# A draft with things left to do: an answer without text, a score without questions, no licence.
STARTING: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("display", "Svaren hjälper oss att välja rätt stöd för dig. Det tar ungefär fem minuter.", "", ()),
    ("group", "Om dig", "", ()),
    ("choice", "Vad vill du ha hjälp med först?", "", ("Sömn", "Oro", "Nedstämdhet", "Smärta")),
    ("scale", "Hur mycket påverkar det din vardag?", "", ()),
    ("integer", "Hur länge har det varit så?", "", ()),
    ("choice", "Har du tankar på att skada dig själv?", "", ("Nej", "Ibland", "Ofta")),
    ("choice", "", "", ()),
)
STARTING_TITLE = "Startformulär för stödprogram"
STARTING_DANGER = "Tankar på att skada sig själv"
STARTING_HELP = "Tack för att du berättar. Du behöver inte vara ensam med de tankarna. Ring 112 om det är bråttom."


def answers_of(words: tuple[str, ...]) -> list[dict[str, Any]]:
    """Options with points from nought."""
    return [{"code": "", "points": points} for points, _word in enumerate(words)]
