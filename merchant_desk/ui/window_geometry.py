"""Where the window was, how large, in which look and who worked: kept by this computer."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.remembered import remembered
from merchant_desk.ui.theme import Look, Mode

_USUAL = QSize(1280, 800)
SMALLEST = QSize(960, 560)


def restore_geometry(window: QWidget) -> None:
    """Put the window where it was; the first time, as large as is usual and fits."""
    window.setMinimumSize(SMALLEST)
    kept = remembered().value("window/geometry")
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        return
    screen = QGuiApplication.primaryScreen()
    window.resize(_USUAL.boundedTo(screen.availableSize()))


def keep_geometry(window: QWidget) -> None:
    """Remember where the window is."""
    remembered().setValue("window/geometry", window.saveGeometry())


def kept_look() -> Look:
    """Return the look chosen on this computer."""
    settings = remembered()
    mode = str(settings.value("look/mode", Mode.SYSTEM.value))
    scale = str(settings.value("look/scale", "100"))
    return Look(
        Mode(mode) if mode in list(Mode) else Mode.SYSTEM,
        int(scale) if scale.isdigit() else 100,
        reduced_motion=str(settings.value("look/still", "no")) == "yes",
    )


def keep_look(look: Look) -> None:
    """Remember the look."""
    settings = remembered()
    settings.setValue("look/mode", look.mode.value)
    settings.setValue("look/scale", str(look.font_scale))
    settings.setValue("look/still", "yes" if look.reduced_motion else "no")


def kept_person() -> str:
    """Return who worked here last."""
    return str(remembered().value("person", ""))


def keep_person(name: str) -> None:
    """Remember who works here."""
    remembered().setValue("person", name)
