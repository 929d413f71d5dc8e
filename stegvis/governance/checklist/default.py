"""The list where a region has made none of its own: step 5 of the way, "Checklista skapa program"."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.governance.checklist.kinds import Part, Ticker, Verifies


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a checklist as it is used: from the region's rows, or from here."""

    key: str
    text: str | Promise
    help: str | Promise = ""
    who: Ticker = Ticker.ANYONE
    verifies: Verifies | None = None
    leans_on: tuple[Part, ...] = ()
    required: bool = True


_ALL = (Part.EVERYTHING,)
DEFAULT: tuple[Line, ...] = (
    Line(
        "agare",
        _("Ägare och ersättare är utsedda"),
        _("Ägaren svarar för programmet och blir utgivare. Ersättaren tar över vid frånvaro."),
        Ticker.COORDINATOR,
        Verifies.PEOPLE,
    ),
    Line(
        "medicinsk",
        _("Medicinskt ansvarig har granskat innehållet"),
        _("Läs alla texter, till exempel i textdokumentet. Kryssa när innehållet stämmer med dagens kunskap."),
        Ticker.MEDICAL,
        None,
        (Part.TEXTS, Part.QUESTIONNAIRES),
    ),
    Line(
        "upphovsratt",
        _("Rätten till formulär, bilder, film och texter är klar"),
        _("Licens och källa står i biblioteket och i formulären."),
        Ticker.DESIGNER,
        Verifies.RIGHTS,
        (Part.MEDIA, Part.QUESTIONNAIRES),
    ),
    Line(
        "klarsprak",
        _("Texterna är på klarspråk"),
        _("LIX under 40 i varje steg. Är något svårare med flit skriver du varför."),
        Ticker.DESIGNER,
        Verifies.PLAIN,
        (Part.TEXTS,),
    ),
    Line(
        "tillganglighet",
        _("Alternativtexter, undertexter, rubriker och länkar är på plats"),
        "",
        Ticker.DESIGNER,
        Verifies.ACCESSIBLE,
        (Part.TEXTS, Part.MEDIA),
    ),
    Line(
        "bilder-med-text",
        _("Text i bilder går att läsa"),
        _("Programmets egna texter har alltid god kontrast. Text inne i bilder måste någon titta på."),
        Ticker.DESIGNER,
        None,
        (Part.MEDIA,),
    ),
    Line(
        "mobil",
        _("Hela programmet är genomgånget på en mobil"),
        _("Gå igenom varje steg på en vanlig telefon, som en invånare."),
        Ticker.GROUP,
        None,
        _ALL,
    ),
    Line(
        "exempel",
        _("Varje formulär räknar rätt på sina exempel"),
        "",
        Ticker.DESIGNER,
        Verifies.EXAMPLES,
        (Part.QUESTIONNAIRES,),
    ),
    Line(
        "flaggor",
        _("Varje flagga är utlöst i ett test"),
        _("Gå igenom prototypen och utlös varje regel. Se att rätt personal får veta."),
        Ticker.GROUP,
        None,
        (Part.RULES, Part.QUESTIONNAIRES),
    ),
    Line(
        "farliga-svar",
        _("Farliga svar har mottagare och hjälptext"),
        "",
        Ticker.DESIGNER,
        Verifies.DANGERS,
        (Part.RULES, Part.QUESTIONNAIRES),
    ),
    Line(
        "vyer",
        _("Varje rolls vyer är genomgångna"),
        _("Gå igenom som invånare, behandlare och invånaradministratör."),
        Ticker.GROUP,
        None,
        (Part.RULES, Part.QUESTIONNAIRES),
    ),
    Line("kristext", _("Kristext finns"), "", Ticker.DESIGNER, Verifies.CRISIS, (Part.TEXTS,)),
    Line("valkomsttext", _("Välkomsttext och innehåll finns"), "", Ticker.DESIGNER, Verifies.WELCOME, (Part.TEXTS,)),
    Line(
        "oversattningar",
        _("Översättningar är fullständiga"),
        "",
        Ticker.DESIGNER,
        Verifies.LANGUAGES,
        (Part.TEXTS, Part.QUESTIONNAIRES),
        required=False,
    ),
    Line("rutin", _("Enhetens rutin är beskriven"), "", Ticker.OWNER, Verifies.ROUTINE),
    Line("riskanalys", _("Riskanalysen är godkänd"), "", Ticker.COORDINATOR, Verifies.RISKS),
    Line("versionsanteckning", _("Versionsanteckning finns"), "", Ticker.DESIGNER, Verifies.NOTE),
    Line("regulatorisk", _("Regulatorisk status är avgjord"), "", Ticker.COORDINATOR, Verifies.REGULATORY),
    Line("support", _("Kontakt för support är utsedd"), "", Ticker.OWNER, Verifies.SUPPORT),
    Line("oversyn", _("Datum för översyn är satt"), "", Ticker.OWNER, Verifies.REVIEW_BY),
)
