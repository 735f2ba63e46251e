"""The look in use: colours, fonts and whether things may move; one object handed to widgets."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from merchant_desk.ui import fonts, icons
from merchant_desk.ui.palette import palette_for
from merchant_desk.ui.style_sheet import style_sheet
from merchant_desk.ui.tokens import ATELIER, NUIT, Tokens


class Mode(StrEnum):
    """Which of the two looks is wanted, or the machine's own choice."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Look:
    """What the merchant chose: mode, size of texts in percent (90 to 140), no animation."""

    mode: Mode = Mode.SYSTEM
    font_scale: int = 100
    reduced_motion: bool = False


_SCHEMES = {
    Mode.LIGHT: Qt.ColorScheme.Light,
    Mode.DARK: Qt.ColorScheme.Dark,
    Mode.SYSTEM: Qt.ColorScheme.Unknown,
}


class Theme(QObject):
    """The look in use; ``changed`` says that colours or sizes are new."""

    changed = Signal()

    def __init__(self, app: QApplication, look: Look | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._look = look or Look()
        self._tokens = ATELIER
        fonts.register_fonts()
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def look(self) -> Look:
        """Return what was chosen."""
        return self._look

    @property
    def tokens(self) -> Tokens:
        """Return the colours in use."""
        return self._tokens

    @property
    def still(self) -> bool:
        """Say whether nothing may be animated."""
        return self._look.reduced_motion

    def use(self, look: Look) -> None:
        """Show everything in this look from now on."""
        if look == self._look:
            return
        self._look = look
        self._apply()
        self.changed.emit()

    def font(self, role: fonts.Role, *, tabular: bool = False) -> QFont:
        """Return the font of this role at the chosen size."""
        return fonts.font(role, self._scale(), tabular=tabular)

    def icon(self, name: str, colour: str, size: int = 16) -> QIcon:
        """Return an icon at the chosen size of texts."""
        return icons.icon(name, colour, self.px(size))

    def px(self, pixels: int) -> int:
        """Return a length that grows with the texts."""
        return round(pixels * self._scale() / 100)

    def _scale(self) -> int:
        return min(max(self._look.font_scale, fonts.SCALES.start), fonts.SCALES.stop - 1)

    def _is_dark(self) -> bool:
        if self._look.mode is Mode.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._look.mode is Mode.DARK

    def _apply(self) -> None:
        QGuiApplication.styleHints().setColorScheme(_SCHEMES[self._look.mode])
        self._tokens = NUIT if self._is_dark() else ATELIER
        self._app.setPalette(palette_for(self._tokens))
        self._app.setFont(self.font(fonts.Role.BODY))
        self._app.setStyleSheet(style_sheet(self._tokens, self._scale()))

    def _on_system_changed(self) -> None:
        if self._look.mode is not Mode.SYSTEM or self._is_dark() == self._tokens.dark:
            return
        self._apply()
        self.changed.emit()
