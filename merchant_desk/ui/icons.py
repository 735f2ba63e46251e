"""Line icons in any colour and size, drawn once and kept."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from merchant_desk.values.bundled import RESOURCES

ICONS_FOLDER = RESOURCES / "icons"
STROKE = 1.75
_RATIOS = (1.0, 2.0, 3.0)


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return (ICONS_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=2048)
def pixmap(
    name: str, colour: str, size: int, ratio: float = 1.0, stroke: float = STROKE
) -> QPixmap:
    """Return the icon in this colour, ``size`` logical pixels wide, sharp at this ratio."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    coloured = _drawing(name).replace("currentColor", colour)
    coloured = coloured.replace(f'stroke-width="{STROKE}"', f'stroke-width="{stroke}"')
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(coloured.encode())).render(
        painter, QRectF(0, 0, drawn.width(), drawn.height())
    )
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int) -> QIcon:
    """Return the icon for menus and standard controls."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made
