"""The gate: one table from address prefix to who may enter. No row, no page.

Third-party routes stand here too. In our own rooms each view also declares its need; Wagtail's many
routes share the one need on their row.
"""

from dataclasses import dataclass

from stegvis.access.kinds import HatKind

EVERYONE = frozenset(HatKind)
STAFF = frozenset({HatKind.COMMISSION, HatKind.POST, HatKind.PUBLISHER, HatKind.EMPLOYEE})


@dataclass(frozen=True)
class Gate:
    """Addresses that begin with `prefix` (or equal it, where `exact`) are open to these hats.

    `need` is the permission every view below has, where views cannot declare it themselves.
    """

    prefix: str
    hats: frozenset[HatKind]
    exact: bool = False
    need: str = ""

    def covers(self, path: str) -> bool:
        """Whether the row speaks of this path."""
        return path == self.prefix if self.exact else path.startswith(self.prefix)


EDITOR = "/redigera/"

GATES: tuple[Gate, ...] = (
    Gate("/", EVERYONE, exact=True),
    Gate("/in/", EVERYONE),
    # From a portal where one is signed in, to the provider of e-ID that it shares.
    Gate("/fran/", EVERYONE),
    Gate("/p/", EVERYONE),
    Gate("/om/", EVERYONE),
    # What is open to everyone is found by everyone; the walk itself is its resident's.
    Gate("/oppna/", EVERYONE),
    Gate("/o/", EVERYONE),
    Gate("/hjalp/", EVERYONE),
    Gate("/stod/", STAFF),
    Gate("/demo/", EVERYONE),
    Gate("/halsa", EVERYONE, exact=True),
    Gate("/app.webmanifest", EVERYONE, exact=True),
    Gate("/aviseringar.js", EVERYONE, exact=True),
    Gate("/favicon.ico", EVERYONE, exact=True),
    Gate("/static/", EVERYONE),
    Gate("/media/", EVERYONE - {HatKind.NOBODY}),
    Gate("/min/", frozenset({HatKind.RESIDENT})),
    Gate("/vard/", frozenset({HatKind.COMMISSION})),
    Gate("/studio/", frozenset({HatKind.PUBLISHER})),
    # Everybody who works for a provider takes part in making programs; what each sees is the process's own question.
    Gate("/utveckling/", STAFF),
    # What a program is and what it rests on: for all staff. What each may see of it is the catalogue's own question.
    Gate("/katalog/", STAFF),
    # A personal link to one round of a prototype, for somebody who is not staff: the link is what lets in.
    Gate("/prova/", EVERYONE),
    Gate("/region/", frozenset({HatKind.POST})),
    Gate(EDITOR, frozenset({HatKind.PUBLISHER}), need="program:edit"),
)


def gate_for(path: str) -> Gate | None:
    """The most specific row for a path."""
    rows = [gate for gate in GATES if gate.covers(path)]
    return max(rows, key=lambda gate: len(gate.prefix), default=None)
