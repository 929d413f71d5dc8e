"""Nobody behind the walk: what its pages say where no staff read, see or answer anything (safety rule 6)."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from stegvis.program.standing import DANGERS
from stegvis.questionnaires.engine import Definition, danger_help_key
from stegvis.ui.addresses import address
from stegvis.web.walking.company import Word
from stegvis.web.walking.walks import Walk


class Alone:
    """For one walk. It says that nobody reads, wherever something can be written."""

    space = "open"

    @property
    def home(self) -> str:
        """The resident's first page: open programs stand there among the others."""
        return address("resident:home")

    @property
    def remark(self) -> str:
        """What is said beside every result."""
        return _("Siffrorna är ingen diagnos. Undrar du över dem, ring 1177 eller din vårdcentral.")

    def contact(self, walk: Walk) -> None:
        """Nobody."""

    def reads(self, walk: Walk) -> str:
        """Stands beside every box."""
        return _("Ingen läser det du skriver här. Det är bara för dig.")

    def keeps(self, walk: Walk) -> str:
        """Beside an exercise without feedback the same: here there is no other."""
        return self.reads(walk)

    def seen_by(self, walk: Walk, definition: Definition) -> None:
        """Nobody."""

    def warned(self, walk: Walk, seen: None) -> str:
        """Said before a dangerous answer is given."""
        return _("Ingen annan ser dina svar. Mår du mycket dåligt, ring något av numren här.")

    def seen(self, walk: Walk, seen: None) -> str:
        """Said when it has been given."""
        return _("Ingen annan ser dina svar. Ring något av numren om du behöver prata med någon.")

    def comments(self, walk: Walk, blocks: Sequence[str]) -> Mapping[str, Sequence[Word]]:
        """Nobody writes any."""
        return {}

    def told(self, walk: Walk) -> None:
        """There is nobody to tell, and never a flag."""

    def messages(self, walk: Walk) -> str:
        """There is nobody to write to."""
        return ""

    def dissent(self, walk: Walk, occasion: str) -> str:
        """There is no record: what was entered is one's own to correct or remove."""
        return ""

    def stays(self, walk: Walk) -> Sequence[str]:
        """The program's own words to whoever has given a dangerous answer: on every page from then on."""
        given = {str(entry.value["rule"]) for _ref, rows in walk.standing.of_all_epochs(DANGERS) for entry in rows}
        if not given:
            return ()
        found = []
        for digest in walk.document.questionnaires:
            definition = walk.definition(digest)
            keys = [danger_help_key(rule.rule_id) for rule in definition.dangers if rule.rule_id in given]
            found += [text for key in keys if (text := definition.text(key, walk.language))]
        return tuple(dict.fromkeys(found))
