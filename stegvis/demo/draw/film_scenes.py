"""The scenes of the film, each a function of time: (seconds into it, its length, cues) -> picture.

Cues are the seconds at which its sentences begin. Drawn at 1280 × 720 with Pillow and halved later,
so that edges are smooth.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from stegvis.demo.draw import palette as p

WIDE, HIGH = 1280, 720
Cues = tuple[float, ...]
Picture = Callable[[float, float, Cues], Image.Image]


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(p.LATO, size)


@cache
def sky(top: str, bottom: str) -> Image.Image:
    picture = Image.new("RGB", (WIDE, HIGH))
    draw = ImageDraw.Draw(picture)
    for y in range(HIGH):
        draw.line([(0, y), (WIDE, y)], fill=p.mix(top, bottom, y / HIGH))
    return picture


def canvas(top: str, bottom: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = sky(top, bottom).copy()
    return picture, ImageDraw.Draw(picture)


def ease(now: float, begin: float, length: float) -> float:
    """0 before `begin`, 1 after `begin + length`, gently between."""
    part = max(0.0, min(1.0, (now - begin) / length))
    return part * part * (3 - 2 * part)


def disc(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, fill: object) -> None:
    draw.ellipse([x - r, y - r, x + r, y + r], fill=fill)  # type: ignore[arg-type]


def label(draw: ImageDraw.ImageDraw, x: float, y: float, words: str, fill: object, size: int = 40) -> None:
    draw.text((x, y), words, font=font(size), fill=fill, anchor="mm")  # type: ignore[arg-type]


def hills(draw: ImageDraw.ImageDraw, far: object, near: object) -> None:
    for base, height, wave, fill in ((560, 46, 310.0, far), (630, 36, 210.0, near)):
        top = [(x, base + height * math.sin(x / wave + base)) for x in range(0, WIDE + 20, 20)]
        draw.polygon([*top, (WIDE, HIGH), (0, HIGH)], fill=fill)  # type: ignore[arg-type]


def stars(draw: ImageDraw.ImageDraw, now: float) -> None:
    for number in range(34):
        x, y = (number * 389) % WIDE, (number * 151) % 430 + 20
        glow = 0.35 + 0.3 * math.sin(now * 0.6 + number * 1.7)
        disc(draw, x, y, 2 + number % 3, p.mix(p.NIGHT_MID, p.CREAM, glow))


def moon(draw: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    disc(draw, x, y, r, p.rgb(p.SAND_SOFT))
    for right, down, size in ((-0.35, -0.3, 0.2), (0.3, 0.1, 0.26), (-0.2, 0.42, 0.14)):
        disc(draw, x + r * right, y + r * down, r * size, p.rgb(p.SAND))


def night(now: float, length: float, cues: Cues) -> Image.Image:
    picture, draw = canvas(p.NIGHT, p.NIGHT_SOFT)
    stars(draw, now)
    rise = ease(now, 0, length)
    moon(draw, 980, 250 - 110 * rise, 70)
    hills(draw, p.mix(p.NIGHT_MID, p.TEAL, 0.4), p.mix(p.NIGHT, p.TEAL, 0.35))
    draw.polygon([(300, 470), (420, 380), (540, 470)], fill=p.rgb(p.NIGHT))
    draw.rectangle([320, 468, 520, 610], fill=p.rgb(p.TEAL))
    lamp = p.mix(p.NIGHT_MID, p.GOLD, 1 - 0.85 * ease(now, length - 4, 3))
    draw.rounded_rectangle([390, 500, 450, 560], 6, fill=lamp)
    draw.line([(420, 500), (420, 560)], fill=p.rgb(p.TEAL), width=5)
    title = p.mix(p.NIGHT_MID, p.CREAM, ease(now, 0.3, 1.2))
    if now < cues[1] - 0.3:
        label(draw, 640, 150, "Tryck och takt", title, 76)
    else:
        both = ease(now, cues[1] + 2.2, 1.0)
        for x, word in ((500, "Tryck"), (780, "Takt")):
            label(draw, x, 170, word, p.mix(p.NIGHT_MID, p.CREAM, both), 66)
    return picture


def glass(draw: ImageDraw.ImageDraw, level: float, x: float = 640, shake: float = 0) -> None:
    """A glass, 0 to 1 full, its surface moving a little."""
    top, foot, wide, slim = 190.0, 600.0, 150.0, 112.0
    surface = foot - 12 - (foot - top - 60) * level
    part = (surface - top) / (foot - top)
    half = wide + (slim - wide) * part
    edge = [(x - half + i * half / 10, surface + 5 * math.sin(i / 2 + shake)) for i in range(21)]
    draw.polygon([*edge, (x + slim, foot - 8), (x - slim, foot - 8)], fill=p.rgb(p.TEAL_MID))
    sides = [(x - wide, top), (x - slim, foot), (x + slim, foot), (x + wide, top)]
    draw.line(sides, fill=p.rgb(p.INK), width=9, joint="curve")


def day_arc(draw: ImageDraw.ImageDraw, part: float) -> None:
    """The sun's way over the picture: 0 is morning, 1 is late evening."""
    for step in range(25):
        angle = math.pi * (1 - step / 24)
        disc(draw, 640 + 520 * math.cos(angle), 560 - 460 * math.sin(angle), 4, p.rgb(p.SAND))
    angle = math.pi * (1 - part)
    x, y = 640 + 520 * math.cos(angle), 560 - 460 * math.sin(angle)
    if part < 0.86:
        disc(draw, x, y, 46, p.rgb(p.GOLD))
    else:
        disc(draw, x, y, 40, p.rgb(p.NIGHT_SOFT))
    label(draw, 118, 620, "Morgon", p.rgb(p.TEAL), 36)
    label(draw, 1162, 620, "Kväll", p.rgb(p.TEAL), 36)


