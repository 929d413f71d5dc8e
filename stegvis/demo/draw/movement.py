"""Pictures of bodies that move, and of the roads they take."""

from __future__ import annotations

from stegvis.demo.draw import palette as p
from stegvis.demo.draw.svg import (
    Point,
    arrow,
    circle,
    head,
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
    tree,
    words,
)


def person(
    neck: Point,
    hip: Point,
    legs: list[list[Point]],
    arms: list[list[Point]],
    tone: tuple[str, str, str] = (p.SKIN, "#5b4034", p.CORAL),
) -> str:
    """Seen from the side, looking right. A leg runs hip-knee-heel-toe, an arm shoulder to hand."""
    skin, hair, shirt = tone
    back_arm, front_arm = arms[0], arms[-1]
    body = limb([(neck[0], neck[1] + 34), hip], shirt, 74)
    drawn = limb(back_arm, skin, 22) if len(arms) > 1 else ""
    for number, leg in enumerate(legs):
        cloth = p.TEAL if number == len(legs) - 1 else "#0b3844"
        drawn += limb(leg[:3], cloth, 40)
        drawn += limb(leg[2:], p.INK, 24)
    chin = (neck[0] + 8, neck[1] - 42)
    drawn += limb([neck, (neck[0] + 4, neck[1] - 26)], skin, 26) + body
    drawn += head(chin[0], chin[1], 40, skin, hair)
    half = ((front_arm[0][0] + front_arm[1][0]) / 2, (front_arm[0][1] + front_arm[1][1]) / 2)
    return drawn + limb(front_arm, skin, 22) + limb([front_arm[0], half], shirt, 32)


def _chair(x: float, floor: float) -> str:
    """A chair with its back to the left; x is the middle of the seat."""
    return (
        rect(x - 84, floor - 320, 20, 320, p.WOOD, 8)
        + rect(x - 84, floor - 168, 176, 24, p.WOOD_DARK, 8)
        + rect(x + 70, floor - 150, 18, 150, p.WOOD, 8)
    )


def _floor() -> str:
    return rect(0, 600, 1200, 75, p.SAND)


def rise() -> str:
    tone = (p.SKIN_DARK, "#2a1f1a", p.CORAL)
    sits = person(
        (190, 300), (190, 428),
        [[(190, 432), (300, 436), (300, 578), (336, 588)]],
        [[(196, 330), (230, 390), (280, 420)]], tone,
    )  # fmt: skip
    leans = person(
        (640, 300), (566, 420),
        [[(566, 424), (672, 440), (650, 578), (686, 588)]],
        [[(630, 330), (680, 370), (720, 400)]], tone,
    )  # fmt: skip
    stands = person(
        (1010, 190), (1005, 350),
        [[(1005, 360), (1010, 470), (1005, 578), (1042, 588)]],
        [[(1010, 222), (1020, 290), (1024, 350)]], tone,
    )  # fmt: skip
    return page(
        _floor(), _chair(180, 600), _chair(545, 600), _chair(905, 600), sits, leans, stands,
        arrow((360, 250), (410, 225), (460, 250), p.TEAL),
        arrow((740, 230), (800, 190), (860, 200), p.TEAL),
        words(240, 652, "Sitt", 30), words(620, 652, "Luta fram", 30), words(1000, 652, "Stå", 30),
        top=p.MIST, bottom=p.CREAM,
    )  # fmt: skip


def stretch() -> str:
    tone = (p.SKIN, "#8c8c90", p.GOLD)
    sits = person(
        (470, 262), (470, 424),
        [
            [(470, 432), (610, 436), (606, 578), (642, 588)],
            [(470, 428), (620, 424), (790, 408), (800, 366)],
        ],
        [[(476, 300), (452, 380), (440, 428)]], tone,
    )  # fmt: skip
    return page(
        _floor(), _chair(460, 600), sits,
        stroke("M700,500 Q760,480 786,446", p.CORAL, 8, "3 18"),
        arrow((820, 540), (870, 490), (868, 436), p.CORAL),
        words(930, 392, "Håll", 32, p.INK, "start"),
        words(930, 432, "5 sekunder", 32, p.INK, "start"),
        rect(150, 540, 90, 62, p.CORAL_SOFT, 10),
        stroke("M195,540 Q190,450 150,400", p.TEAL_MID, 8),
        stroke("M195,540 Q200,440 236,380", p.TEAL_MID, 8),
        oval(142, 392, 34, 15, p.TEAL_MID), oval(242, 368, 36, 16, p.TEAL_SOFT),
        top=p.MIST, bottom=p.CREAM,
    )  # fmt: skip


