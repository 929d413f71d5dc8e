"""Whatever the editor's packages can show a designer is in Swedish: their own, or ours in authoring/locale.

The packages' texts are read from their source, so a new version that adds one fails here.
"""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.utils.translation.trans_real import DjangoTranslation

from tools.messages import gather, sources, stored

PACKAGES = ("wagtail", "wagtailmedia", "taggit")
OURS = Path(__file__).resolve().parents[2] / "stegvis/authoring/locale"
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

# Files whose texts no designer meets, and why. Part of a path from the package's folder.
LEFT_OUT = {
    "/tests/": "not in use",
    "/test/": "not in use",
    "/project_template/": "copied by a command that we never run",
    "wagtail/contrib/": "not installed",
    "wagtail/sites/": "not installed",
    "wagtail/locales/": "not installed",
    "wagtail/embeds/": "not installed; a film is a file of our own",
    "wagtail/api/": "not installed",
    "/apps.py": "names of apps stand in no page",
    "wagtail/search/": "no pages of its own",
    "wagtail/users/": "users and groups are ours; the routes are shut",
    "wagtail/snippets/": "the routes are shut",
    "wagtailadmin/notifications/": "the editor sends no mail",
    "workflow": "publishing is ours; WAGTAIL_WORKFLOW_ENABLED is off",
    "/bulk_actions/": "the routes are shut",
    "/reports/": "the routes are shut",
    "confirm_move": "the routes are shut",
    "confirm_unpublish": "the routes are shut",
}
# Texts in files that are in use, where what they speak of is switched off.
SWITCHED_OFF = {
    "translation_count": "WAGTAIL_I18N_ENABLED is off",
    "translation_descendant_count": "WAGTAIL_I18N_ENABLED is off",
}


class NotThere(NullTranslations):
    """Answers nothing, where gettext would give the English text back."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""

    def pgettext(self, context: str, message: str) -> str:
        return ""


def swedish(domain: str) -> DjangoTranslation:
    """The catalogue that a designer's page is written with."""
    folders = [str(folder_of("wagtail") / "admin/locale"), str(OURS)] if domain == "djangojs" else None
    catalogue = DjangoTranslation("sv", domain=domain, localedirs=folders)
    catalogue.add_fallback(NotThere())
    return catalogue


def folder_of(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def shown(package: str) -> Iterator[Message]:
    """The package's texts that stand in a file that a designer can meet."""
    root = folder_of(package).parent
    files = [path for path in sources(root / package) if not _left_out(path.relative_to(root))]
    for row in gather(files, root):
        texts = row.id if isinstance(row.id, tuple) else (row.id,)
        if all(texts) and not any(part in text for part in SWITCHED_OFF for text in texts):
            yield row


def _left_out(path: Path) -> bool:
    return any(part in path.as_posix() for part in LEFT_OUT)


def said(catalogue: DjangoTranslation, row: Message) -> str:
    if isinstance(row.id, tuple):
        return catalogue.ngettext(*row.id, 2)
    return catalogue.pgettext(row.context, row.id) if row.context else catalogue.gettext(row.id)


@pytest.mark.parametrize("package", PACKAGES)
def test_what_the_editor_shows_is_in_swedish(package: str):
    catalogue = swedish("django")
    missing = [(row.id, row.locations[0][0]) for row in shown(package) if not said(catalogue, row)]
    assert not missing, f"{len(missing)} without Swedish: {missing[:10]}"


def test_what_the_editors_scripts_show_is_in_swedish():
    catalogue = swedish("djangojs")
    english = folder_of("wagtail") / "admin/locale/en/LC_MESSAGES/djangojs.po"
    rows = [row for row in read_po(english.open("rb")) if row.id]
    missing = [row.id for row in rows if not said(catalogue, row)]
    assert rows and not missing


@pytest.mark.parametrize(
    ("english", "ours"),
    [
        ("Delete", "Ta bort"),
        ("Save draft", "Spara utkast"),
        ("Preview", "Förhandsvisning"),
        ("History", "Historik"),
        ("Locked by another user", "Låst av någon annan"),
        ("%(user_name)s has unsaved changes", "%(user_name)s har ändringar som inte är sparade"),
        ("Choose an image", "Välj en bild"),
        ("Choose video", "Välj film"),
        ("Resolve comment", "Markera kommentaren som klar"),
        ("This field is required.", "Fältet behöver fyllas i."),
    ],
)
def test_the_editor_speaks_as_the_rest_of_stegvis(english: str, ours: str):
    assert swedish("django").gettext(english) == ours


def test_folding_all_is_not_unfolding_all():
    """The package has these two the wrong way round."""
    catalogue = swedish("djangojs")
    assert (catalogue.gettext("Collapse all"), catalogue.gettext("Expand all")) == ("Fäll ihop alla", "Fäll ut alla")


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_our_swedish_asks_for_nothing_that_the_package_does_not_give(domain: str):
    wrong = []
    for row in read_po((OURS / f"sv/LC_MESSAGES/{domain}.po").open("rb")):
        texts = row.id if isinstance(row.id, tuple) else (row.id,)
        strings = row.string if isinstance(row.string, tuple) else (row.string,)
        given = {blank for text in texts for blank in BLANK.findall(text)}
        if any(set(BLANK.findall(string)) - given for string in strings) or not all(strings):
            wrong.append(row.id)
    assert not wrong


def test_a_swedish_text_of_ours_is_not_an_english_one_of_theirs():
    """One catalogue holds both: a word that is spelt the same must mean the same."""
    catalogue = swedish("django")
    texts = [row.id[0] if isinstance(row.id, tuple) else row.id for row in stored() if row.id and not row.context]
    assert not [text for text in texts if catalogue.gettext(text) not in {"", text}]
