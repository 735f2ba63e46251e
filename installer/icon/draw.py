"""Render the application's icon from its two drawings: ``python -m installer.icon.draw``.

The small drawing serves 16 to 24 pixels, where the large one would blur. The results are kept in
git: the build of an installer needs no Qt.
"""

import io
import os
import struct
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
WINDOW_ICONS = HERE.parents[1] / "resources" / "app_icon"
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS_SIZES = (16, 32, 64, 128, 256, 512, 1024)
WINDOW_SIZES = (16, 32, 64, 256)
_LARGEST_SMALL = 24
_LARGEST_BITMAP = 128
_MACOS_PART = 824 / 1024  # Apple's grid leaves a margin around the shape


def rendered(size: int, part: float = 1.0) -> Image.Image:
    """Return the icon at this size in pixels; ``part`` of it is filled."""
    name = "merchant-desk-small.svg" if size <= _LARGEST_SMALL else "merchant-desk.svg"
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = size * (1 - part) / 2
    QSvgRenderer(str(HERE / name)).render(painter, QRectF(edge, edge, size * part, size * part))
    painter.end()
    plain = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(plain.constBits()))


def _ico(pictures: list[Image.Image]) -> bytes:
    """Return one .ico of these: plain bitmaps as every reader knows them, PNG for the largest."""
    single = []
    for each in pictures:
        buffer = io.BytesIO()
        kind = "png" if each.width > _LARGEST_BITMAP else "bmp"
        each.save(buffer, "ICO", sizes=[each.size], bitmap_format=kind)
        single.append(buffer.getvalue())
    header = struct.pack("<HHH", 0, 1, len(single))  # 6 bytes, then 16 for each picture
    entries, offset = b"", len(header) + 16 * len(single)
    for icon in single:
        entries += icon[6:18] + struct.pack("<I", offset)
        offset += len(icon) - 22
    return header + entries + b"".join(icon[22:] for icon in single)


def draw_all() -> None:
    """Write every file made from the drawings."""
    (HERE / "merchant-desk.ico").write_bytes(_ico([rendered(size) for size in WINDOWS_SIZES]))
    macos = [rendered(size, _MACOS_PART) for size in MACOS_SIZES]
    macos[-1].save(HERE / "merchant-desk.icns", append_images=macos[:-1])
    for size in (512, 1024):
        rendered(size).save(HERE / f"merchant-desk-{size}.png", optimize=True)
    WINDOW_ICONS.mkdir(exist_ok=True)
    for size in WINDOW_SIZES:
        rendered(size).save(WINDOW_ICONS / f"{size}.png", optimize=True)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    draw_all()