def on_toes() -> str:
    tone = (p.SKIN, "#d9c9a8", p.TEAL_SOFT)
    toes = person(
        (330, 150), (325, 320),
        [[(325, 330), (330, 440), (318, 546), (350, 586)]],
        [[(334, 190), (400, 270), (452, 318)]], tone,
    )  # fmt: skip
    balance = person(
        (830, 168), (828, 334),
        [
            [(828, 344), (890, 430), (812, 480), (806, 518)],
            [(828, 344), (832, 460), (828, 578), (866, 588)],
        ],
        [[(834, 206), (900, 280), (956, 322)]], tone,
    )  # fmt: skip
    bench = rect(430, 326, 120, 274, p.WOOD, 8) + rect(418, 312, 144, 24, p.WOOD_DARK, 8)
    other = rect(940, 326, 120, 274, p.WOOD, 8) + rect(928, 312, 144, 24, p.WOOD_DARK, 8)
    return page(
        _floor(), bench, other, toes, balance,
        arrow((220, 560), (214, 500), (220, 440), p.CORAL),
        words(330, 652, "Tåhävning", 30), words(850, 652, "Balans", 30),
        top=p.MIST, bottom=p.CREAM,
    )  # fmt: skip


def _joint(x: float, gap: float, rough: bool) -> str:
    bone, edge = "#f3e4c8", "#d8bf92"
    top, low = 320 - gap / 2, 320 + gap / 2
    cover = p.TEAL_SOFT if not rough else p.CORAL_SOFT
    upper = (
        f"M{x - 50},70 L{x + 50},70 L{x + 56},210 Q{x + 130},240 {x + 112},{top - 20} "
        f"Q{x + 60},{top + 16} {x},{top - 10} Q{x - 60},{top + 16} {x - 112},{top - 20} "
        f"Q{x - 130},240 {x - 56},210Z"
    )
    lower = (
        f"M{x - 112},{low + 18} Q{x - 60},{low + 36} {x},{low + 12} "
        f"Q{x + 60},{low + 36} {x + 112},{low + 18} Q{x + 112},430 {x + 52},470 "
        f"L{x + 46},610 L{x - 46},610 L{x - 52},470 Q{x - 112},430 {x - 112},{low + 18}Z"
    )
    thick = 26 if not rough else 9
    over = f"M{x - 108},{top - 12} Q{x - 60},{top + 18} {x},{top - 6} Q{x + 60},{top + 18} {x + 108},{top - 12}"
    under = f"M{x - 108},{low + 14} Q{x - 60},{low + 32} {x},{low + 8} Q{x + 60},{low + 32} {x + 108},{low + 14}"
    return (
        oval(x, 320, 170, 150, p.CORAL, 0.14)
        + shape(upper, bone) + stroke(upper, edge, 5)
        + shape(lower, bone) + stroke(lower, edge, 5)
        + stroke(over, cover, thick) + stroke(under, cover, thick)
    )  # fmt: skip


def joint() -> str:
    return page(
        _joint(330, 44, rough=False), _joint(870, 20, rough=True),
        words(330, 656, "Friskt knä", 34, p.TEAL), words(870, 656, "Knä med artros", 34, p.TEAL),
        words(600, 300, "Brosk", 30, p.INK),
        stroke("M556,312 L455,322", p.INK, 4), stroke("M644,312 L752,322", p.INK, 4),
        top=p.CREAM, bottom=p.MIST,
    )  # fmt: skip


def _walker(x: float, y: float, tone: tuple[str, str, str]) -> str:
    return person(
        (x, y), (x - 6, y + 150),
        [
            [(x - 6, y + 156), (x - 34, y + 258), (x - 110, y + 330), (x - 84, y + 352)],
            [(x - 6, y + 156), (x + 54, y + 250), (x + 62, y + 356), (x + 98, y + 366)],
        ],
        [
            [(x, y + 40), (x + 50, y + 100), (x + 92, y + 126)],
            [(x + 2, y + 40), (x - 42, y + 104), (x - 30, y + 160)],
        ], tone,
    )  # fmt: skip


def walk() -> str:
    return page(
        circle(980, 150, 70, p.GOLD), circle(980, 150, 110, p.GOLD, 0.18),
        hill(430, 40, 230, "#b9d9d2"), hill(500, 30, 170, p.TEAL_SOFT, 1),
        tree(180, 560, 300, p.TEAL_MID), tree(300, 590, 220, "#4c9a96"),
        tree(1040, 560, 260, p.TEAL_MID),
        hill(590, 14, 300, "#6aa89f", 2),
        shape("M0,675 Q420,560 1200,600 L1200,675Z", p.SAND),
        _walker(620, 230, (p.SKIN_DARK, "#221a18", p.CORAL)),
        top="#d8ecf0", bottom=p.CREAM,
    )  # fmt: skip