def drop(draw: ImageDraw.ImageDraw, now: float, surface: float) -> None:
    y = 90 + (now * 0.55 % 1) ** 2 * max(60.0, surface - 110)
    draw.polygon([(640, y - 30), (626, y), (654, y)], fill=p.rgb(p.TEAL_MID))
    disc(draw, 640, y + 3, 15, p.rgb(p.TEAL_MID))


def pressure(now: float, length: float, cues: Cues) -> Image.Image:
    asleep = ease(now, cues[4], 5)
    picture, draw = canvas(p.CREAM, p.SAND_SOFT)
    if asleep > 0:
        picture = Image.blend(picture, sky(p.NIGHT_SOFT, p.MIST), asleep * 0.8)
        draw = ImageDraw.Draw(picture)
    rise = ease(now, cues[1], cues[4] - cues[1])
    level = 0.05 + 0.9 * rise - 0.88 * ease(now, cues[4] + 0.5, 4.5)
    day_arc(draw, rise)
    if cues[0] < now < cues[4]:
        drop(draw, now, 588 - 350 * level)
    glass(draw, level, shake=now * 2)
    return picture


def nap(now: float, length: float, cues: Cues) -> Image.Image:
    picture, draw = canvas(p.CREAM, p.SAND_SOFT)
    pour = ease(now, cues[1], 3.5)
    evening = ease(now, cues[2], 3)
    day_arc(draw, 0.6 + 0.4 * evening)
    level = 0.62 - 0.42 * pour + 0.28 * evening
    glass(draw, level, shake=now * 2)
    if 0 < pour < 1:
        for number in range(5):
            fall = (now * 0.8 + number / 5) % 1
            disc(draw, 830 + 40 * fall, 330 + 260 * fall, 13, p.rgb(p.TEAL_MID))
    full = 588 - 350 * 0.95
    draw.line([(470, full), (810, full)], fill=p.rgb(p.CORAL), width=6)
    label(draw, 940, full, "Sömnig", p.rgb(p.CORAL), 38)
    return picture


def rhythm(now: float, length: float, cues: Cues) -> Image.Image:
    dark = ease(now, cues[2], 3) - ease(now, cues[3] + 1, 3)
    picture = Image.blend(sky(p.MIST, p.CREAM), sky(p.NIGHT, p.NIGHT_MID), dark)
    draw = ImageDraw.Draw(picture)
    line = p.mix(p.TEAL, p.CREAM, dark)
    draw.ellipse([400, 120, 880, 600], outline=line, width=8)
    for hour in range(24):
        angle = hour / 24 * math.tau
        far, near = 240, 240 - (30 if hour % 6 == 0 else 14)
        ends = [(640 + r * math.sin(angle), 360 - r * math.cos(angle)) for r in (near, far)]
        draw.line(ends, fill=line, width=6)
    turn = now / length * math.tau * 1.25 + math.pi * 0.45
    x, y = 640 + 320 * math.sin(turn - math.pi), 360 - 250 * math.cos(turn - math.pi)
    disc(draw, x, y, 44, p.mix(p.GOLD, p.SAND_SOFT, dark))
    draw.line([(640, 360), (640 + 150 * math.sin(turn), 360 - 150 * math.cos(turn))], fill=line, width=12)
    disc(draw, 640, 360, 16, line)
    for at, y, word in ((640, 180, "24"), (640, 545, "12")):
        label(draw, at, y, word, line, 34)
    return picture
