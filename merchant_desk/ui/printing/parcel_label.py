"""« Étiquette… »: choose the file a carrier gave for a parcel, or print the one kept with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.labelled_parcel import LabelledParcel
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from merchant_desk.ui.printing.print_center import PrintCenter


class ParcelLabel(QObject):
    """Asks what to do with the label of one parcel; gone with the window it was asked in."""

    def __init__(self, center: "PrintCenter", parcel: LabelledParcel, window: QWidget) -> None:
        super().__init__(window)
        self._center = center
        self._parcel = parcel
        self._window = window

    def open_under(self, under: QWidget) -> None:
        """Ask for the file; when one is kept already, offer it first."""
        if not self._center.has_label(self._parcel.parcel_id):
            self.choose()
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))

    def menu(self) -> Menu:
        """Return what can be done with a label that is kept."""
        menu = Menu(self._center.theme, _("Étiquette du transporteur"), self._window)
        menu.add(_("Imprimer l’étiquette"), "printer").triggered.connect(self._on_print)
        menu.add(_("Choisir un autre fichier…"), "file-text").triggered.connect(self.choose)
        return menu

    def choose(self) -> None:
        """Ask for the file that the carrier gave."""
        chooser = QFileDialog(self._window, _("Étiquette du transporteur"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilter(_("Étiquettes (*.pdf *.png *.jpg *.jpeg)"))
        chooser.fileSelected.connect(self.use_file)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def use_file(self, path: str) -> None:
        """Keep the file with the parcel and print it."""
        self._center.keep_label(self._parcel, Path(path))

    def _on_print(self) -> None:
        self._center.print_kept_label(self._parcel)
