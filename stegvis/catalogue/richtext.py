"""The allow-list of rich text: what a designer may write, and all that is ever marked safe.

Cleaned when a document is frozen, and asked again when it is shown: the second time costs a look-up.
"""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = frozenset({"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br", "hr"})
ATTRIBUTES = {"a": {"href"}}
SCHEMES = frozenset({"https", "http", "mailto", "tel"})

# The editor's own words for the same thing. After cleaning they have no attributes.
_OLD_WORDS = re.compile(r"<(/?)([bi])>")
_NEW_WORDS = {"b": "strong", "i": "em"}


def clean_html(html: str) -> str:
    """Only the allowed tags, with nothing but `href` on links. Cleaning twice changes nothing."""
    cleaned = nh3.clean(
        html, tags=set(TAGS | {"b", "i"}), attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None
    )
    return _OLD_WORDS.sub(lambda found: f"<{found[1]}{_NEW_WORDS[found[2]]}>", cleaned)


@lru_cache(maxsize=4096)
def safe_html(html: str) -> SafeString:
    """Rich text ready for a template."""
    return mark_safe(clean_html(html))  # noqa: S308 - the allow-list above is the one reason to trust it
