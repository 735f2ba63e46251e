"""The program's own icon on its windows: read once the desk stands: no start waits for it."""

import sys

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

from merchant_desk.values.bundled import RESOURCES

ICONS_FOLDER = RESOURCES / "app_icon"
SIZES = (16, 32, 64, 256)


def show_icon() -> None:
    """Give every window our icon; a Mac takes it from the application's bundle."""
    if sys.platform == "darwin":
        return
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(ICONS_FOLDER / f"{size}.png"), QSize(size, size))
    QGuiApplication.setWindowIcon(icon)
