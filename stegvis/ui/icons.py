"""The line icons, drawn for Stegvis on a 24 × 24 grid with one stroke width.

Icons are decoration: the words beside them carry the meaning.
"""

from django.utils.safestring import SafeString, mark_safe

ICONS: dict[str, str] = {
    "home": '<path d="M4 11.2 12 4.5l8 6.7V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z"/>',
    "chart": '<path d="M4 4v15a1 1 0 0 0 1 1h15"/><path d="m7.5 14.5 3.6-4.4 3.3 2.6L19.5 6.5"/>',
    "message": '<path d="M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-4.5 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"/>'
    '<path d="M8 9h8M8 12.2h5"/>',
    "phone": '<path d="M8.2 4H5.4A1.4 1.4 0 0 0 4 5.5C4.4 13.4 10.6 19.6 18.5 20a1.4 1.4 0 0 0 1.5-1.4v-2.8'
    'l-4.2-1.6-1.7 2.1a12 12 0 0 1-6.4-6.4l2.1-1.7z"/>',
    "steps": '<path d="M3.5 19.5h5.2v-5h5.2v-5h5.2"/><circle cx="18" cy="5" r="1.6"/>',
    "book": '<path d="M12 6.8C10 5.3 7.4 4.8 4 5v13c3.4-.2 6 .3 8 1.8 2-1.5 4.6-2 8-1.8V5c-3.4-.2-6 .3-8 1.8z"/>'
    '<path d="M12 6.8v13"/>',
    "arrow-right": '<path d="M4.5 12h15M13.5 6l6 6-6 6"/>',
    "arrow-left": '<path d="M19.5 12h-15M10.5 6l-6 6 6 6"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "chevron-up": '<path d="m6 14.5 6-6 6 6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "check": '<path d="m5 12.8 4.6 4.7L19.5 7"/>',
    "check-circle": '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.9 2.9L16.2 9.4"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.3M12 7.7v.1"/>',
    "warning": '<path d="M10.9 4.6 3.3 18a1.3 1.3 0 0 0 1.1 2h15.2a1.3 1.3 0 0 0 1.1-2L13.1 4.6'
    'a1.3 1.3 0 0 0-2.2 0z"/><path d="M12 9.5v4.5M12 16.9v.1"/>',
    "danger": '<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="M12 7.8v5M12 16v.1"/>',
    "tip": '<path d="M9 17c0-2.2-3-3.5-3-7.2a6 6 0 0 1 12 0c0 3.7-3 5-3 7.2z"/><path d="M9.8 20.5h4.4"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "edit": '<path d="M4.5 19.5 5.6 15 15.8 4.8a1.4 1.4 0 0 1 2 0l1.4 1.4a1.4 1.4 0 0 1 0 2L9 18.4z"/>'
    '<path d="m13.8 6.8 3.4 3.4"/>',
    "lock": '<path d="M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1z"/>'
    '<path d="M8.2 10.5V8a3.8 3.8 0 0 1 7.6 0v2.5"/>',
    "sliders": '<path d="M4 7.5h8.5M17.5 7.5H20M4 16.5h2.5M11.5 16.5H20"/><circle cx="15" cy="7.5" r="2.5"/>'
    '<circle cx="9" cy="16.5" r="2.5"/>',
    "bell": '<path d="M12 4a5.5 5.5 0 0 0-5.5 5.5c0 4.3-1.5 5.7-2 7h15c-.5-1.3-2-2.7-2-7A5.5 5.5 0 0 0 12 4z"/>'
    '<path d="M10 19.5a2.1 2.1 0 0 0 4 0"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.4 2"/>',
    "calendar": '<path d="M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z"/>'
    '<path d="M4 10.5h16M8.5 3.8V8M15.5 3.8V8"/>',
    "flag": '<path d="M5.5 20.5v-16"/><path d="M5.5 5c4-2 6.5 2 13 0v8.5c-6.5 2-9-2-13 0"/>',
    "person": '<circle cx="12" cy="8.3" r="3.8"/><path d="M4.8 20c.5-4 3.3-6 7.2-6s6.7 2 7.2 6"/>',
    "people": '<circle cx="9" cy="8.8" r="3.3"/><path d="M3 19.5c.4-3.5 2.7-5.3 6-5.3s5.6 1.8 6 5.3"/>'
    '<path d="M15.3 5.8a3.3 3.3 0 0 1 0 6M17.5 14.6c2 .7 3.2 2.4 3.5 4.9"/>',
    "search": '<circle cx="10.8" cy="10.8" r="6.3"/><path d="m15.5 15.5 5 5"/>',
    "document": '<path d="M6.5 3.5h7l5 5V20a.5.5 0 0 1-.5.5H6.5A.5.5 0 0 1 6 20V4a.5.5 0 0 1 .5-.5z"/>'
    '<path d="M13.5 3.5v5h5M9 13h6M9 16.5h4"/>',
    "form": '<path d="M5.5 4h13a.5.5 0 0 1 .5.5v15a.5.5 0 0 1-.5.5h-13a.5.5 0 0 1-.5-.5v-15a.5.5 0 0 1 .5-.5z"/>'
    '<path d="m8 9 1.2 1.2L11.3 8M8 15l1.2 1.2 2.1-2.2M13.5 9.3H16M13.5 15.3H16"/>',
    "play": '<path d="M7.5 5.2v13.6a.6.6 0 0 0 .9.5L19 12.5a.6.6 0 0 0 0-1L8.4 4.7a.6.6 0 0 0-.9.5z"/>',
    "sound": '<path d="M4.5 9.5v5H8l4.5 4v-13l-4.5 4z"/><path d="M15.8 9.3a4 4 0 0 1 0 5.4M18.3 6.8a7.5 7.5 0 0 1 0 10.4"/>',
    "pause": '<path d="M8.5 5.5v13M15.5 5.5v13"/>',
    "external": '<path d="M18.5 13.5V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1h5.5"/>'
    '<path d="M14.5 4h5.5v5.5M20 4l-8.5 8.5"/>',
    "print": '<path d="M7.5 8.5V4h9v4.5M7.5 17H5a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1V16a1 1 0 0 1-1 1h-2.5"/>'
    '<path d="M7.5 14h9v6h-9z"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "send": '<path d="m4 11.5 16-7-5.5 16-3.3-6.7z"/><path d="m11.2 13.8 4-4.3"/>',
    "sign-out": '<path d="M10 4.5H5.5a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1H10"/><path d="M9.5 12H20M16 7.8l4.2 4.2-4.2 4.2"/>',
    "swap": '<path d="M4.5 8.5h14M15 5l3.5 3.5L15 12M19.5 16h-14M9 12.5 5.5 16 9 19.5"/>',
    "more": '<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.8"/>',
    "eye": '<path d="M2.8 12C5 8 8.2 6 12 6s7 2 9.2 6c-2.2 4-5.4 6-9.2 6s-7-2-9.2-6z"/><circle cx="12" cy="12" r="2.7"/>',
    "heart": '<path d="M12 19.5C6.5 15.8 4 12.8 4 9.5A4.2 4.2 0 0 1 12 7.7a4.2 4.2 0 0 1 8 1.8c0 3.3-2.5 6.3-8 10z"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.4 2.3 3.6 5.1 3.6 8.5s-1.2 6.2-3.6 8.5'
    'c-2.4-2.3-3.6-5.1-3.6-8.5s1.2-6.2 3.6-8.5z"/>',
}


class CannotDrawIcon(LookupError):
    """A template asked for an icon that is not drawn."""


def svg(name: str, extra_class: str = "") -> SafeString:
    """Return the inline drawing, hidden from assistive technology."""
    try:
        body = ICONS[name]
    except KeyError as error:
        raise CannotDrawIcon(f"no icon called {name!r}; drawn: {', '.join(sorted(ICONS))}") from error
    classes = f"icon {extra_class}".strip()
    # Both parts are our own constants: the drawing above and a class from a template.
    return mark_safe(  # noqa: S308
        f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{body}</svg>'
    )
