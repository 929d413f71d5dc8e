"""The staff of the demo region, each with one Swedish sentence for the sign-in page."""

from __future__ import annotations

from stegvis.demo.content.shapes import Hat, Staff

_CARE = "Vård och behandling"


def _hat(place: str, *roles: str, purpose: str = _CARE, ends: int | None = None, since: int = 900) -> Hat:
    return {
        "kind": "commission",
        "place": place,
        "purpose": purpose,
        "roles": list(roles),
        "started_days_ago": since,
        "ends_in_days": ends,
    }


def _post(kind: str, place: str, *roles: str) -> Hat:
    """A hat that is no commission on a care unit."""
    return {
        "kind": kind,  # type: ignore[typeddict-item]
        "place": place,
        "purpose": "",
        "roles": list(roles),
        "started_days_ago": 700,
        "ends_in_days": None,
    }


def _employed(administration: str) -> Hat:
    """Works for the region, in one of its administrations: no unit."""
    return _post("employee", administration)


def _staff(number: int, given: str, family: str, title: str, sentence: str, *hats: Hat) -> Staff:
    plain = str.maketrans("åäöéÅÄÖ", "aaoeAAO")
    return {
        "slug": f"{given}-{family}".translate(plain).lower(),
        "given": given,
        "family": family,
        "title": title,
        "hsa_id": f"SE0000000001-P{number:03d}",
        "hats": list(hats),
        "sentence": sentence,
    }


T, R, A, D = "therapist", "resident_administrator", "access_administrator", "data_administrator"

_PSYCHIATRY = [
    _staff(1, "Anna", "Lindqvist", "Psykolog",
           "Behandlare på Psykiatrimottagningen Norr. Har en flagga som snart går vidare om ingen tar den.",
           _hat("psyk-norr", T)),
    _staff(2, "Johan", "Berg", "Sjuksköterska",
           "Invånaradministratör på Psykiatrimottagningen Norr. Har tagit en flagga och fått en av Mikael.",
           _hat("psyk-norr", T, R)),
    _staff(3, "Leila", "Haddad", "Enhetschef",
           "Behörighetsadministratör på Psykiatrimottagningen Norr. Delar ut roller, sköter "
           "inställningar och ser inga patienter.", _hat("psyk-norr", A, D)),
    _staff(4, "Mikael", "Sandberg", "Kurator",
           "Behandlare på Psykiatrimottagningen Norr. Flera av hans patienter har tystnat.",
           _hat("psyk-norr", T)),
    _staff(5, "Sofia", "Nilsson", "Psykolog",
           "Arbetar på två mottagningar och väljer uppdrag när hon loggar in.",
           _hat("psyk-norr", T, since=400), _hat("somn", T, since=200)),
    _staff(6, "Erik", "Holm", "Psykoterapeut",
           "Ensam behandlare kvar på Psykiatrimottagningen Syd. Schemat har luckor varje dag, så inga "
           "nya program kan starta.",
           _hat("psyk-syd", T, R)),
    _staff(7, "Marianne", "Ek", "Enhetschef",
           "Behörighetsadministratör på Psykiatrimottagningen Syd. Ser att det saknas en person.",
           _hat("psyk-syd", A)),
    _staff(8, "Petra", "Wall", "Skötare",
           "Hennes uppdrag på Psykiatrimottagningen Syd har gått ut. Kommer inte åt något.",
           _hat("psyk-syd", T, ends=-12)),
    _staff(9, "Vera", "Nyström", "Verksamhetsutvecklare",
           "Har ett administrativt uppdrag på Psykiatrimottagningen Norr. Är kontaktperson för psykiatrin och "
           "ser inga patienter.",
           _hat("psyk-norr", purpose="Administration")),
]  # fmt: skip

_HOSPITAL = [
    _staff(10, "Daniel", "Osei", "Psykolog",
           "Behandlare på Sömnmottagningen. Har många i Sov bättre och övningar att läsa.",
           _hat("somn", T)),
    _staff(11, "Karin", "Ljung", "Sjuksköterska",
           "Invånaradministratör på Sömnmottagningen. Startar program och ser vilka start-SMS som kom "
           "fram.",
           _hat("somn", T, R)),
    _staff(12, "Henrik", "Strand", "Överläkare",
           "Behandlare och dataadministratör på Sömnmottagningen.", _hat("somn", T, D)),
    _staff(13, "Ylva", "Moberg", "Enhetschef",
           "Behörighetsadministratör på Sömnmottagningen. Sköter enhetens inställningar.", _hat("somn", A)),
]  # fmt: skip

