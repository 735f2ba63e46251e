"""Line icons in any colour and size, drawn once and kept."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from merchant_desk.values.bundled import RESOURCES

ICONS_FOLDER = RESOURCES / "icons"
STROKE = 1.75


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


def icon(name: str, colour: str, size: int) -> QIcon:
    """Return the icon for menus and standard controls, sharp on every screen there is.

    Windows shows most laptops at 125 or 150 %: an icon drawn for 200 % and made smaller is blurred.
    """
    return _icon(name, colour, size, _ratios())


def _ratios() -> tuple[float, ...]:
    screens = QGuiApplication.screens()
    return tuple(sorted({1.0, *(screen.devicePixelRatio() for screen in screens)}))


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, size: int, ratios: tuple[float, ...]) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made
