"""The two pictures of the installer's pages, drawn when it is built: BMP is too bulky to keep."""

import os
from pathlib import Path

from PIL import Image

from installer.windows.places import ROOT

_SOURCE = ROOT / "installer" / "icon" / "merchant-desk-512.png"
_ACCENT, _GROUND = (84, 67, 194), (255, 255, 255)  # accent and surface of ui/tokens.py
# Twice the 164 x 314 and 150 x 57 of NSIS: sharp where Windows shows everything larger.
_SIDE, _HEADER = (328, 628), (300, 114)

_INSTANT = 1_000_000_000  # the installer keeps the instants of its files: always the same one


def draw_side_pictures(folder: Path) -> None:
    """Write side.bmp (first and last page) and header.bmp (the others) into the folder."""
    with Image.open(_SOURCE) as kept:
        mark = kept.convert("RGBA")
    side = Image.new("RGB", _SIDE, _ACCENT)
    _put(side, mark.crop((80, 80, 432, 432)), 200, (64, 150))  # its own ground would show an edge
    header = Image.new("RGB", _HEADER, _GROUND)
    _put(header, mark, 84, (198, 15))
    for name, picture in (("side", side), ("header", header)):
        picture.save(folder / f"{name}.bmp")
        os.utime(folder / f"{name}.bmp", (_INSTANT, _INSTANT))


def _put(picture: Image.Image, mark: Image.Image, size: int, place: tuple[int, int]) -> None:
    small = mark.resize((size, size), Image.Resampling.LANCZOS)
    picture.paste(small, place, small)
