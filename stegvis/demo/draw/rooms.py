"""Pictures of rooms and people in the evening and the night."""

from __future__ import annotations

from stegvis.demo.draw import palette as p
from stegvis.demo.draw.svg import (
    arrow,
    circle,
    glow,
    hill,
    limb,
    moon,
    oval,
    page,
    rect,
    shape,
    smooth,
    stars,
    stroke,
    words,
)


def _bed(x: float, y: float, w: float, cover: str = p.TEAL_MID) -> str:
    """A bed from the side, its head to the left; y is the floor."""
    return (
        rect(x - 14, y - 210, 26, 210, p.WOOD, 10)
        + rect(x + w - 16, y - 120, 22, 120, p.WOOD, 10)
        + rect(x, y - 100, w, 46, p.WOOD_DARK, 8)
        + rect(x + 8, y - 138, w - 20, 52, p.CREAM, 18)
        + rect(x + 22, y - 176, w * 0.24, 54, p.SAND_SOFT, 24)
        + shape(
            f"M{x + w * 0.3},{y - 150} Q{x + w * 0.6},{y - 186} {x + w - 14},{y - 148} "
            f"L{x + w - 12},{y - 70} L{x + w * 0.27},{y - 70} Z",
            cover,
        )
        + shape(
            f"M{x + w * 0.3},{y - 150} Q{x + w * 0.37},{y - 166} {x + w * 0.44},{y - 164} "
            f"L{x + w * 0.41},{y - 70} L{x + w * 0.27},{y - 70} Z",
            p.TEAL_SOFT,
        )
    )


def _window(x: float, y: float, w: float, h: float) -> str:
    return (
        rect(x - 14, y - 14, w + 28, h + 28, p.WOOD, 8)
        + rect(x, y, w, h, p.NIGHT)
        + "".join(circle(x + (n * 83) % w, y + (n * 57) % h, 2 + n % 2, p.SAND_SOFT, 0.8) for n in range(1, 13))
        + moon(x + w * 0.68, y + h * 0.34, 40)
        + rect(x + w / 2 - 5, y, 10, h, p.WOOD)
        + rect(x, y + h / 2 - 5, w, 10, p.WOOD)
    )


def _lamp(x: float, floor: float, tall: float, lit: bool) -> str:
    light = glow(x, floor - tall + 20, 230) if lit else ""
    return (
        light
        + rect(x - 4, floor - tall + 40, 8, tall - 40, p.WOOD_DARK)
        + oval(x, floor - 4, 46, 9, p.WOOD_DARK)
        + shape(
            f"M{x - 30},{floor - tall - 26} L{x + 30},{floor - tall - 26} "
            f"L{x + 58},{floor - tall + 46} L{x - 58},{floor - tall + 46}Z",
            p.GOLD if lit else p.SAND,
        )
    )


def _curtain(x: float, y: float, w: float, h: float) -> str:
    folds = (
        stroke(f"M{x + w * n / 4},{y + 8} L{x + w * n / 4},{y + h}", p.NIGHT_MID, 3, opacity=0.5) for n in range(1, 4)
    )
    return rect(x, y, w, h, p.NIGHT_SOFT, 8) + "".join(folds)


def bedroom() -> str:
    return page(
        rect(0, 560, 1200, 115, "#2b3a55"),
        _window(650, 90, 300, 270),
        _curtain(560, 62, 80, 420),
        _curtain(960, 62, 80, 420),
        rect(540, 52, 520, 12, p.WOOD_DARK, 6),
        shape("M650,360 L950,360 L860,640 L420,640 Z", p.SAND_SOFT, 0.07),
        oval(520, 612, 420, 34, p.TEAL, 0.75),
        _bed(130, 600, 470),
        rect(640, 470, 100, 130, p.WOOD, 8),
        rect(652, 486, 76, 40, p.WOOD_DARK, 6),
        rect(664, 452, 54, 18, p.CORAL, 4),
        rect(670, 436, 44, 16, p.TEAL_SOFT, 4),
        circle(685, 506, 4, p.SAND),
        rect(190, 150, 150, 110, p.WOOD, 6),
        rect(202, 162, 126, 86, p.MIST),
        shape("M202,248 L250,190 L285,226 L304,208 L328,248Z", p.TEAL_SOFT),
        shape("M1060,600 L1150,600 L1136,520 L1074,520Z", p.CORAL_SOFT),
        stroke("M1105,520 Q1100,440 1060,410", p.TEAL_MID, 8),
        stroke("M1105,520 Q1112,420 1150,380", p.TEAL_MID, 8),
        oval(1052, 402, 34, 15, p.TEAL_MID),
        oval(1152, 372, 36, 16, p.TEAL_MID),
        oval(1104, 398, 16, 40, p.TEAL_SOFT),
        top="#34466b",
        bottom="#4a5c83",
    )


