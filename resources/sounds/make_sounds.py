"""Makes the six sounds of the packing table; run it again after a change here."""  # noqa: INP001 - a script beside what it makes

import math
import wave
from array import array
from pathlib import Path

RATE = 44_100
FADE_S = 0.005
PEAK = 0.8 * 32_767

# (tones in Hz, seconds) one after the other; no tone is a silence
Part = tuple[tuple[float, ...], float]
SOUNDS: dict[str, tuple[Part, ...]] = {
    "added": (((1760.0,), 0.09),),
    "wrong": (((311.0, 933.0), 0.07), ((), 0.015), ((233.0, 699.0), 0.075)),
    "complete": (((880.0,), 0.07), ((1318.5, 2637.0), 0.09)),
    "unknown": (
        ((587.0, 1174.0), 0.04),
        ((), 0.015),
        ((587.0, 1174.0), 0.04),
        ((), 0.015),
        ((587.0, 1174.0), 0.04),
    ),
    "opened": (((587.0, 880.0), 0.12),),
    "older": (((1046.5, 2093.0), 0.06), ((), 0.02), ((659.0, 1318.0), 0.075)),
}


def part_samples(tones: tuple[float, ...], seconds: float) -> list[int]:
    """Return one part: its tones mixed, the later the softer, faded in and out, full loud."""
    count = round(seconds * RATE)
    fade = round(FADE_S * RATE)
    mixed = [
        min(1.0, at / fade, (count - 1 - at) / fade)
        * sum(math.sin(2 * math.pi * tone * at / RATE) / rank for rank, tone in enumerate(tones, 1))
        for at in range(count)
    ]
    loudest = max(map(abs, mixed)) or 1.0
    return [round(PEAK * each / loudest) for each in mixed]


def sound_samples(name: str) -> list[int]:
    """Return a whole sound."""
    samples = []
    for tones, seconds in SOUNDS[name]:
        samples.extend(part_samples(tones, seconds))
    return samples


def make_sounds(folder: Path) -> None:
    """Write every sound as a WAV file."""
    for name in SOUNDS:
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(array("h", sound_samples(name)).tobytes())


if __name__ == "__main__":
    make_sounds(Path(__file__).resolve().parent)
