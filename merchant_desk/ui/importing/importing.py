"""Opens the import of a catalogue from a screen: the file, the dialog, the history."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.french import number
from merchant_desk.values.import_preview import ImportReport
from merchant_desk.values.texts import _, ngettext

if TYPE_CHECKING:
    from merchant_desk.ui.importing.history_sheet import HistorySheet
    from merchant_desk.ui.importing.import_dialog import ImportDialog


class Importing(QObject):
    """What a screen needs to offer the import; made at once, built and loaded when first used."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._folder = ""
        self.dialog: ImportDialog | None = None
        self.history: HistorySheet | None = None

    def commands(self) -> tuple[Command, ...]:
        """Return what Ctrl+K offers."""
        return (
            Command(_("Importer un catalogue"), "Ctrl+Shift+I", self.choose_file, "upload"),
            Command(_("Imports faits, annuler un import"), "", self.open_history, "history"),
        )

    def choose_file(self) -> None:
        """Ask for a file, then show how it is read."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._screen.window(),
            _("Choisir un catalogue"),
            self._folder,
            _("Catalogues (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods);;Tous les fichiers (*)"),
        )
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Show how a file is read and what it would bring."""
        self._folder = str(path.parent)
        if self.dialog is None:
            from merchant_desk.ui.importing.import_dialog import (  # noqa: PLC0415 - at first use
                ImportDialog,
            )

            self.dialog = ImportDialog(self._desk, self._shell.theme, self._screen.window())
            self.dialog.imported.connect(self._on_imported)
            self.dialog.another_wanted.connect(self.choose_file)
            self.dialog.save_wanted.connect(self._on_save)
        self.dialog.open_file(path)

    def open_history(self) -> None:
        """Show the imports done, each with its undo."""
        self._history().open_sheet()

    def _history(self) -> HistorySheet:
        if self.history is None:
            from merchant_desk.ui.importing.history_sheet import (  # noqa: PLC0415 - at first use
                HistorySheet,
            )

            self.history = HistorySheet(self._desk, self._shell, self._screen)
        return self.history

    def _on_save(self, proposed: str) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self._screen.window(), _("Enregistrer les lignes refusées"), proposed, "CSV (*.csv)"
        )
        if chosen and self.dialog is not None:
            self.dialog.write_refused_to(Path(chosen))

    def _on_imported(self, report: ImportReport) -> None:
        count = report.preview.created + report.preview.changed
        words = ngettext("{n} article importé.", "{n} articles importés.", count)
        undo = None
        if report.import_id is not None:
            undo = partial(self._history().undo, report.import_id)
        self._shell.toast(words.format(n=number(count)), undo)
