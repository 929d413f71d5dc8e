"""The film "Tryck och takt": narration first, then pictures timed to it, then captions.

What each scene shows is in film_scenes.py. WebM with VP9 and Opus, 640 × 360.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
from av.video.frame import VideoFrame
from PIL import Image

from stegvis.demo.content.sov_battre.narration import FILM
from stegvis.demo.draw.film_endings import bed, dawn, together
from stegvis.demo.draw.film_scenes import Picture, nap, night, pressure, rhythm
from stegvis.demo.draw.palette import MEDIA
from stegvis.demo.draw.speech import say, seconds, silence, softened

SCENES: dict[str, Picture] = {
    "natt": night,
    "tryck": pressure,
    "lur": nap,
    "takt": rhythm,
    "ihop": together,
    "sang": bed,
    "gryning": dawn,
}
PER_SECOND = 12
FADE = 1.0
LEAD_IN, BETWEEN, BETWEEN_SCENES, LEAD_OUT = 2.0, 0.75, 1.6, 3.0


@dataclass(frozen=True)
class Line:
    scene: str
    words: str
    starts: float
    ends: float


@dataclass(frozen=True)
class Scene:
    name: str
    starts: float
    ends: float
    cues: tuple[float, ...]


def narrate() -> tuple[bytes, list[Line]]:
    """The whole narration as PCM, and when each sentence is said."""
    pcm, lines, scene = silence(LEAD_IN), [], FILM[0][0]
    for name, words in FILM:
        if name != scene:
            pcm += silence(BETWEEN_SCENES)
            scene = name
        starts = seconds(pcm)
        pcm += say(words, 136)
        lines.append(Line(name, words, starts, seconds(pcm)))
        pcm += silence(BETWEEN)
    return pcm + silence(LEAD_OUT), lines


def scenes_of(lines: list[Line], length: float) -> list[Scene]:
    names = list(dict.fromkeys(line.scene for line in lines))
    starts = [next(line.starts for line in lines if line.scene == name) - FADE for name in names]
    starts[0] = 0.0
    ends = [*starts[1:], length]
    return [
        Scene(
            name,
            begin,
            end,
            tuple(line.starts - begin for line in lines if line.scene == name),
        )
        for name, begin, end in zip(names, starts, ends, strict=True)
    ]


def _picture(scene: Scene, now: float) -> Image.Image:
    length = scene.ends - scene.starts
    return SCENES[scene.name](now - scene.starts, length, scene.cues)


def frames(scenes: list[Scene], length: float) -> Iterator[Image.Image]:
    """Every frame at twice the size, scenes fading into each other."""
    for number in range(int(length * PER_SECOND)):
        now = number / PER_SECOND
        at = max(index for index, scene in enumerate(scenes) if scene.starts <= now)
        picture = _picture(scenes[at], now)
        into = (now - scenes[at].starts) / FADE
        if at and into < 1:
            picture = Image.blend(_picture(scenes[at - 1], now), picture, into)
        yield picture.reduce(2)


def _stamp(moment: float) -> str:
    whole = int(moment * 1000)
    return f"{whole // 60000:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def captions(lines: list[Line]) -> str:
    """WebVTT: one cue a sentence, kept on screen a little after it was said."""
    cues = []
    for number, line in enumerate(lines, 1):
        following = lines[number].starts if number < len(lines) else line.ends + 2
        ends = min(line.ends + 0.6, following - 0.05)
        cues.append(f"{number}\n{_stamp(line.starts)} --> {_stamp(ends)}\n{_broken(line.words)}\n")
    return "WEBVTT\nLanguage: sv\n\n" + "\n".join(cues)


def _broken(words: str, width: int = 42) -> str:
    """At most two lines of about equal length."""
    if len(words) <= width:
        return words
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    middle = min(spaces, key=lambda at: abs(at - len(words) / 2))
    return words[:middle] + "\n" + words[middle + 1 :]


def _write(path: Path, pcm: bytes, scenes: list[Scene], length: float) -> None:
    with av.open(str(path), "w", format="webm") as out:
        video = out.add_stream("libvpx-vp9", rate=PER_SECOND)
        video.width, video.height, video.pix_fmt = 640, 360, "yuv420p"
        video.bit_rate = 0
        video.options = {"crf": "38", "b": "0", "cpu-used": "4", "row-mt": "1", "g": "60"}
        sound = out.add_stream("libopus", rate=48000, layout="mono")
        sound.bit_rate = 24000
        spoken, heard = softened(pcm), 0.0
        for number, picture in enumerate(frames(scenes, length)):
            frame = VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
            frame.pts = number
            out.mux(video.encode(frame))
            # Sound runs half a second ahead, so that a player never waits for it.
            while heard < number / PER_SECOND + 0.5 and (part := next(spoken, None)):
                heard += part.samples / part.sample_rate
                part.pts = None
                out.mux(sound.encode(part))
        for part in spoken:
            part.pts = None
            out.mux(sound.encode(part))
        out.mux(video.encode(None))
        out.mux(sound.encode(None))


def make() -> str:
    """The film and its captions, and what became of them."""
    pcm, lines = narrate()
    length = seconds(pcm)
    folder = MEDIA / "sov-battre"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tryck-och-takt.sv.vtt").write_text(captions(lines), encoding="utf-8")
    path = folder / "tryck-och-takt.webm"
    _write(path, pcm, scenes_of(lines, length), length)
    return f"{path.name}: {length:.0f} s, {path.stat().st_size // 1024} KB"
