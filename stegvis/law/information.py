"""What residents are told of how their data is handled: the fields, and words to begin with. Pure but for gettext.

The fields are what GDPR 13 and the patient data act 8:6 ask for. The words say what this service does as it stands;
the provider changes them to what is true of its own work.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("sv", "en")
MOST = 4000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to tell: its heading, what to think of when writing, and words to begin with."""

    key: str
    heading: str | Promise
    help: str | Promise
    words: str | Promise


FIELDS: tuple[Field, ...] = (
    Field(
        "controller",
        _("Vem som ansvarar för dina uppgifter"),
        _("Namn, organisationsnummer och hur man når er."),
        _("{provider} är vårdgivare och personuppgiftsansvarig för det du gör i program som {provider} har startat."),
    ),
    Field(
        "kept",
        _("Vilka uppgifter som finns"),
        _("Slagen av uppgifter, i ord som alla förstår."),
        _(
            "Ditt namn och personnummer, vilka program du har och när du är inloggad. Svaren du skickar, övningar, "
            "registreringar, meddelanden och det som personalen antecknar. Om du vill få aviseringar: ditt "
            "mobilnummer eller din e-postadress."
        ),
    ),
    Field(
        "why",
        _("Varför de behövs"),
        _("Ändamålen: vården, journalföringen, uppföljningen."),
        _(
            "För att ge dig vård och stöd, för att föra journal som lagen kräver och för att följa upp att vården är "
            "bra. Uppföljningen visar bara antal, aldrig vem du är."
        ),
    ),
    Field(
        "ground",
        _("Vad lagen säger"),
        _("Rättslig grund enligt dataskyddsförordningen och patientdatalagen."),
        _(
            "Vi måste föra journal enligt patientdatalagen. Den rättsliga grunden är rättslig förpliktelse och uppgift "
            "av allmänt intresse (artikel 6.1 c och e i dataskyddsförordningen), och för uppgifter om hälsa att de "
            "behövs för hälso- och sjukvård (artikel 9.2 h). Därför frågar vi inte om ditt samtycke. Har ett program "
            "en annan grund står det på programmets sida."
        ),
    ),
    Field(
        "how_long",
        _("Hur länge de sparas"),
        _("Tider för journalen, loggen och det som är invånarens eget."),
        _(
            "Journalen sparas i minst tio år efter den senaste anteckningen. Loggen över vem som har läst sparas i "
            "minst fem år. Det du har börjat skriva men inte skickat är ditt eget och tas bort när programmet avslutas."
        ),
    ),
    Field(
        "who_sees",
        _("Vem som kan läsa"),
        _("Vilka roller som ser vad, under vilka villkor, sekretess, och vad som går att söka på."),
        _(
            "Din behandlare, och de på enheten som behöver det för din vård. Den som öppnar en kollegas patient måste "
            "säga varför. Varje gång någon läser skrivs det upp, och du kan se det. De som gör programmen och de som "
            "samordnar dem ser aldrig vem du är. Alla som läser har tystnadsplikt. Ingen kan söka på det du har svarat "
            "eller skrivit."
        ),
    ),
    Field(
        "recipients",
        _("Vilka som får uppgifter från oss"),
        _("Personuppgiftsbiträden, andra mottagare, och om något lämnar EU."),
        _(
            "De som sköter driften åt oss får hantera uppgifterna bara på vårt uppdrag. I ett sms eller e-postbrev står "
            "bara att det finns något nytt. Annars lämnas uppgifter ut bara om du ber om det eller lagen kräver det, "
            "och då står det på din sida. Inga uppgifter lämnar EU."
        ),
    ),
    Field(
        "rights",
        _("Dina rättigheter"),
        _("Ta del, rätta, spärra, invända, veta vem som har läst, skadestånd."),
        _(
            "Du har rätt att läsa det som finns om dig, att få fel rättade, att spärra uppgifter för andra enheter, att "
            "invända mot uppföljning, att slippa vara med i kvalitetsregister och att få veta vem som har läst. Det som "
            "hör till journalen får vi inte ta bort utan beslut av Inspektionen för vård och omsorg. Datorn fattar "
            "inga beslut om din vård; ett farligt svar gör att personal tittar. Har dina uppgifter hanterats i strid med "
            "lagen kan du ha rätt till skadestånd."
        ),
    ),
    Field(
        "contact",
        _("Vem du kan fråga eller klaga hos"),
        _("Dataskyddsombudets namn eller funktion och hur man når det, och tillsynsmyndigheten."),
        _(
            "Fråga din enhet först. Du kan också kontakta dataskyddsombudet hos {provider}. Är du inte nöjd kan du "
            "klaga hos Integritetsskyddsmyndigheten, imy.se."
        ),
    ),
)
KEYS = tuple(field.key for field in FIELDS)


def begun(provider: str) -> dict[str, dict[str, str]]:
    """Words to begin with, in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = {field.key: str(field.words).format(provider=provider) for field in FIELDS}
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """One thing as it is told, with the language it is written in."""

    key: str
    heading: str
    words: str
    language: str


def told(texts: dict[str, dict[str, str]], language: str) -> list[Said]:
    """What is told, in the language where it is written in it, else in Swedish."""
    found = []
    for field in FIELDS:
        own = texts.get(language, {}).get(field.key, "").strip()
        words = own or texts.get("sv", {}).get(field.key, "").strip()
        if words:
            found.append(Said(field.key, str(field.heading), words, language if own else "sv"))
    return found


def missing(texts: dict[str, dict[str, str]]) -> list[str]:
    """The fields without words in Swedish, which cannot be published."""
    return [field.key for field in FIELDS if not texts.get("sv", {}).get(field.key, "").strip()]


def changed(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> list[str]:
    """The fields whose Swedish words differ."""
    return [key for key in KEYS if before.get("sv", {}).get(key, "") != after.get("sv", {}).get(key, "")]
