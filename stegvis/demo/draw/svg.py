"""Small words for SVG: shapes, text, a landscape and a jointed figure. All pictures are 1200 × 675."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from stegvis.demo.draw import palette as p

WIDE, HIGH = 1200, 675
Point = tuple[float, float]


def page(*parts: str, top: str = p.CREAM, bottom: str = p.SAND_SOFT) -> str:
    """A whole picture on a soft gradient."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">'
        '<defs><linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">'
        f'<stop offset="0" stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/>'
        '</linearGradient><radialGradient id="glow">'
        f'<stop offset="0" stop-color="{p.GOLD}" stop-opacity="0.55"/>'
        f'<stop offset="1" stop-color="{p.GOLD}" stop-opacity="0"/></radialGradient></defs>'
        f'<rect width="{WIDE}" height="{HIGH}" fill="url(#ground)"/>' + "".join(parts) + "</svg>"
    )


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, opacity: float = 1) -> str:
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{fill}" opacity="{opacity}"/>'


def circle(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{fill}" opacity="{opacity}"/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1) -> str:
    return f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" fill="{fill}" opacity="{opacity}"/>'


def shape(d: str, fill: str, opacity: float = 1) -> str:
    return f'<path d="{d}" fill="{fill}" opacity="{opacity}"/>'


def stroke(d: str, colour: str, width: float = 6, dash: str = "", opacity: float = 1) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" opacity="{opacity}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
    )


def through(points: Iterable[Point]) -> str:
    """Path data through the points."""
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def smooth(points: Sequence[Point]) -> str:
    """Path data as a soft curve through the points (Catmull-Rom as Béziers)."""
    padded = [points[0], *points, points[-1]]
    parts = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        parts.append(f"C{first[0]:.1f},{first[1]:.1f} {second[0]:.1f},{second[1]:.1f} {end[0]:.1f},{end[1]:.1f}")
    return " ".join(parts)


def words(x: float, y: float, said: str, size: float = 30, fill: str = p.INK, anchor: str = "middle") -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="Lato, sans-serif" font-size="{size}" '
        f'font-weight="600" fill="{fill}" text-anchor="{anchor}">{escape(said)}</text>'
    )


def arrow(start: Point, bend: Point, end: Point, colour: str, width: float = 8) -> str:
    """A bent arrow; the head lies along its last stretch."""
    angle = math.atan2(end[1] - bend[1], end[0] - bend[0])
    wings = [(end[0] - 26 * math.cos(angle + turn), end[1] - 26 * math.sin(angle + turn)) for turn in (0.5, -0.5)]
    curve = f"M{start[0]},{start[1]} Q{bend[0]},{bend[1]} {end[0]},{end[1]}"
    return stroke(curve, colour, width) + stroke(through([wings[0], end, wings[1]]), colour, width)


def stars(count: int, below: float = 330, colour: str = p.SAND_SOFT) -> str:
    spots = (
        circle((n * 377) % WIDE, (n * 149) % below + 16, 1.6 + n % 3, colour, 0.35 + n % 4 * 0.15) for n in range(count)
    )
    return "".join(spots)


def glow(x: float, y: float, r: float) -> str:
    return circle(x, y, r, "url(#glow)")


def moon(x: float, y: float, r: float) -> str:
    spots = ((-0.35, -0.3, 0.2), (0.3, 0.1, 0.26), (-0.2, 0.42, 0.14))
    craters = (circle(x + r * dx, y + r * dy, r * size, p.SAND) for dx, dy, size in spots)
    return circle(x, y, r * 1.5, p.SAND_SOFT, 0.12) + circle(x, y, r, p.SAND_SOFT) + "".join(craters)


def hill(base: float, height: float, wave: float, fill: str, shift: float = 0) -> str:
    top = [(x, base + height * math.sin(x / wave + shift)) for x in range(0, WIDE + 25, 25)]
    return shape(through([*top, (WIDE, HIGH), (0, HIGH)]) + "Z", fill)


def tree(x: float, foot: float, tall: float, leaf: str, trunk: str = p.WOOD_DARK) -> str:
    return rect(x - tall * 0.04, foot - tall * 0.45, tall * 0.08, tall * 0.45, trunk) + oval(
        x, foot - tall * 0.65, tall * 0.26, tall * 0.36, leaf
    )


def limb(points: Sequence[Point], colour: str, width: float) -> str:
    return stroke(through(points), colour, width)


def head(x: float, y: float, r: float, skin: str, hair: str) -> str:
    """A face in profile to the right, without features, with hair at the back."""
    cap = (
        f"M{x + r * 0.55},{y - r * 0.85} A{r},{r} 0 1 0 {x - r * 0.75},{y + r * 0.72} "
        f"Q{x - r * 0.2},{y + r * 0.1} {x - r * 0.1},{y - r * 0.35} "
        f"Q{x + r * 0.35},{y - r * 0.4} {x + r * 0.55},{y - r * 0.85}Z"
    )
    return circle(x, y, r, skin) + shape(cap, hair)
