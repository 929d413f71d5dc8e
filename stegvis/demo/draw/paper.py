"""The sleep diary to print: one page of A4 landscape as accessible PDF (PDF/UA-1), by typst."""

from __future__ import annotations

import typst

from stegvis.demo.draw.palette import MEDIA

_DAYS = ("Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag", "Söndag")
_ASKED = (
    "Klockan när jag lade mig",
    "Klockan när jag släckte",
    "Minuter tills jag somnade",
    "Minuter vaken under natten",
    "Klockan när jag vaknade",
    "Klockan när jag steg upp",
    "Natten, 1 till 5",
)
_PAGE = """
#set document(title: "Sömndagbok att skriva ut", author: "Stegvis", keywords: ("sömn", "dagbok"))
#set page(paper: "a4", flipped: true, margin: 15mm)
#set text(lang: "sv", font: "Lato", size: 11pt, fill: rgb("#21333b"))
#show heading: set text(fill: rgb("#0f4c5c"))
= Sömndagbok
Fyll i varje morgon, gärna vid frukosten. *Gissa hellre än att titta på klockan.* Lämna en dag tom
om du har glömt den. Betyg: 1 är mycket dålig natt, 5 är mycket bra.

Vecka som börjar den: #box(width: 60mm, stroke: (bottom: 0.6pt), height: 5mm)

#table(
  columns: (52mm, ..(1fr,) * 7), rows: (9mm, ..(13.5mm,) * 7), align: left + horizon,
  stroke: 0.6pt + rgb("#2f7f86"),
  fill: (x, y) => if y == 0 or x == 0 { rgb("#dcebe8") } else { none },
  table.header([*Natten till*], DAYS),
  ROWS
)

== Räkna ut veckan
+ *Tid i sängen:* från att du lade dig till att du steg upp.
+ *Sovtid:* tiden i sängen minus all tid du var vaken.
+ *Sömneffektivitet:* sovtiden delad med tiden i sängen, gånger hundra.

Ta med dagboken till din behandlare eller skriv in nätterna i programmet. Ring 112 om det är fara
för ditt liv.
"""


def make() -> str:
    days = ", ".join(f"[*{day}*]" for day in _DAYS)
    rows = ",\n  ".join(f"[*{asked}*], " + ", ".join(["[]"] * 7) for asked in _ASKED)
    source = _PAGE.replace("DAYS", days).replace("ROWS", rows)
    made = typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"])
    path = MEDIA / "sov-battre" / "somndagbok.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return f"{path.name}: {len(made) // 1024} KB"
