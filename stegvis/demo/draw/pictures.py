"""Which drawing becomes which file."""

from __future__ import annotations

from collections.abc import Callable

from stegvis.demo.draw import diagrams, movement, rooms
from stegvis.demo.draw.palette import MEDIA
from stegvis.demo.draw.raster import write_all

PICTURES: dict[str, Callable[[], str]] = {
    "sov-battre/sovrum-natt": rooms.bedroom,
    "sov-battre/somntryck": diagrams.pressure,
    "sov-battre/nattens-varv": diagrams.night_rounds,
    "sov-battre/ond-cirkel": diagrams.circle_of_sleep,
    "sov-battre/somndagbok": rooms.diary,
    "sov-battre/somntid": diagrams.sleep_window,
    "sov-battre/sang-och-stol": rooms.bed_and_chair,
    "sov-battre/tankar-moln": rooms.thought_clouds,
    "sov-battre/orosstund": rooms.worry_table,
    "sov-battre/andning": diagrams.breathing,
    "sov-battre/dygnsrytm": diagrams.rhythm,
    "sov-battre/promenad": movement.walk,
    "sov-battre/kvallstrappa": rooms.evening_stairs,
    "sov-battre/vagen": movement.winding_road,
    "sov-battre/fyr": movement.lighthouse,
    "folj/kurva": diagrams.five_points,
    "rorelse/led": movement.joint,
    "rorelse/res-dig": movement.rise,
    "rorelse/strack": movement.stretch,
    "rorelse/tahavning": movement.on_toes,
    "rorelse/promenad": movement.poles,
}


def make() -> str:
    write_all({MEDIA / f"{name}.webp": draw() for name, draw in PICTURES.items()})
    return f"{len(PICTURES)} pictures"