_NEAR = [
    _staff(14, "Fatima", "Yusuf", "Kurator",
           "Behandlare på Vårdcentralen Almen. Har obesvarade meddelanden och en patient som inte "
           "nås av aviseringar.", _hat("vc-almen", T)),
    _staff(15, "Oskar", "Lund", "Psykolog",
           "Behandlare och invånaradministratör på Vårdcentralen Almen. Har en flagga som ingen tog i "
           "tid.", _hat("vc-almen", T, R)),
    _staff(16, "Birgitta", "Hall", "Verksamhetschef",
           "Verksamhetschef på Vårdcentralen Almen. Får besked när en flagga blir liggande och ser hur "
           "inställningarna har ändrats.",
           _hat("vc-almen", A, D)),
    _staff(17, "Gunilla", "Axelsson", "Distriktssköterska",
           "Ny behandlare på Vårdcentralen Almen. Har ännu inga patienter.",
           _hat("vc-almen", T, since=9)),
    _staff(18, "Nadia", "Rahimi", "Psykolog",
           "Behandlare på Vårdcentralen Klarfors. Har ett barn med ombud. Äger Inför dagkirurgi, klart att publicera.",
           _hat("vc-klarfors", T)),
    _staff(19, "Per", "Engström", "Fysioterapeut",
           "Behandlare och invånaradministratör på Vårdcentralen Klarfors. Ser en dag utan ersättare "
           "i schemat.",
           _hat("vc-klarfors", T, R)),
    _staff(20, "Lena", "Forsberg", "Verksamhetschef",
           "Behörighetsadministratör på Vårdcentralen Klarfors.", _hat("vc-klarfors", A)),
    _staff(21, "Tomas", "Vik", "Fysioterapeut",
           "Behandlare och invånaradministratör på Rehabmottagningen Vretinge.",
           _hat("rehab", T, R)),
    _staff(22, "Emelie", "Sjöberg", "Arbetsterapeut",
           "Behandlare på Rehabmottagningen Vretinge. Hennes uppdrag går ut om tre veckor.",
           _hat("rehab", T, ends=21)),
    _staff(23, "Anders", "Dahl", "Enhetschef",
           "Behörighetsadministratör på Rehabmottagningen Vretinge.", _hat("rehab", A, D)),
]  # fmt: skip

_REGION = [
    _staff(24, "Maja", "Lindgren", "Innehållsdesigner",
           "Designer. Bygger Sov bättre och har ett utkast där något fattas.",
           _post("publisher", "utgivare", "designer")),
    _staff(25, "Samir", "Kaya", "Fysioterapeut och designer",
           "Designer i regionens team och behandlare på rehab. Väljer vad han gör i dag.",
           _post("publisher", "utgivare", "designer"), _hat("rehab", T)),
    _staff(26, "Tove", "Ringdahl", "Blivande designer",
           "Går utbildning. Bygger bara på övningsenheten och kan inte publicera.",
           _post("publisher", "ovning", "designer")),
    _staff(27, "Ingrid", "Palm", "Regional samordnare",
           "Regional samordnare. Bedömer, slutgranskar och delar ut program. Har ett program att granska "
           "och en brådskande rättning att se över i efterhand.",
           _post("provider", "region-vanersund", "regional_coordinator")),
    _staff(28, "Jonas", "Westman", "Regional samordnare",
           "Regional samordnare och Ingrids ersättare. Ser antal men inga patienter.",
           _post("provider", "region-vanersund", "regional_coordinator")),
    _staff(41, "Signe", "Almqvist", "Supporthandläggare",
           "Svarar på frågor, önskemål och avvikelser från personal och invånare. Håller regionens dokument aktuella.",
           _post("provider", "region-vanersund", "support", "records_officer")),
    _staff(42, "Gudrun", "Hedlund", "Loggranskare och arkivansvarig",
           "Granskar loggen för hela regionen. Har ett stickprov att bedöma och en nödöppning att följa upp. "
           "Bestämmer också hur länge uppgifter bevaras.",
           _post("provider", "region-vanersund", "log_reviewer", "records_officer")),
]  # fmt: skip

# They have no unit and no commission: an employment is enough to take part in the making of programs.
_MAKING = [
    _staff(29, "Mats", "Öberg", "Vårdutvecklare",
           "Kontaktperson för Nära vård. Gör den första bedömningen av nya idéer därifrån.",
           _employed("nara-vard")),
    _staff(30, "Linnea", "Frost", "Dietist",
           "Har en idé till ett nytt program och ett utkast som inte är lämnat.", _employed("nara-vard")),
    _staff(31, "Camilla", "Rosén", "Verksamhetschef",
           "Chef som godkänner idéer från sina enheter. Loggar in några gånger om året.", _employed("sjukhus")),
    _staff(32, "Kerstin", "Ahlgren", "Chefsjuksköterska",
           "Sitter i samordningsrådet och säger vad hon tycker om nomineringar.", _employed("sjukhus")),
    _staff(33, "Rolf", "Edström", "Informationssäkerhetsstrateg",
           "Sitter i samordningsrådet och skriver under riskanalyser för informationssäkerheten.",
           _employed("regionens-kansli")),
    _staff(34, "Amina", "Farah", "Överläkare",
           "Medicinskt ansvarig granskare i flera arbetsgrupper.", _employed("sjukhus")),
    _staff(35, "Stefan", "Brolin", "Chefläkare",
           "Svarar för patientsäkerhet i riskanalyserna. Har en uppgift som är försenad.",
           _employed("regionens-kansli")),
    _staff(36, "Birger", "Sjögren", "Utvecklingsledare",
           "Kontaktperson för Sundhamra sjukhus. Är ledig just nu och har en ersättare.", _employed("sjukhus")),
    _staff(37, "Elin", "Wikström", "Utvecklingsledare",
           "Ersätter Birger Sjögren under hans ledighet och har hans uppgifter.", _employed("sjukhus")),
    _staff(38, "Roger", "Lindahl", "Erfarenhetsexpert",
           "Anställd patientföreträdare. Provar prototyper och tycker till.", _employed("psykiatri")),
    _staff(39, "Ebba", "Nordin", "Sjuksköterska",
           "Äger ett program som utformas, från idén till utgivningen.", _employed("psykiatri")),
]  # fmt: skip

_OUTSIDE = [
    _staff(40, "Hanna", "Lööf", "Konsult",
           "Har varken uppdrag eller anställning i katalogen. Får veta hur man får ett.")
]  # fmt: skip

STAFF: list[Staff] = [*_PSYCHIATRY, *_HOSPITAL, *_NEAR, *_REGION, *_MAKING, *_OUTSIDE]
