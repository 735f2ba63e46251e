"""The import of a catalogue: look at how it is read, see what it would do, then do it."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.import_products import import_products
from merchant_desk.operations.open_catalogue import OpenedCatalogue, open_catalogue
from merchant_desk.operations.plan_import import preview_import
from merchant_desk.operations.write_refused import write_refused
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.importing.columns_card import ColumnsCard
from merchant_desk.ui.importing.outcome import Outcome
from merchant_desk.ui.importing.reading_options import ReadingOptions
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.catalogue_sheet import Choices
from merchant_desk.values.french import number
from merchant_desk.values.import_preview import ImportPreview, ImportReport
from merchant_desk.values.texts import _, ngettext

_SETTLE_MS = 150


class ImportDialog(QDialog):
    """One file, from its columns to the catalogue."""

    imported = Signal(object)
    another_wanted = Signal()
    save_wanted = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._path = Path()
        self._opened: OpenedCatalogue | None = None
        self._preview: ImportPreview | None = None
        self._ticket: Ticket[OpenedCatalogue] | None = None
        self._asking: Ticket[ImportPreview] | None = None
        self._writing: Ticket[ImportReport] | None = None
        self._running: DeskProgress | None = None
        self._columns_touched = False
        self._reading_touched = False
        self.setWindowTitle(_("Importer un catalogue"))
        self.setModal(True)
        self.resize(theme.px(980), theme.px(680))
        self.file_name = TextLabel(theme, "", ink=Ink.TEXT2)
        self.another = Button(theme, _("Autre fichier…"), icon="file-spreadsheet")
        self.banner = Banner(theme)
        self.options = ReadingOptions(theme)
        self.columns = ColumnsCard(theme)
        self.outcome = Outcome(theme)
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Importer"), kind=Kind.PRIMARY, icon="check")
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._stopping = QTimer(self, interval=_SETTLE_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(TextLabel(self._theme, _("Importer un catalogue"), Role.PAGE_TITLE))
        words.addWidget(self.file_name)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.another)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.options)
        column.addWidget(_framed(self._theme, self.columns), 3)
        column.addWidget(self.outcome, 2)
        column.addLayout(buttons)
        self.go.setEnabled(False)
        for each in (self.another, self.cancel, self.go, self.outcome.save):
            each.setAutoDefault(False)  # Return in a list must not choose another file

    def _connect(self) -> None:
        self._settle.timeout.connect(self._read)
        self._stopping.timeout.connect(self._on_stopping)
        self.options.changed.connect(self._on_reading_changed)
        self.columns.changed.connect(self._on_columns_changed)
        self.outcome.save_wanted.connect(self._on_save)
        self.another.clicked.connect(self.another_wanted)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_import)

    def open_file(self, path: Path) -> None:
        """Show a file as it is recognised."""
        self._path = path
        self._opened = self._preview = None
        self._columns_touched = self._reading_touched = False
        self.options.zeros.setChecked(False)
        self.file_name.setText(_("Lecture de {name}…").format(name=path.name))
        self.outcome.show_nothing()
        self._read()
        self.show()

    def reject(self) -> None:
        """Close, or stop the import that runs: nothing of it is kept."""
        if self._running is not None:
            self._running.stop()
            self.cancel.setEnabled(False)
            self._stopping.start()
            return
        super().reject()

    def write_refused_to(self, path: Path) -> None:
        """Keep the refused rows in a file."""
        if self._opened is not None and self._preview is not None:
            self._desk.network(
                self._show_saved, write_refused, path, self._opened.sheet, self._preview.refusals
            ).or_else(self._show_trouble)

    def _choices(self) -> Choices:
        columns = self.columns.chosen() if self._columns_touched else None
        return self.options.choices(columns, reread=self._reading_touched)

    def _read(self) -> None:
        for ticket in (self._ticket, self._asking):
            if ticket is not None:
                ticket.cancel()
        self._preview = None
        self.go.setEnabled(False)
        self._ticket = self._desk.network(
            self._show_opened, open_catalogue, self._path, self._choices()
        ).or_else(self._show_trouble)

    def _show_opened(self, opened: OpenedCatalogue) -> None:
        self._opened = opened
        understood = opened.understood
        decimal = understood.decimal if understood else ""
        self.options.show_reading(opened.sheet, decimal, opened.columns)
        self.columns.show_columns(opened.columns)
        self.file_name.setText(_summary(opened))
        self.banner.hide()
        if understood is None:
            self.outcome.show_nothing()
            if opened.problem:
                self._show_trouble(opened.problem)
            return
        if not understood.decimal_sure:
            self.banner.show_message(
                BannerText(
                    Tone.WARN,
                    _("Les nombres du fichier se lisent de deux façons\u00a0: 1.200 ou 1,200."),
                    _("Vérifiez le signe décimal ci-dessous."),
                )
            )
        self._asking = self._desk.read(self._show_preview, preview_import, understood)

    def _show_preview(self, preview: ImportPreview) -> None:
        self._preview = preview
        self.outcome.show_preview(preview)
        self.options.show_restorable(preview.restorable)
        self._offer()

    def _offer(self) -> None:
        """Offer to import what the dry run promised."""
        seen = self._preview
        count = seen.created + seen.changed if seen else 0
        words = ngettext("Importer {n} article", "Importer {n} articles", count)
        self.go.say(words.format(n=number(count)) if count else _("Rien à importer"))
        self.go.setEnabled(count > 0)
        if count and self.focusWidget() in (None, self.another, self.cancel):
            self.go.setFocus()

    def _show_trouble(self, error: DeskError) -> None:
        self._set_running(None)
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _on_reading_changed(self) -> None:
        self._reading_touched = True
        self._settle.start()

    def _on_columns_changed(self) -> None:
        self._columns_touched = True
        self._settle.start()

    def _on_save(self) -> None:
        self.save_wanted.emit(str(self._path.with_name(f"{self._path.stem}.refus.csv")))

    def _show_saved(self, path: Path) -> None:
        self.banner.show_message(
            BannerText(
                Tone.OK,
                _("Lignes refusées enregistrées dans {name}.").format(name=path.name),
                _("Corrigez-les, puis importez ce fichier\u00a0: le reste y est déjà."),
                closable=True,
            )
        )

    def _on_import(self) -> None:
        if self._opened is None or self._opened.understood is None or self._running:
            return
        progress = self._desk.new_progress()
        self._set_running(progress)
        self._writing = self._desk.write(
            self._show_imported,
            import_products,
            self._desk.gesture(),
            self._opened.understood,
            progress.check_cancelled,
        ).or_else(self._show_trouble)

    def _on_stopping(self) -> None:
        """Close once the import has ended, unless it had just been done."""
        if self._writing is not None and self._writing.waiting:
            return
        self._stopping.stop()
        if self._running is not None:
            self._set_running(None)
            super().reject()

    def _set_running(self, progress: DeskProgress | None) -> None:
        if self._running is not None:
            self._running.end()
        self._running = progress
        busy = progress is not None
        for each in (self.options, self.columns, self.another):
            each.setEnabled(not busy)
        self.cancel.setEnabled(True)
        self.cancel.say(_("Arrêter") if busy else _("Annuler"))
        if not busy:
            self._offer()
            return
        self.go.say(_("Import en cours…"))
        self.go.setEnabled(False)

    def _show_imported(self, report: ImportReport) -> None:
        self._set_running(None)
        self.accept()
        self.imported.emit(report)


def _framed(theme: Theme, inside: QWidget) -> Card:
    card = Card(theme, padding=4)
    card.body.addWidget(inside, 1)
    return card


def _summary(opened: OpenedCatalogue) -> str:
    rows = len(opened.sheet.rows) + len(opened.sheet.broken)
    lines = ngettext("{n} ligne", "{n} lignes", rows).format(n=number(rows))
    parts = [opened.sheet.file_name, lines]
    if opened.understood and opened.understood.from_woocommerce:
        parts.append(_("export de WooCommerce reconnu"))
    return " · ".join(parts)
