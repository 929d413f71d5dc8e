"""The read-aloud page and the guided relaxation, as Opus in WebM."""

from __future__ import annotations

import re
from pathlib import Path

import av

from stegvis.demo.content.sov_battre.narration import READ_ALOUD, RELAXATION
from stegvis.demo.draw.palette import MEDIA
from stegvis.demo.draw.speech import say, seconds, silence, softened


def write_opus(pcm: bytes, path: Path, bits: int = 24000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format="webm") as out:
        stream = out.add_stream("libopus", rate=48000, layout="mono")
        stream.bit_rate = bits
        for frame in softened(pcm):
            frame.pts = None
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def _read_aloud() -> bytes:
    pcm = silence(0.6)
    for part in READ_ALOUD.strip().split("\n\n"):
        for sentence in re.split(r"(?<=[.!?])\s+", " ".join(part.split())):
            pcm += say(sentence, 140) + silence(0.45)
        pcm += silence(0.6)
    return pcm


def _relaxation() -> bytes:
    pcm = silence(1.0)
    for sentence, pause in RELAXATION:
        pcm += say(sentence, 112) + silence(pause)
    return pcm


def make() -> str:
    """Both files, and what they became."""
    made = []
    for name, pcm in (("valkommen", _read_aloud()), ("avslappning", _relaxation())):
        path = MEDIA / "sov-battre" / f"{name}.webm"
        write_opus(pcm, path)
        made.append(f"{path.name}: {seconds(pcm):.0f} s, {path.stat().st_size // 1024} KB")
    return "\n".join(made)