def bed_and_chair() -> str:
    chair = (
        rect(842, 330, 190, 220, p.CORAL, 40)
        + rect(806, 420, 60, 150, "#d96f54", 26)
        + rect(1008, 420, 60, 150, "#d96f54", 26)
        + rect(856, 470, 162, 80, p.CORAL_SOFT, 20)
        + rect(830, 560, 16, 44, p.WOOD_DARK)
        + rect(1028, 560, 16, 44, p.WOOD_DARK)
    )
    return page(
        rect(0, 0, 600, 675, p.NIGHT),
        *(circle(40 + n * 97 % 540, 20 + n * 61 % 250, 2 + n % 2, p.SAND_SOFT, 0.6) for n in range(14)),
        moon(120, 110, 46),
        rect(0, 590, 1200, 85, "#0d3a47", 0, 0.55),
        _bed(70, 600, 420, p.NIGHT_SOFT),
        _lamp(1120, 600, 380, lit=True),
        chair,
        rect(690, 520, 70, 82, p.WOOD, 6),
        rect(700, 506, 50, 14, p.TEAL_SOFT, 3),
        arrow((430, 300), (600, 170), (790, 300), p.SAND_SOFT),
        words(600, 190, "Vaken", 34, p.SAND_SOFT),
        arrow((770, 400), (620, 460), (510, 405), p.SAND_SOFT),
        words(640, 490, "Sömnig", 34, p.SAND_SOFT),
        top=p.NIGHT_MID,
        bottom="#51648c",
    )


def diary() -> str:
    lines = "".join(rect(x, 300 + n * 44, 210, 6, p.SAND, 3) for n in range(5) for x in (370, 640))
    dots = "".join(circle(390 + n * 42, 296 + (n * 2 % 5) * 44, 11, p.TEAL_MID, 0.9) for n in range(5))
    return page(
        rect(80, 40, 300, 210, p.WOOD, 10),
        rect(94, 54, 272, 182, "#fbe3c0"),
        shape("M168,200 A62,62 0 0 1 292,200Z", p.GOLD),
        rect(94, 200, 272, 36, p.TEAL_SOFT),
        rect(225, 54, 10, 182, p.WOOD),
        shape("M94,236 L366,236 L620,560 L220,560Z", p.GOLD, 0.16),
        rect(0, 480, 1200, 195, p.WOOD),
        rect(0, 480, 1200, 12, p.WOOD_DARK, 0, 0.5),
        shape("M330,560 L330,250 Q460,220 600,262 L600,582 Q460,540 330,560Z", p.CREAM),
        shape("M870,560 L870,250 Q740,220 600,262 L600,582 Q740,540 870,560Z", "#f7eedd"),
        stroke("M600,262 L600,582", p.SAND, 5),
        lines,
        dots,
        stroke(smooth([(650, 330), (700, 310), (750, 350), (800, 322), (840, 336)]), p.CORAL, 7),
        stroke("M700,600 L930,470", p.TEAL, 16),
        stroke("M700,600 L676,613", p.INK, 8),
        rect(960, 400, 130, 130, p.TEAL_MID, 24),
        stroke("M1088,430 Q1140,440 1132,480 Q1126,510 1086,506", p.TEAL_MID, 16),
        oval(1025, 404, 65, 14, "#5a3d2b"),
        stroke("M1000,370 Q985,340 1005,315 Q1020,290 1005,265", p.TEAL_SOFT, 7, opacity=0.7),
        stroke("M1045,370 Q1030,345 1050,320 Q1062,300 1050,285", p.TEAL_SOFT, 7, opacity=0.7),
    )


