"""The colour of a shop on its papers: as bright as it likes in bands, always readable in words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from merchant_desk.documents.drawing.ink import Ink, ink

_WRITTEN = re.compile(r"#[0-9A-Fa-f]{6}")
_NEUTRAL = "#3A362F"  # of a shop that chose none
_READABLE = 4.6  # contrast of words, a little above what accessibility asks (4.5)
_VISIBLE = 1.35  # contrast of a band with white paper
_TINT = 0.09
_STEPS = 40

_Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ShopColour:
    """The inks that a colour gives."""

    band: Ink  # bands and rules, as the shop chose it
    words: Ink  # the same, darkened until it reads on white and on the tint
    tint: Ink  # the paper behind a total


@lru_cache(maxsize=32)
def shop_colour(written: str) -> ShopColour:
    """Return the inks of a colour written ``#RRGGBB``; anything else gives a quiet grey."""
    chosen = _rgb(written.strip() if _WRITTEN.fullmatch(written.strip()) else _NEUTRAL)
    band = _darkened(chosen, _WHITE, _VISIBLE)
    red, green, blue = (1 - (1 - part) * _TINT for part in band)
    tint = (red, green, blue)
    return ShopColour(_ink(band), _ink(_darkened(band, tint, _READABLE)), _ink(tint))


_WHITE: _Rgb = (1.0, 1.0, 1.0)


def contrast(one: _Rgb, other: _Rgb) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _darkened(colour: _Rgb, paper: _Rgb, wanted: float) -> _Rgb:
    """Return the colour, or the nearest darker one of its hue that stands out enough."""
    for step in range(_STEPS):
        red, green, blue = (part * (1 - step / _STEPS) for part in colour)
        if contrast((red, green, blue), paper) >= wanted:
            return red, green, blue
    return 0.0, 0.0, 0.0


def _luminance(colour: _Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(code: str) -> _Rgb:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _ink(colour: _Rgb) -> Ink:
    return ink("#" + "".join(f"{round(part * 255):02X}" for part in colour))
