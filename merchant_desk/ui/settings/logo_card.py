"""The logo that invoices and slips bear: chosen from a file, shown before it is saved."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.ui.painting import draw_icon, rounded
from merchant_desk.ui.settings.page import buttons_row, caption
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.texts import _

_LARGEST = 2_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_PREVIEW = QSize(220, 96)


class _Preview(QWidget):
    """The picture on the white of the paper it will be printed on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.picture = QPixmap()
        self.setFixedSize(_PREVIEW)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper and the logo on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        empty = self.picture.isNull()
        ground = self._theme.tokens.sunken if empty else "#FFFFFF"
        rounded(painter, area, 8, fill=ground, edge=self._theme.tokens.border)
        if empty:
            spot = QRectF(0, 0, 28, 28)
            spot.moveCenter(area.center())
            draw_icon(painter, "store", self._theme.tokens.text3, spot)
            return
        inside = area.adjusted(8, 8, -8, -8)
        size = self.picture.size().scaled(
            inside.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
        )
        spot = QRectF(0, 0, size.width(), size.height())
        spot.moveCenter(inside.center())
        painter.drawPixmap(spot, self.picture, QRectF(self.picture.rect()))


class LogoCard(Card):
    """``edited`` says that another logo was chosen, or that it was taken away."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Logo"))
        self._logo: bytes | None = None
        self.preview = _Preview(theme)
        self.choose = Button(theme, _("Choisir une image"), icon="upload")
        self.take_away = Button(theme, _("Retirer le logo"), kind=Kind.QUIET)
        self.said = caption(theme, "")
        self.body.addWidget(self.preview)
        self.body.addWidget(self.said)
        self.body.addLayout(buttons_row(self.choose, self.take_away))
        self.choose.clicked.connect(self._on_choose)
        self.take_away.clicked.connect(self._on_take_away)
        self.show_logo(None)

    @property
    def logo(self) -> bytes | None:
        """Return the picture as a file holds it."""
        return self._logo

    def show_logo(self, logo: bytes | None) -> None:
        """Show a picture that was stored."""
        self._logo = logo
        picture = QPixmap()
        if logo:
            picture.loadFromData(logo)
        self.preview.picture = picture
        self.preview.setAccessibleName(_("Logo actuel") if logo else _("Aucun logo"))
        self.preview.update()
        self.take_away.setVisible(logo is not None)
        self._say(_("PNG ou JPEG, moins de 2 Mo. Imprimé en haut des factures et des bons."))

    def take_file(self, path: str) -> None:
        """Show the picture of a file, or say why it cannot be one."""
        problem, data = _read(Path(path))
        if problem:
            self._say(problem, Ink.BAD)
            return
        self.show_logo(data)
        self.edited.emit()

    def _say(self, text: str, ink: Ink = Ink.TEXT2) -> None:
        self.said.setText(text)
        self.said.set_ink(ink)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Choisir le logo"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Images (*.png *.jpg *.jpeg)"))
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def _on_take_away(self) -> None:
        self.show_logo(None)
        self.edited.emit()


def _read(path: Path) -> tuple[str, bytes]:
    """Return what is wrong with the file, or its bytes."""
    try:
        if path.stat().st_size > _LARGEST:
            return _("Cette image dépasse 2 Mo\u00a0: réduisez-la, puis recommencez."), b""
        data = path.read_bytes()
    except OSError:
        return _("Ce fichier n’a pas pu être lu\u00a0: choisissez-en un autre."), b""
    picture = QPixmap()
    if not data.startswith(_PICTURES) or not picture.loadFromData(data):
        return _("Ce fichier n’est pas une image PNG ou JPEG."), b""
    return "", data