def poles() -> str:
    bench = (
        rect(880, 500, 190, 16, p.WOOD_DARK, 6) + rect(880, 440, 190, 14, p.WOOD, 6)
        + rect(892, 516, 14, 60, p.WOOD_DARK) + rect(1044, 516, 14, 60, p.WOOD_DARK)
        + rect(892, 440, 12, 64, p.WOOD_DARK) + rect(1046, 440, 12, 64, p.WOOD_DARK)
    )  # fmt: skip
    return page(
        circle(190, 140, 60, p.GOLD),
        hill(420, 36, 250, "#cfe3dc", 2), hill(490, 24, 180, p.TEAL_SOFT),
        tree(1110, 560, 320, p.TEAL_MID), tree(770, 540, 200, "#4c9a96"),
        shape("M0,600 Q600,540 1200,575 L1200,675 L0,675Z", p.SAND),
        bench,
        stroke("M512,330 L590,600", p.INK, 7),
        _walker(420, 214, (p.SKIN, "#b8b4ae", p.NIGHT_SOFT)),
        stroke("M390,374 L282,598", p.INK, 7),
        top="#e4f0f0", bottom=p.SAND_SOFT,
    )  # fmt: skip


def winding_road() -> str:
    road = [
        (60.0, 610.0), (190.0, 520.0), (300.0, 548.0), (430.0, 430.0), (540.0, 470.0),
        (660.0, 350.0), (770.0, 392.0), (900.0, 262.0), (1060.0, 210.0),
    ]  # fmt: skip
    flag = stroke("M1062,210 L1062,110", p.WOOD_DARK, 10) + shape("M1066,112 L1140,138 L1066,164Z", p.CORAL)
    return page(
        circle(180, 150, 64, p.GOLD), circle(180, 150, 100, p.GOLD, 0.18),
        hill(380, 60, 260, "#cfe3dc", 3.4),
        shape(
            "M0,675 L0,600 Q190,470 300,560 Q430,380 540,480 Q660,300 770,400 "
            "Q900,220 1200,180 L1200,675Z", p.TEAL_SOFT,
        ),
        tree(520, 640, 130, p.TEAL_MID), tree(860, 560, 150, p.TEAL_MID),
        tree(1010, 480, 120, "#4c9a96"), tree(300, 660, 90, "#4c9a96"),
        stroke(smooth(road), p.CREAM, 26), stroke(smooth(road), p.SAND, 6, "4 20"),
        *(circle(x, y, 13, p.CORAL) for x, y in road[1:-1:2]),
        flag,
        top="#dcecf0", bottom=p.CREAM,
    )  # fmt: skip


def lighthouse() -> str:
    tower = (
        shape("M905,520 L930,190 L1010,190 L1035,520Z", p.CREAM)
        + shape("M914,400 L921,310 L1019,310 L1026,400Z", p.CORAL)
        + rect(918, 172, 104, 20, p.INK, 4) + rect(936, 116, 68, 58, p.GOLD)
        + shape("M926,118 L970,74 L1014,118Z", p.CORAL)
        + rect(956, 452, 30, 68, p.NIGHT, 12)
    )  # fmt: skip
    boat = (
        shape("M250,548 L430,548 L396,590 L284,590Z", p.WOOD_DARK)
        + rect(336, 400, 8, 150, p.WOOD)
        + shape("M350,410 L350,534 L430,534Z", p.SAND_SOFT)
        + shape("M330,430 L330,534 L270,534Z", p.CORAL_SOFT)
    )  # fmt: skip
    waves = "".join(
        stroke(f"M{60 + n * 190},{600 + n % 2 * 34} q30,-14 60,0 t60,0", p.TEAL_SOFT, 5, opacity=0.6) for n in range(4)
    )
    return page(
        stars(26, 260), moon(180, 120, 46),
        shape("M970,144 L0,60 L0,330Z", p.GOLD, 0.2),
        rect(0, 520, 1200, 155, p.TEAL), shape("M760,540 Q960,440 1200,500 L1200,675 L700,675Z", "#20394a"),
        tower, boat, waves,
        top=p.NIGHT, bottom="#c98f86",
    )  # fmt: skip
