"""The words of a document, gathered under the stable id of the node they belong to."""

import re

from stegvis.catalogue.richtext import clean_html

_TAGS = re.compile(r"<[^>]*>")


class Words:
    """Texts by key. What has no words gets no key: an emptied text and one never written are the same."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def plain(self, node_id: str, field: str, value: object) -> None:
        """A line or a paragraph of plain text."""
        text = str(value or "").replace("\r\n", "\n").strip()
        if text:
            self.texts[f"{node_id}.{field}"] = text

    def rich(self, node_id: str, field: str, value: object) -> None:
        """Rich text, down to what is allowed; tags around nothing are nothing."""
        html = clean_html(str(value or ""))
        if _TAGS.sub("", html).replace("\xa0", " ").strip():
            self.texts[f"{node_id}.{field}"] = html
