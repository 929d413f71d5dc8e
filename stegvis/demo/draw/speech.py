"""Swedish speech by espeak-ng, softened, as 16-bit mono PCM. Timing is known to the sample.

Only voice and silence are made here; sound.py and film.py decide what is said and when.
"""

from __future__ import annotations

import io
import subprocess
import wave
from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.filter import Graph

RATE = 22050
SOFTEN = (("highpass", "f=95"), ("equalizer", "f=3100:t=h:w=1600:g=-5"), ("lowpass", "f=6200"))


def say(words: str, per_minute: int = 130) -> bytes:
    """One sentence as PCM, with the silence that espeak adds at its end cut off."""
    command = ["espeak-ng", "-v", "sv+f3", "-s", str(per_minute), "-p", "38", "-g", "2"]
    command += ["--stdout", words]
    made = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 our own words
    with wave.open(io.BytesIO(made.stdout)) as sound:
        pcm: bytes = sound.readframes(sound.getnframes()).rstrip(b"\x00")
    return pcm + b"\x00" * (len(pcm) % 2)


def silence(seconds: float) -> bytes:
    return b"\x00\x00" * int(RATE * seconds)


def seconds(pcm: bytes) -> float:
    return len(pcm) / 2 / RATE


def _frames(pcm: bytes) -> Iterator[AudioFrame]:
    size = 1024 * 2
    for at in range(0, len(pcm), size):
        part = pcm[at : at + size]
        frame = AudioFrame(format="s16", layout="mono", samples=len(part) // 2)
        frame.planes[0].update(part + b"\x00" * (frame.planes[0].buffer_size - len(part)))
        frame.sample_rate = RATE
        frame.pts = at // 2
        yield frame


def softened(pcm: bytes) -> Iterator[AudioFrame]:
    """The sharp edges of the synthetic voice taken down, as frames at 48 kHz for Opus."""
    graph = Graph()
    last = graph.add_abuffer(sample_rate=RATE, format="s16", layout="mono")
    source = last
    for name, settings in SOFTEN:
        node = graph.add(name, settings)
        last.link_to(node)
        last = node
    sink = graph.add("abuffersink")
    last.link_to(sink)
    graph.configure()
    resampler = AudioResampler(format="s16", layout="mono", rate=48000)
    for frame in _frames(pcm):
        source.push(frame)
        while True:
            try:
                out = sink.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                break
            if isinstance(out, AudioFrame):
                yield from resampler.resample(out)
    yield from resampler.resample(None)
