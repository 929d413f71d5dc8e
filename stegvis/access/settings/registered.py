"""Every setting: what it is called, what it does, its kind, where it may be set, what holds until somebody decides."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.access.settings.kinds import Group, Key, Level
from stegvis.access.settings.values import Number, Text, TimeOfDay, ValueKind, YesNo


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. `column`: the value stands on the care unit itself, and only its history here."""

    key: Key
    group: Group
    level: Level
    kind: ValueKind
    default: Any
    label: str | Promise
    help: str | Promise
    column: str = ""


def _table(*rows: Setting) -> dict[Key, Setting]:
    return {row.key: row for row in rows}


SETTINGS = _table(
    Setting(
        Key.PHONE,
        Group.CONTACT,
        Level.UNIT,
        Text(30, required=True, pattern=r"\+?[0-9][0-9 \-]{4,28}", sentence=_("Skriv numret med siffror.")),
        "",
        _("Telefon"),
        _("Numret som invånare ringer. Det står på deras sidor och i startbrevet."),
        column="phone",
    ),
    Setting(
        Key.PHONE_HOURS,
        Group.CONTACT,
        Level.UNIT,
        Text(120),
        "",
        _("Telefontid"),
        _("När någon svarar, till exempel: vardagar 8–12."),
        column="phone_hours",
    ),
    Setting(
        Key.READING_PROMISE,
        Group.CONTACT,
        Level.UNIT,
        Text(200, required=True),
        "",
        _("När ni läser"),
        _("Lovar invånaren när någon läser. Texten står vid varje ruta där invånaren kan skriva fritt."),
        column="reading_promise",
    ),
    Setting(
        Key.READING_PROMISE_EXTRA,
        Group.CONTACT,
        Level.BOTH,
        Text(300),
        "",
        _("Tillägg till löftet"),
        _("Står efter löftet, till exempel om sommarveckorna. Lämna tomt om inget ska stå där."),
    ),
    Setting(
        Key.FLAG_DEADLINE_MINUTES,
        Group.TIMES,
        Level.BOTH,
        Number("minutes", 15, 1440),
        120,
        _("Prioriterad flagga: ta hand om inom"),
        _("Räknas i minuter av enhetens öppettid. Har ingen tagit flaggan då går den vidare till nästa."),
    ),
    Setting(
        Key.FLAG_ORDINARY_DEADLINE_HOURS,
        Group.TIMES,
        Level.BOTH,
        Number("hours", 1, 80),
        16,
        _("Vanlig flagga: ta hand om inom"),
        _("Räknas i timmar av enhetens öppettid."),
    ),
    Setting(
        Key.OWN_FIRST_HOURS,
        Group.TIMES,
        Level.BOTH,
        Number("hours", 1, 72),
        24,
        _("Egen behandlare först"),
        _(
            "När samma svar redan är bedömt får den egna behandlaren flaggan först, så länge som här. Sedan får alla den."
        ),
    ),
    Setting(
        Key.ASSESSMENT_HOLDS_DAYS,
        Group.LIMITS,
        Level.BOTH,
        Number("days", 1, 90),
        30,
        _("Så länge gäller en bedömning"),
        _("Ett oförändrat svar som är bedömt inom den här tiden går först till den egna behandlaren."),
    ),
    Setting(
        Key.COVER_DAYS,
        Group.LIMITS,
        Level.BOTH,
        Number("days", 1, 60),
        14,
        _("Bemanning framåt"),
        _("Så många dagar framåt behöver vara bemannade innan ett program med riskregler kan startas."),
    ),
    Setting(
        Key.GUARDIAN_AGE,
        Group.LIMITS,
        Level.PROVIDER,
        Number("years", 1, 18),
        13,
        _("Ombud för barn: till och med dagen före"),
        _("Den dag barnet fyller så många år slutar ombudets behörighet av sig själv."),
    ),
    Setting(
        Key.SENDER_NAME,
        Group.NOTICES,
        Level.PROVIDER,
        Text(
            11,
            required=True,
            pattern=r"(?=.*[A-Za-z])[A-Za-z0-9 ]+",
            sentence=_("Använd bara bokstäverna a–z, siffror och mellanslag."),
        ),
        "Stegvis",
        _("Avsändare"),
        _("Namnet som står som avsändare på sms. Högst 11 tecken. Byt sällan: invånarna ska känna igen det."),
    ),
    Setting(
        Key.QUIET_FROM,
        Group.NOTICES,
        Level.BOTH,
        TimeOfDay(),
        "21:00",
        _("Inga aviseringar från"),
        _("Från det här klockslaget skickas inget till invånare."),
    ),
    Setting(
        Key.QUIET_UNTIL,
        Group.NOTICES,
        Level.BOTH,
        TimeOfDay(),
        "08:00",
        _("Inga aviseringar till"),
        _("Vid det här klockslaget skickas det som har väntat."),
    ),
    Setting(
        Key.GATHER_MINUTES,
        Group.NOTICES,
        Level.BOTH,
        Number("minutes", 0, 240),
        10,
        _("Samla aviseringar"),
        _("Det som händer inom den här tiden blir en enda avisering."),
    ),
    Setting(
        Key.NOTICE_USEFUL_DAYS,
        Group.NOTICES,
        Level.BOTH,
        Number("days", 1, 30),
        7,
        _("Så länge är en avisering till nytta"),
        _("Har den inte kunnat skickas inom den här tiden skickas den inte alls."),
    ),
    Setting(
        Key.RETRY_HOURS,
        Group.NOTICES,
        Level.PROVIDER,
        Number("hours", 1, 168),
        48,
        _("Försök igen i"),
        _("Så länge försöker tjänsten igen när ett sms eller e-postmeddelande inte kommer fram."),
    ),
    Setting(
        Key.START_LETTER_PROGRAM,
        Group.START,
        Level.BOTH,
        YesNo(),
        True,
        _("Programmets namn i startbrevet"),
        _("Brevet skickas i slutet kuvert. Välj nej om namnet ändå inte ska stå där."),
    ),
    Setting(
        Key.START_LETTER_TEXT,
        Group.START,
        Level.BOTH,
        Text(800, long=True),
        "",
        _("Egen text i startbrevet"),
        _("Står efter hälsningen. Skriv inget om någons hälsa: alla får samma text."),
    ),
    Setting(
        Key.START_LETTER_TEXT_EN,
        Group.START,
        Level.BOTH,
        Text(800, long=True),
        "",
        _("Egen text i startbrevet på engelska"),
        _("Används i brev på engelska. Lämna tomt om ni inte har någon."),
    ),
    Setting(
        Key.START_SMS,
        Group.START,
        Level.BOTH,
        YesNo(),
        True,
        _("Start-SMS"),
        _("Personalen får skicka ett neutralt sms till ett nummer som invånaren har lämnat."),
    ),
    Setting(
        Key.FORM_SERVICE_NAME,
        Group.PROCESS,
        Level.PROVIDER,
        Text(80),
        "",
        _("Formulärtjänst"),
        _("Vad regionens formulärtjänst heter. Den föreslås den som bara vill samla in svar."),
    ),
    Setting(
        Key.FORM_SERVICE_LINK,
        Group.PROCESS,
        Level.PROVIDER,
        Text(200, pattern=r"https://[^\s]+", sentence=_("Skriv en adress som börjar med https://.")),
        "",
        _("Länk till formulärtjänsten"),
        _("Dit den som bara vill samla in svar blir hänvisad."),
    ),
    Setting(
        Key.CLOSING_TEXT,
        Group.PROCESS,
        Level.PROVIDER,
        Text(1000, long=True),
        "",
        _("Avslutande ord när en annan tjänst passar bättre"),
        _("Föreslås när en idé hänvisas vidare. Den som bedömer kan skriva om orden."),
    ),
    Setting(
        Key.LOG_STAFF_NAMES,
        Group.LOG,
        Level.PROVIDER,
        YesNo(),
        False,
        _("Visa personalens namn i loggen"),
        _("Invånaren ser vem som har läst, inte bara vilken enhet."),
    ),
    Setting(
        Key.LOG_MANY,
        Group.LOG,
        Level.PROVIDER,
        Number("residents", 5, 500),
        25,
        _("Många invånare på en timme"),
        _("Har någon öppnat fler invånare än så på en timme får den som granskar loggen ett tips."),
    ),
    Setting(
        Key.LOG_ODD_FROM,
        Group.LOG,
        Level.PROVIDER,
        TimeOfDay(),
        "22:00",
        _("Ovanlig tid: från"),
        _("Öppningar från och med den här tiden får ett tips i loggranskningen."),
    ),
    Setting(
        Key.LOG_ODD_UNTIL,
        Group.LOG,
        Level.PROVIDER,
        TimeOfDay(),
        "06:00",
        _("Ovanlig tid: till"),
        _("Öppningar fram till den här tiden får ett tips i loggranskningen."),
    ),
    Setting(
        Key.EMERGENCY_HOURS,
        Group.LOG,
        Level.PROVIDER,
        Number("hours", 1, 24),
        4,
        _("Så länge gäller en nödöppning"),
        _("Sedan är uppgifterna stängda igen."),
    ),
    Setting(
        Key.ACCESS_REVIEW_MONTHS,
        Group.ACCESS,
        Level.PROVIDER,
        Number("months", 1, 12),
        3,
        _("Genomgång av behörigheter"),
        _("Så ofta ska alla behörigheter prövas. Tiden räknas från det att den förra genomgången blev klar."),
    ),
    Setting(
        Key.MUNICIPALITIES,
        Group.OPEN,
        Level.PROVIDER,
        Text(
            6000,
            long=True,
            pattern=r"(?:[0-9]{4} [^\n]{1,60}(?:\n|$))*",
            sentence=_("Skriv en kommun på varje rad: fyra siffror, mellanslag och namnet."),
        ),
        "",
        _("Kommuner i regionen"),
        _(
            "En på varje rad, med kommunkoden först. De kan väljas när ett program öppnas för alla. Lämnas rutan tom "
            "är öppna program öppna oavsett kommun."
        ),
    ),
    Setting(
        Key.EMBEDDED_IN,
        Group.OPEN,
        Level.PROVIDER,
        Text(
            1000,
            long=True,
            pattern=r"(?:https://[A-Za-z0-9.\-]+(?::[0-9]+)?(?:\n|$))*",
            sentence=_("Skriv en adress på varje rad, som https://www.exempel.se, utan något efter namnet."),
        ),
        "",
        _("Webbplatser som får visa kort"),
        _("Kort för enheter och öppna program kan visas inuti sidorna där. En adress på varje rad."),
    ),
    Setting(
        Key.DESTROY_TWO,
        Group.KEEPING,
        Level.PROVIDER,
        YesNo(),
        True,
        _("Två personer vid gallring"),
        _("Den som förbereder en gallring får inte själv godkänna den."),
    ),
)
