"""The matrix with every row as a numbered dot: for a page, and drawn for paper."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext as _

from stegvis.governance.risks.kinds import RiskLevel
from stegvis.governance.risks.state import RowState
from stegvis.governance.risks.template import STEPS, Scale, Template

TONES = {RiskLevel.LOW: "success", RiskLevel.MIDDLE: "warning", RiskLevel.HIGH: "danger"}
FILLS = {RiskLevel.LOW: "#dcebdf", RiskLevel.MIDDLE: "#fbe6b4", RiskLevel.HIGH: "#f0c3b8"}


@dataclass(frozen=True, slots=True)
class Dot:
    """One row."""

    number: int
    risk: str
    href: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One square."""

    level: str
    name: str
    product: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One consequence, with its four squares."""

    number: int
    scale: Scale
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole, the worst consequence on top. `unjudged` are rows that have no place in it yet."""

    lines: tuple[Line, ...]
    columns: tuple[tuple[int, Scale], ...]
    unjudged: tuple[Dot, ...]
    residual: bool = False


def matrix(
    template: Template, rows: Iterable[RowState], href: Callable[[RowState], str], *, residual: bool = False
) -> Matrix:
    """Every row in its square; `residual` after the actions, where that is judged, else as it is."""
    squares: dict[tuple[int, int], list[Dot]] = {}
    unjudged: list[Dot] = []
    for each in rows:
        row = each.row
        dot = Dot(row.number, row.risk, href(each), each.stale)
        place = (row.consequence, row.likelihood)
        if residual and row.residual_consequence and row.residual_likelihood:
            place = (row.residual_consequence, row.residual_likelihood)
        if place[0] and place[1]:
            squares.setdefault((place[0], place[1]), []).append(dot)
        else:
            unjudged.append(dot)
    lines = tuple(
        Line(
            consequence,
            template.consequences[consequence - 1],
            tuple(_cell(template, consequence, likelihood, squares) for likelihood in STEPS),
        )
        for consequence in reversed(STEPS)
    )
    return Matrix(lines, tuple(enumerate(template.likelihoods, 1)), tuple(unjudged), residual)


def _cell(template: Template, consequence: int, likelihood: int, squares: dict[tuple[int, int], list[Dot]]) -> Cell:
    level = template.level(consequence, likelihood)
    dots = tuple(squares.get((consequence, likelihood), ()))
    return Cell(level.value, str(level.label), consequence * likelihood, dots)


def words(found: Matrix) -> str:
    """The same in words, for whoever cannot see it."""
    said = [
        _("Rad %(numbers)s: konsekvens %(consequence)s, sannolikhet %(likelihood)s, %(level)s risk.")
        % {
            "numbers": ", ".join(str(dot.number) for dot in cell.dots),
            "consequence": line.number,
            "likelihood": number,
            "level": cell.name.lower(),
        }
        for line in found.lines
        for number, cell in enumerate(line.cells, 1)
        if cell.dots
    ]
    return " ".join(said) or _("Matrisen är tom.")


# --- On paper ----------------------------------------------------------------------------------

_LEFT, _TOP, _WIDE, _HIGH = 150, 10, 140, 62


def drawing(found: Matrix) -> str:
    """The matrix as SVG, for paper."""
    parts = []
    for y, line in enumerate(found.lines):
        top = _TOP + y * _HIGH
        parts.append(_text(_LEFT - 10, top + _HIGH / 2 + 5, f"{line.number} {line.scale.label}", "end"))
        for x, cell in enumerate(line.cells):
            left = _LEFT + x * _WIDE
            fill = FILLS[RiskLevel(cell.level)]
            parts.append(
                f'<rect x="{left}" y="{top}" width="{_WIDE}" height="{_HIGH}" fill="{fill}" stroke="#ffffff" '
                'stroke-width="3"/>'
            )
            parts.append(_text(left + _WIDE - 8, top + _HIGH - 8, str(cell.product), "end", 11, "#475658"))
            parts += _dots(cell.dots, left, top)
    bottom = _TOP + len(found.lines) * _HIGH
    for x, (number, scale) in enumerate(found.columns):
        parts.append(_text(_LEFT + x * _WIDE + _WIDE / 2, bottom + 20, f"{number} {scale.label}", "middle"))
    parts.append(_text(_LEFT + 2 * _WIDE, bottom + 42, _("Sannolikhet"), "middle", 13, "#475658"))
    width, height = _LEFT + 4 * _WIDE + 10, bottom + 52
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'


def _dots(dots: tuple[Dot, ...], left: float, top: float) -> list[str]:
    found = []
    for place, dot in enumerate(dots[:8]):
        x, y = left + 20 + place % 4 * 29, top + 19 + place // 4 * 27
        found.append(f'<circle cx="{x}" cy="{y}" r="12" fill="#14282b"/>')
        found.append(_text(x, y + 4.5, str(dot.number), "middle", 12, "#ffffff"))
    if len(dots) > 8:
        found.append(_text(left + 8, top + _HIGH - 6, f"+{len(dots) - 8}", "start", 11))
    return found


def _text(x: float, y: float, said: str, anchor: str, size: int = 14, fill: str = "#14282b") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}" fill="{fill}" '
        f'font-family="Libertinus Serif, serif">{escape(said)}</text>'
    )