def worry_table() -> str:
    return page(
        _window(470, 60, 260, 210),
        rect(0, 470, 1200, 205, p.WOOD),
        rect(0, 470, 1200, 14, p.WOOD_DARK, 0, 0.6),
        _lamp(180, 480, 300, lit=True),
        shape("M420,610 L470,470 L800,470 L850,610Z", p.CREAM),
        *(rect(500 - n * 6, 494 + n * 26, 250 + n * 12, 6, p.SAND, 3) for n in range(4)),
        stroke("M512,512 q20,-16 40,0 t40,0 t40,0 t40,0", p.NIGHT_SOFT, 5),
        stroke("M504,540 q20,-16 40,0 t40,0 t40,0", p.NIGHT_SOFT, 5),
        stroke("M790,585 L900,500", p.CORAL, 14),
        rect(300, 460, 96, 90, p.TEAL_MID, 18),
        stroke("M302,480 Q262,486 268,514 Q274,534 304,530", p.TEAL_MID, 12),
        oval(348, 462, 48, 11, "#8a4f2d"),
        stroke("M348,430 Q334,408 350,388 Q364,368 350,348", p.MIST, 6, opacity=0.7),
        circle(985, 440, 74, p.TEAL),
        circle(985, 440, 58, p.CREAM),
        shape("M985,440 L985,382 A58,58 0 0 1 1035,411 Z", p.CORAL_SOFT),
        stroke("M985,440 L985,394", p.INK, 7),
        stroke("M985,440 L1012,424", p.INK, 7),
        rect(940, 506, 16, 26, p.TEAL, 5),
        rect(1014, 506, 16, 26, p.TEAL, 5),
        top="#3c4f78",
        bottom="#7a7f95",
    )


def _cloud(x: float, y: float, size: float, opacity: float) -> str:
    blobs = ((0, 0, 60), (62, -22, 74), (140, -6, 62), (70, 20, 66), (-50, 18, 40), (190, 18, 40))
    return "".join(circle(x + dx * size, y + dy * size, r * size, p.MIST, 1) for dx, dy, r in blobs).join(
        (f'<g opacity="{opacity}">', "</g>")
    )


def thought_clouds() -> str:
    return page(
        stars(34, 300),
        moon(1060, 110, 52),
        _cloud(170, 150, 1.0, 0.9),
        _cloud(560, 105, 1.15, 0.75),
        _cloud(860, 245, 0.85, 0.55),
        words(240, 158, "I morgon…", 32, p.NIGHT),
        words(642, 112, "Tänk om…", 34, p.NIGHT),
        words(920, 252, "Borde ha…", 27, p.NIGHT),
        circle(392, 338, 13, p.MIST, 0.6),
        circle(372, 372, 9, p.MIST, 0.5),
        hill(590, 12, 260, "#22355c"),
        rect(230, 330, 30, 290, p.WOOD, 12),
        rect(240, 500, 740, 60, p.WOOD_DARK, 10),
        rect(250, 452, 720, 64, p.CREAM, 20),
        rect(268, 404, 190, 66, p.SAND_SOFT, 30),
        circle(372, 402, 44, p.SKIN),
        shape("M330,412 A46,46 0 0 1 372,356 Q400,356 412,378 Q372,372 352,428 Z", "#4b342a"),
        stroke("M384,404 q9,6 18,0", "#8a5a44", 4),
        shape(
            "M430,452 Q470,380 580,398 Q760,408 860,424 Q950,410 980,450 L980,520 L420,520Z",
            p.TEAL_MID,
        ),
        shape("M430,452 Q455,402 510,396 L500,520 L420,520Z", p.TEAL_SOFT),
        limb([(500, 440), (580, 430), (640, 446)], p.SKIN, 24),
        rect(950, 400, 26, 220, p.WOOD, 12),
        top=p.NIGHT,
        bottom=p.NIGHT_SOFT,
    )


def evening_stairs() -> str:
    steps = (
        (70, 190, p.GOLD, "Avsluta dagen"),
        (330, 290, p.CORAL_SOFT, "Dämpa ljuset"),
        (590, 390, p.TEAL_SOFT, "Något lugnt"),
    )
    stairs = "".join(
        rect(x, y, 260, 675 - y, colour) + words(x + 130, y + 52, said, 30, p.INK) for x, y, colour, said in steps
    )
    laptop = rect(140, 92, 120, 80, p.MIST, 8) + rect(120, 174, 160, 16, p.TEAL_SOFT, 6)
    lamp = _lamp(460, 292, 120, lit=True)
    book = (
        shape("M640,378 L720,360 L720,300 L640,318Z", p.CREAM)
        + shape("M800,378 L720,360 L720,300 L800,318Z", p.SAND_SOFT)
        + stroke("M720,300 L720,360", p.WOOD, 4)
    )
    return page(
        stars(24, 240),
        moon(1070, 120, 50),
        stairs,
        rect(850, 560, 350, 115, "#3b507d"),
        _bed(890, 575, 260, p.TEAL_MID),
        words(1020, 640, "Säng", 30, p.SAND_SOFT),
        laptop,
        lamp,
        book,
        top=p.NIGHT_SOFT,
        bottom=p.NIGHT,
    )
