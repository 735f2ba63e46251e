"""What is painted where, on a picture of a widget."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage


def near(picture: QImage, spot: QPointF, colour: str) -> bool:
    """Tell whether this colour, or one very close, is drawn within two pixels."""
    wanted = QColor(colour)
    for x in range(-2, 3):
        for y in range(-2, 3):
            found = picture.pixelColor(round(spot.x()) + x, round(spot.y()) + y)
            away = (
                abs(found.red() - wanted.red())
                + abs(found.green() - wanted.green())
                + abs(found.blue() - wanted.blue())
            )
            if away < 40:
                return True
    return False
