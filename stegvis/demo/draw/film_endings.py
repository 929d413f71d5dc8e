"""The last scenes of the film: the two forces together, what one can do, and the dawn."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from stegvis.demo.draw import palette as p
from stegvis.demo.draw.film_scenes import (
    HIGH,
    WIDE,
    Cues,
    canvas,
    disc,
    ease,
    hills,
    label,
    moon,
    sky,
)


def _curve(part: float) -> list[tuple[float, float]]:
    """The sleep pressure over a day and a night, as far as `part` of it."""
    points = []
    for step in range(int(100 * part) + 1):
        hour = step / 100
        level = hour / 0.66 if hour < 0.66 else max(0.0, 1 - (hour - 0.66) / 0.34)
        points.append((150 + 980 * hour, 520 - 330 * level**0.8))
    return points


def _clock(part: float) -> list[tuple[float, float]]:
    steps = range(int(100 * part) + 1)
    wave = [math.cos((step / 100 - 0.83) * math.tau) for step in steps]
    return [(150 + 9.8 * step, 400 - 62 * up) for step, up in zip(steps, wave, strict=True)]


def together(now: float, length: float, cues: Cues) -> Image.Image:
    picture, draw = canvas(p.CREAM, p.SAND_SOFT)
    asleep = p.mix(p.CREAM, p.NIGHT_SOFT, 0.75 * ease(now, cues[1], 2))
    draw.rectangle([150 + 980 * 0.66, 130, 1130, 540], fill=asleep)
    draw.line([(150, 540), (1130, 540)], fill=p.rgb(p.INK), width=5)
    drawn = ease(now, 0.6, 4.5)
    for points, fill in ((_curve(drawn), p.TEAL_MID), (_clock(drawn), p.CORAL)):
        if len(points) > 1:
            draw.line(points, fill=p.rgb(fill), width=13, joint="curve")
            disc(draw, *points[-1], 13, p.rgb(fill))
    label(draw, 330, 290, "Tryck", p.rgb(p.TEAL_MID), 42)
    label(draw, 330, 590, "Dag", p.rgb(p.INK), 38)
    label(draw, 960, 590, "Natt", p.rgb(p.INK), 38)
    label(draw, 470, 505, "Takt", p.rgb(p.CORAL), 42)
    label(draw, 960, 90, "Sömn", p.mix(p.CREAM, p.NIGHT, ease(now, cues[1], 2)), 48)
    return picture


def _alarm(draw: ImageDraw.ImageDraw, x: float, now: float) -> None:
    disc(draw, x, 370, 92, p.rgb(p.CORAL))
    disc(draw, x, 370, 70, p.rgb(p.CREAM))
    for side in (-1, 1):
        disc(draw, x + side * 68, 292, 26, p.rgb(p.CORAL))
        draw.line([(x + side * 52, 446), (x + side * 72, 478)], fill=p.rgb(p.INK), width=12)
    turn = now * 0.3
    draw.line([(x, 370), (x, 320)], fill=p.rgb(p.INK), width=9)
    tip = (x + 38 * math.sin(turn), 370 - 38 * math.cos(turn))
    draw.line([(x, 370), tip], fill=p.rgb(p.INK), width=9)


def _sofa(draw: ImageDraw.ImageDraw, x: float) -> None:
    draw.rounded_rectangle([x - 120, 320, x + 120, 440], 34, fill=p.rgb(p.TEAL_SOFT))
    draw.rounded_rectangle([x - 145, 370, x - 95, 460], 22, fill=p.rgb(p.TEAL_MID))
    draw.rounded_rectangle([x + 95, 370, x + 145, 460], 22, fill=p.rgb(p.TEAL_MID))
    draw.rounded_rectangle([x - 110, 400, x + 110, 462], 18, fill=p.rgb(p.TEAL_MID))
    draw.line([(x - 130, 300), (x + 130, 480)], fill=p.rgb(p.CORAL), width=14)


def _bed(draw: ImageDraw.ImageDraw, x: float) -> None:
    draw.rounded_rectangle([x - 140, 300, x - 116, 480], 8, fill=p.rgb(p.WOOD))
    draw.rounded_rectangle([x - 130, 400, x + 140, 456], 14, fill=p.rgb(p.WOOD))
    draw.rounded_rectangle([x - 110, 370, x - 40, 410], 16, fill=p.rgb(p.CREAM))
    draw.rounded_rectangle([x - 60, 362, x + 138, 436], 20, fill=p.rgb(p.NIGHT_SOFT))
    draw.rectangle([x + 118, 440, x + 138, 480], fill=p.rgb(p.WOOD))


def bed(now: float, length: float, cues: Cues) -> Image.Image:
    base, ground = canvas(p.MIST, p.CREAM)
    hills(ground, p.mix(p.MIST, p.SAND_SOFT, 0.5), p.rgb(p.SAND_SOFT))
    moon(ground, 640, 130, 52)
    for number, x in enumerate((260, 640, 1020)):
        layer = base.copy()
        draw = ImageDraw.Draw(layer)
        if number == 0:
            _alarm(draw, x, now)
        elif number == 1:
            _sofa(draw, x)
        else:
            _bed(draw, x)
        words = ("Samma tid", "Ingen lång vila", "Bara sömn")[number]
        label(draw, x, 555, words, p.rgb(p.TEAL), 38)
        base = Image.blend(base, layer, ease(now, cues[number + 1], 1.2))
    return base


def dawn(now: float, length: float, cues: Cues) -> Image.Image:
    up = ease(now, 0, length - 2)
    picture = Image.blend(sky(p.NIGHT_MID, p.CORAL_SOFT), sky(p.TEAL_SOFT, p.SAND_SOFT), up)
    draw = ImageDraw.Draw(picture)
    disc(draw, 640, 640 - 330 * up, 92, p.mix(p.CORAL, p.GOLD, up))
    hills(draw, p.mix(p.NIGHT_SOFT, p.TEAL_MID, up), p.mix(p.NIGHT, p.TEAL, up))
    for number in range(4):
        x = (120 + number * 330 + now * 12) % (WIDE + 200) - 100
        wing = 10 * math.sin(now * 2.2 + number)
        y = HIGH * 0.22 + 40 * (number % 2)
        bird = [(x - 26, y - wing), (x, y), (x + 26, y - wing)]
        draw.line(bird, fill=p.rgb(p.INK), width=5, joint="curve")
    return picture
