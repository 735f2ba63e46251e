"""Two or three scans, and the station knows its scanner: pace, end, keyboard, square codes."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.barcode_picture import BarcodePicture
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.matrix_picture import MatrixPicture
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.calibration import (
    TEST_ARTICLE,
    TEST_CODE,
    TEST_LOT,
    TEST_SERIAL,
    TEST_SQUARE,
    Calibration,
    Measured,
    calibrated,
    known_test_code,
)
from merchant_desk.values.code128 import bar_positions
from merchant_desk.values.data_matrix import matrix_cells
from merchant_desk.values.ean13 import ean13_positions
from merchant_desk.values.scanner_settings import Suffix
from merchant_desk.values.texts import _


def _ends() -> dict[Suffix, str]:
    return {
        Suffix.ENTER: _("touche Entrée"),
        Suffix.TAB: _("touche Tabulation"),
        Suffix.NONE: _("aucune touche"),
        Suffix.ANY: _("variable"),
    }


class ScannerCalibration(QWidget):
    """Shows codes to scan and what was understood; ``chosen`` carries the settings.

    While it is visible, scans come here and nowhere else.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        scanner: Scanner,
        parent: QWidget | None = None,
        *,
        saves: bool = True,
    ) -> None:
        """Show a button that saves, unless what is around it does."""
        super().__init__(parent)
        self._theme = theme
        self._scanner = scanner
        self._measures: list[Measured] = []
        self._code_chip = Chip(theme, _waiting())
        self._article_chip = Chip(theme, _waiting())
        self._square_chip = Chip(theme, _waiting())
        self._heard = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self._learned = TextLabel(theme, "", Role.BODY, wraps=True)
        self._save = Button(theme, _("Enregistrer ces réglages"), kind=Kind.PRIMARY)
        self._again = Button(theme, _("Recommencer"))
        self._save.clicked.connect(self.save)
        self._again.clicked.connect(self._on_again)
        self._build()
        self._save.setVisible(saves)
        self._show_calibration()
        scanner.measured.connect(self._on_measured)

    def showEvent(self, event: QShowEvent) -> None:
        """Listen patiently: nothing is known of the scanner yet."""
        self._scanner.listening = True
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give scans back to the screens."""
        self._scanner.listening = False
        super().hideEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        advice = _(
            "Scannez les codes ci-dessous, à l’écran ou imprimés. Laissez le scanner dans son "
            "mode clavier ordinaire (pas le mode « ALT » ni « universel »)."
        )
        column.addWidget(TextLabel(self._theme, advice, Role.BODY, Ink.TEXT2, wraps=True))
        bars = bar_positions(TEST_CODE)
        column.addWidget(self._step(_("1. Lettres et signes"), TEST_CODE, bars, self._code_chip))
        bars = ean13_positions(TEST_ARTICLE)
        spoken = spoken_code(TEST_ARTICLE)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._step(_("2. Code d’article"), spoken, bars, self._article_chip), 1)
        row.addWidget(self._square_step(), 1)
        column.addLayout(row)
        column.addWidget(self._heard)
        column.addWidget(self._learned)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addStretch(1)
        row.addWidget(self._save)
        column.addLayout(row)

    def _step(self, title: str, code: str, bars: tuple[tuple[int, int], ...], chip: Chip) -> Card:
        card = Card(self._theme, title)
        card.add_action(chip)
        name = _("Code-barres à scanner : {code}").format(code=code)
        card.body.addWidget(BarcodePicture(self._theme, bars, name))
        card.body.addWidget(TextLabel(self._theme, code, Role.CAPTION, Ink.TEXT2, tabular=True))
        return card

    def _square_step(self) -> Card:
        card = Card(self._theme, _("3. Code carré, s’il le lit"))
        card.add_action(self._square_chip)
        name = _("DataMatrix à scanner")
        card.body.addWidget(MatrixPicture(self._theme, matrix_cells(TEST_SQUARE), name))
        words = _("Lot {lot}, série {serial}").format(lot=TEST_LOT, serial=TEST_SERIAL)
        card.body.addWidget(TextLabel(self._theme, words, Role.CAPTION, Ink.TEXT2, tabular=True))
        return card

    def _on_measured(self, measured: Measured) -> None:
        self._measures.append(measured)
        found = known_test_code(measured.scan)
        said = _("Lu : « {code} ».") if found else _("Lu : « {code} » : ce n’est aucun d’eux.")
        self._heard.setText(said.format(code=found.text if found else measured.scan.text))
        self._heard.set_ink(Ink.TEXT2 if found else Ink.WARN)
        self._show_calibration()

    def _on_again(self) -> None:
        self._measures.clear()
        self._heard.setText("")
        self._show_calibration()

    @property
    def complete(self) -> bool:
        """Tell whether enough was scanned to know the scanner."""
        return calibrated(self._measures).complete

    def save(self) -> None:
        """Use what was learned, and hand it on."""
        settings = calibrated(self._measures).settings
        self._scanner.settings = settings
        self.chosen.emit(settings)

    def _show_calibration(self) -> None:
        found = calibrated(self._measures)
        self._code_chip.show_chip(_understood() if found.code else _waiting())
        self._article_chip.show_chip(_understood() if found.article else _waiting())
        self._square_chip.show_chip(_square_state(found))
        self._learned.setText("\n".join(_lessons(found)))
        self._save.setEnabled(found.complete)
        for told in (self._heard, self._learned):
            told.setVisible(bool(told.text()))  # what says nothing keeps no room


def _waiting() -> ChipText:
    return ChipText(_("À scanner"), Tone.MUTE)


def _understood() -> ChipText:
    return ChipText(_("Compris"), Tone.OK, icon="check")


def _square_state(found: Calibration) -> ChipText:
    if found.square is None:
        return ChipText(_("Facultatif"), Tone.MUTE)
    if found.keeps_separator:
        return _understood()
    return ChipText(_("Sans séparateur"), Tone.WARN, icon="triangle-alert")


def _lessons(found: Calibration) -> list[str]:
    """Return what was learned, a sentence a line."""
    if found.code is None and found.article is None and found.square is None:
        return []
    lines = [
        _("Écart admis entre deux touches : {n} ms.").format(n=found.settings.gap_ms),
        _("Fin d’un code : {end}.").format(end=_ends()[found.settings.suffix]),
    ]
    if found.settings.felt_when_typing:
        lines.append(_("Scanner lent : ses codes passent un instant dans le champ de saisie."))
    if found.code is not None:
        lines.append(
            _("Clavier : lu par la place des touches, toute disposition convient.")
            if found.set_to_us_keys
            else _("Clavier : le scanner tape déjà comme ce clavier.")
        )
    if found.ignores_capitals:
        lines.append(_("Majuscules et minuscules se mélangent : vérifiez Verr. Maj."))
    if found.square is not None:
        lines.append(
            _("Codes carrés\u00a0: lus, avec lot, série et date.")
            if found.keeps_separator
            else _(
                "Codes carrés\u00a0: lus sans le signe qui finit le lot, qui est donc deviné. "
                "Réglez le scanner pour qu’il transmette «\u00a0GS\u00a0», ou «\u00a0FNC1\u00a0»."
            )
        )
    if found.article is not None and found.article.aim_id:
        lines.append(_("Le scanner annonce le genre de code : c’est reconnu."))
    return lines
