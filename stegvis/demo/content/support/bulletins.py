"""What the region has told its units: (days ago, until in days or None, important, units, administrations, roles, title, text, who has read)."""

Told = tuple[int, int | None, bool, list[str], list[str], list[str], str, str, list[str]]

BULLETINS: list[Told] = [
    (
        9,
        None,
        True,
        [],
        [],
        ["therapist", "resident_administrator"],
        "Ny rutin för prioriterade flaggor",
        (
            "Från i dag gäller en tydligare rutin. Det som är nytt:\n\n- Får du inget svar ringer du igen inom en timme.\n"
            "- En tagen flagga lämnas inte över natten utan anteckning.\n\nLäs hela rutinen under *Läs och lär*, Dokument."
        ),
        ["daniel-osei", "karin-ljung", "anna-lindqvist", "per-engstrom", "oskar-lund"],
    ),
    (
        4,
        17,
        False,
        [],
        ["nara-vard"],
        [],
        "Rörelse vid artros: ny version kommer i december",
        "Filmerna får textning som också räknar. Invånare som redan har börjat fortsätter som vanligt.",
        ["per-engstrom", "tomas-vik"],
    ),
    (
        2,
        10,
        False,
        ["somn", "psyk-norr"],
        [],
        [],
        "Utbildning för invånaradministratörer den 9 december",
        "Det finns platser kvar. Anmäl dig under *Läs och lär*, Utbildning.",
        ["karin-ljung"],
    ),
    (
        75,
        -45,
        False,
        [],
        [],
        [],
        "Driftstopp natten till söndag",
        "Tjänsten är stängd mellan 02 och 04. Ni behöver inte göra något.",
        ["daniel-osei", "anna-lindqvist", "fatima-yusuf", "nadia-rahimi", "tomas-vik", "birgitta-hall"],
    ),
]
