"""Beside the labels: on what, what they say, how many, from where, and the buttons that do it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.errors import RefusedError
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.labels.kept_choice import PanelChoice
from merchant_desk.ui.labels.measures import Measures
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.banner import Banner
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.label_formats import (
    DPI_CHOICES,
    LABEL_FORMATS,
    LabelFormat,
    format_text,
    format_words,
    label_format,
)
from merchant_desk.values.labels import LabelCode, LabelContent
from merchant_desk.values.texts import _, later

_WIDTH = 384
_MOST_EACH, _MOST_PLACES = 9999, 999
_OTHER = "other"
_CODES = (
    (LabelCode.EAN13, later("EAN-13")),
    (LabelCode.CODE128, later("Code 128 de la référence")),
    (LabelCode.DATAMATRIX, later("DataMatrix GS1, avec lot et date")),
    (LabelCode.NONE, later("Sans code-barres")),
)


class LabelsPanel(QWidget):
    """Only asks: ``changed`` after every choice, the other signals for its buttons."""

    changed = Signal()
    print_wanted = Signal()
    pdf_wanted = Signal()
    zpl_wanted = Signal()
    ruler_wanted = Signal(bool)
    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.told = TextLabel(theme, _("Les étiquettes se préparent…"), Role.BODY, Ink.TEXT2)
        self.banner = Banner(theme)
        self.format = Select(theme, _("Étiquettes"))
        self.measures = Measures(theme)
        self.dpi = Select(theme, _("Finesse de l’imprimante"))
        self.code = Select(theme, _("Code-barres"))
        self.name = CheckBox(theme, _("Nom"))
        self.price = CheckBox(theme, _("Prix"))
        self.sku = CheckBox(theme, _("Référence"))
        self.lot = CheckBox(theme, _("Lot et date"))
        self.each = NumberInput(theme, _("Par article"), least=0, most=_MOST_EACH)
        self.start = NumberInput(theme, _("Première place libre"), least=1, most=_MOST_PLACES)
        self.printer = Select(theme, _("Imprimante"))
        self.by_zpl = CheckBox(theme, _("L’envoyer en ZPL"))
        self.by_zpl.setToolTip(_("Zebra et compatibles : chaque barre tombe sur ses points."))
        self.go = Button(theme, _("Imprimer"), kind=Kind.PRIMARY, icon="printer", large=True)
        self.pdf = Button(theme, _("PDF…"), icon="download")
        self.zpl = Button(theme, _("ZPL…"), icon="download")
        self.ruler = Button(theme, _("Page de règle"), icon="file-text")
        self.close_button = Button(theme, _("Fermer"), kind=Kind.QUIET)
        self._shows_ruler = False
        self.setFixedWidth(theme.px(_WIDTH))
        self._fill()
        self._build()
        self._connect()

    def _fill(self) -> None:
        self.show_formats(())
        for code, words in _CODES:
            self.code.addItem(_(words), code.value)
        for dots in DPI_CHOICES:
            self.dpi.addItem(_("{n} points par pouce").format(n=dots), dots)
        self.each.setSpecialValueText(_("comme demandé"))
        self.show_printers((), "")

    def _build(self) -> None:
        body = QWidget()
        body.setProperty("ground", "none")
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 20, 20, 8)
        column.setSpacing(12)
        column.addWidget(TextLabel(self._theme, _("Étiquettes d’articles"), Role.CARD_TITLE))
        for each in (self.told, self.banner):
            column.addWidget(each)
        column.addLayout(labelled(self._theme, self.format))
        column.addWidget(self.measures)
        self._dpi_box = self._boxed(self.dpi)
        column.addWidget(self._dpi_box)
        column.addLayout(labelled(self._theme, self.code))
        column.addLayout(self._checks())
        column.addLayout(self._numbers())
        column.addLayout(labelled(self._theme, self.printer))
        column.addWidget(self.by_zpl)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(self._buttons())

    def _boxed(self, control: QWidget) -> QWidget:
        """Return a control under its name, to be hidden with it."""
        box, column = QWidget(), labelled(self._theme, control)
        column.setContentsMargins(0, 0, 0, 0)
        box.setLayout(column)
        return box

    def _checks(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, each in enumerate((self.name, self.price, self.sku, self.lot)):
            grid.addWidget(each, place // 2, place % 2)
        return grid

    def _numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._start_box = self._boxed(self.start)
        row.addWidget(self._boxed(self.each), 1)
        row.addWidget(self._start_box, 1)
        return row

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(20, 4, 20, 16)
        column.setSpacing(6)
        column.addWidget(self.go)
        row = QHBoxLayout()
        row.setSpacing(6)
        for each in (self.pdf, self.zpl):
            row.addWidget(each, 1)
        column.addLayout(row)
        column.addWidget(self.ruler)
        column.addWidget(self.close_button)
        return column

    def _connect(self) -> None:
        for select in (self.format, self.dpi, self.code):
            select.activated.connect(self._on_chosen)
        for check in (self.name, self.price, self.sku, self.lot):
            check.toggled.connect(self._on_chosen)
        for number in (self.each, self.start):
            number.valueChanged.connect(self._on_chosen)
        self.measures.changed.connect(self._on_chosen)
        self.printer.currentIndexChanged.connect(self._on_printer)
        self.go.clicked.connect(self.print_wanted)
        self.pdf.clicked.connect(self.pdf_wanted)
        self.zpl.clicked.connect(self.zpl_wanted)
        self.ruler.clicked.connect(self._on_ruler)
        self.close_button.clicked.connect(self.close_wanted)

    def choice(self) -> PanelChoice:
        """Return what is chosen; raise RefusedError for measures that no paper has."""
        form = self._format()
        content = LabelContent(
            name=self.name.isChecked(),
            sku=self.sku.isChecked(),
            price=self.price.isChecked(),
            lot=self.lot.isChecked(),
            code=LabelCode(self.code.currentData()),
        )
        start = 1 if form.on_roll else min(self.start.value(), form.a_page)
        by_zpl = form.on_roll and self.by_zpl.isChecked()
        return PanelChoice(form, content, start, self.each.value(), by_zpl=by_zpl)

    def _format(self) -> LabelFormat:
        key = str(self.format.currentData())
        form = self.measures.format() if key == _OTHER else label_format(key)
        return form.at(int(self.dpi.currentData())) if form.on_roll else form

    def show_formats(self, own: Sequence[str]) -> None:
        """Offer the formats one can buy, those measured here before, and others."""
        self.format.clear()
        for form in LABEL_FORMATS:
            self.format.addItem(format_words(form), form.key)
        for text in own:
            try:
                self.format.addItem(format_words(label_format(text)), text)
            except RefusedError:  # kept by a version that allowed it
                continue
        self.format.addItem(_("D’autres mesures…"), _OTHER)

    def show_choice(self, choice: PanelChoice) -> None:
        """Show choices that were kept, announcing nothing."""
        self.blockSignals(True)
        place = self.format.findData(format_text(choice.format))
        self.format.setCurrentIndex(max(place, 0))
        self.dpi.setCurrentIndex(max(self.dpi.findData(choice.dpi), 0))
        self.code.setCurrentIndex(self.code.findData(choice.content.code.value))
        self.name.setChecked(choice.content.name)
        self.price.setChecked(choice.content.price)
        self.sku.setChecked(choice.content.sku)
        self.lot.setChecked(choice.content.lot)
        self.start.setValue(choice.start)
        self.each.setValue(choice.each)
        self.by_zpl.setChecked(choice.by_zpl)
        self.blockSignals(False)
        self._show_parts()

    def show_printers(self, names: Sequence[str], chosen: str) -> None:
        """Offer the printers there are; the chosen one stays, even when it is away."""
        self.printer.clear()
        self.printer.addItem(_("PDF dans un dossier"), "")
        for name in names:
            self.printer.addItem(name, name)
        if chosen and chosen not in names:
            self.printer.addItem(_("{printer} (absente)").format(printer=chosen), chosen)
        self.printer.setCurrentIndex(max(self.printer.findData(chosen), 0))
        self._on_printer()

    def set_ready(self, *, ready: bool) -> None:
        """Allow to print and save, once there is something to."""
        for button in (self.go, self.pdf):
            button.setEnabled(ready)
        self.zpl.setEnabled(ready and self._on_roll())

    def _on_roll(self) -> bool:
        try:
            return self._format().on_roll
        except RefusedError:
            return False

    def _show_parts(self) -> None:
        other = self.format.currentData() == _OTHER
        self.measures.setVisible(other)
        on_roll = self._on_roll()
        self._dpi_box.setVisible(on_roll)
        self._start_box.setVisible(not on_roll)
        self.zpl.setEnabled(on_roll)
        self._show_zpl()

    def _show_zpl(self) -> None:
        self.by_zpl.setVisible(self._on_roll() and bool(self.printer.currentData()))

    def _on_chosen(self, *_what: object) -> None:
        self._show_parts()
        self.changed.emit()

    def _on_printer(self, _index: int = 0) -> None:
        self.go.say(_("Imprimer") if self.printer.currentData() else _("Écrire le PDF"))
        self._show_zpl()

    def _on_ruler(self) -> None:
        self._shows_ruler = not self._shows_ruler
        self.ruler.say(_("Revenir aux étiquettes") if self._shows_ruler else _("Page de règle"))
        self.ruler_wanted.emit(self._shows_ruler)
