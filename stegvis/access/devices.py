"""What a browser says of itself, in plain words: enough to know one's own telephone again. Pure.

The browser's own line is never kept: it can tell one person's device from everybody else's.
"""

from django.utils.translation import gettext as _

# The first that is found counts: most browsers also claim to be others.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
DEVICES = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("CrOS", "chromebook"),
    ("Linux", "linux"),
)


def device_code(user_agent: str) -> str:
    """`Chrome:android-phone`: what is kept of it."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    device = next((name for sign, name in DEVICES if sign in user_agent), "")
    if device == "android":
        device = "android-phone" if "Mobile" in user_agent else "android-tablet"
    return f"{browser}:{device}"


def in_words(code: str) -> str:
    """`Chrome på en Androidtelefon`, in the language of the page."""
    browser, _sign, device = code.partition(":")
    place = {
        "iphone": _("en iPhone"),
        "ipad": _("en iPad"),
        "android-phone": _("en Androidtelefon"),
        "android-tablet": _("en Androidplatta"),
        "windows": _("en Windowsdator"),
        "mac": _("en Mac"),
        "chromebook": _("en Chromebook"),
        "linux": _("en Linuxdator"),
    }.get(device)
    if browser and place:
        return _("%(browser)s på %(device)s") % {"browser": browser, "device": place}
    return browser or (place[:1].upper() + place[1:] if place else _("En okänd enhet"))
