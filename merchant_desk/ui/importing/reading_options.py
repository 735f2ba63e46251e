"""How a file is read: recognised by itself, and changed here when it is not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.values.catalogue_sheet import CatalogueField, Choices, ColumnGuess, Sheet
from merchant_desk.values.texts import _, later, ngettext

_ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows (cp1252)"),
    ("mac_roman", "Mac"),
    ("cp850", "DOS (cp850)"),
    ("latin-1", "ISO Latin 1"),
    ("utf-16-le", "UTF-16"),
    ("utf-16-be", "UTF-16 BE"),
)
_DELIMITERS = (
    (";", later("Point-virgule")),
    (",", later("Virgule")),
    ("\t", later("Tabulation")),
    ("|", later("Barre")),
)


class ReadingOptions(QWidget):
    """Encoding, separator, decimal sign, VAT; says what was recognised."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.encoding = Select(theme, _("Encodage"))
        self.delimiter = Select(theme, _("Séparateur"))
        self.decimal = Select(theme, _("Décimales"))
        self.vat = Select(theme, _("Prix du fichier"))
        self.zeros = Switch(theme, "")
        for key, text in _ENCODINGS:
            self.encoding.addItem(text, key)
        for key, text in _DELIMITERS:
            self.delimiter.addItem(_(text), key)
        for key, text in ((",", _("12,50 (virgule)")), (".", _("12.50 (point)"))):
            self.decimal.addItem(text, key)
        for with_vat, text in ((True, _("TTC")), (False, _("Hors taxes"))):
            self.vat.addItem(text, with_vat)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for each in (self.encoding, self.delimiter, self.decimal, self.vat):
            row.addLayout(labelled(theme, each))
            each.activated.connect(self._on_changed)
        row.addStretch(1)
        row.addWidget(self.zeros)
        self.zeros.hide()
        self.zeros.clicked.connect(self._on_changed)

    def choices(self, columns: dict[int, CatalogueField] | None, *, reread: bool) -> Choices:
        """Return what is chosen; ``reread`` when she changed how the file is read."""
        return Choices(
            encoding=str(self.encoding.currentData() or "") if reread else "",
            delimiter=str(self.delimiter.currentData() or "") if reread else "",
            columns=columns,
            decimal=str(self.decimal.currentData() or "") if reread else "",
            prices_include_vat=self.vat.currentData() is not False,
            restore_zeros=self.zeros.isChecked(),
        )

    def show_reading(self, sheet: Sheet, decimal: str, columns: tuple[ColumnGuess, ...]) -> None:
        """Show how the file was read; a workbook has neither encoding nor separator."""
        text_file = bool(sheet.delimiter)
        self.encoding.setEnabled(text_file)
        self.delimiter.setEnabled(text_file)
        self.encoding.setCurrentIndex(self.encoding.findData(sheet.encoding))
        self.delimiter.setCurrentIndex(self.delimiter.findData(sheet.delimiter))
        if decimal:
            self.decimal.setCurrentIndex(self.decimal.findData(decimal))
        plain = any(each.field is CatalogueField.PRICE for each in columns)
        net = any(each.field is CatalogueField.PRICE_WITHOUT_VAT for each in columns)
        self.vat.setEnabled(plain)
        if not plain:
            self.vat.setCurrentIndex(1 if net else 0)

    def show_restorable(self, count: int) -> None:
        """Offer to give barcodes their leading zero back, when some lost it."""
        if self.zeros.isChecked():
            return
        self.zeros.setText(
            ngettext(
                "Rendre son zéro à {n} code-barres", "Rendre leur zéro à {n} codes-barres", count
            ).format(n=count)
        )
        self.zeros.setVisible(count > 0)

    def _on_changed(self, *_what: object) -> None:
        self.changed.emit()
