"""The shops, depots and bins: create, rename, remove."""

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.remove_place import remove_bin, remove_location
from merchant_desk.operations.save_place import save_bin, save_location
from merchant_desk.queries.stock import BinChoice, LocationRow, bins, locations
from merchant_desk.ui.counts.bin_labels_sheet import BinLabelsSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.ids import LocationId, PlaceId
from merchant_desk.values.texts import _

_LIST_HEIGHT = 220
_BIN_HEIGHT = 32


class PlacesSheet(QObject):
    """A side sheet: choose a location, then its bins."""

    saved = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._locations: tuple[LocationRow, ...] = ()
        self._bins: tuple[BinChoice, ...] = ()
        self._renamed: PlaceId | None = None
        self._created: LocationId | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Lieux et emplacements"))
        self.banner = Banner(theme)
        self.location_name = Field(
            theme, _("Nouveau lieu"), hint=_("Une boutique, une réserve, un dépôt.")
        )
        self.add_location = Button(theme, _("Ajouter le lieu"), icon="plus")
        self.remove_location = Button(theme, _("Supprimer ce lieu"), icon="trash-2")
        self.location = Select(theme, _("Lieu"))
        self.bin_code = Field(
            theme,
            _("Nouvel emplacement"),
            hint=_("Une étagère, un tiroir\u00a0: A1, B12, Tiroir 4."),
        )
        self.add_bin = Button(theme, _("Ajouter l’emplacement"), icon="plus")
        self.bin_card = Card(theme, _("Emplacements"))
        self.bin_list = QListWidget()
        self.bin_list.setAccessibleName(_("Emplacements de ce lieu"))
        self.bin_list.setUniformItemSizes(True)
        self.bin_list.setMinimumHeight(theme.px(_LIST_HEIGHT))
        self.labels = BinLabelsSheet(desk, shell, screen)
        self.print = IconButton(theme, "tag", _("Étiquettes d’emplacements"))
        self.rename = IconButton(theme, "pencil", _("Renommer l’emplacement"))
        self.remove = IconButton(theme, "trash-2", _("Supprimer l’emplacement"))
        self.add_bin.setEnabled(False)  # until it is known where
        self._build()
        self._connect()

    def _build(self) -> None:
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(labelled(self._shell.theme, self.location))
        body.addWidget(self.bin_code)
        body.addLayout(_at_the_right(self.remove_location, self.add_bin))
        self.bin_card.add_action(self.print)
        self.bin_card.add_action(self.rename)
        self.bin_card.add_action(self.remove)
        self.bin_card.body.addWidget(self.bin_list)
        body.addWidget(self.bin_card)
        body.addWidget(self.location_name)
        body.addLayout(_at_the_right(self.add_location))
        body.addStretch(1)

    def _connect(self) -> None:
        self.location.currentIndexChanged.connect(self._show_bins)
        self.add_location.clicked.connect(self._on_add_location)
        self.location_name.input.returnPressed.connect(self._on_add_location)
        self.remove_location.clicked.connect(self._on_remove_location)
        self.add_bin.clicked.connect(self._on_add_bin)
        self.bin_code.input.returnPressed.connect(self._on_add_bin)
        self.print.clicked.connect(self._on_labels)
        self.rename.clicked.connect(self._on_rename)
        self.remove.clicked.connect(self._on_remove_bin)
        self.bin_list.itemActivated.connect(self._on_rename)

    def open_sheet(self) -> None:
        """Open on the places as they are."""
        self.banner.hide()
        self._stop_renaming()
        self._ask()
        self.sheet.open_sheet(self.bin_code.input)

    def _on_labels(self) -> None:
        self.sheet.close_sheet()
        self.labels.open_sheet()

    def _ask(self, *_answer: object) -> None:
        self._desk.read(self._show_locations, locations)
        self._desk.read(self._take_bins, bins)

    def _show_locations(self, rows: tuple[LocationRow, ...]) -> None:
        current = self._created or self._location_id()
        self._created = None
        self._locations = rows
        self.location.blockSignals(True)
        self.location.clear()
        self.location.addItems([each.name for each in rows])
        known = [each.location_id for each in rows]
        self.location.setCurrentIndex(
            known.index(current) if current in known else min(0, len(rows) - 1)
        )
        self.location.blockSignals(False)
        self.bin_code.setEnabled(bool(rows))
        self.add_bin.setEnabled(bool(rows))
        self._show_bins()

    def _take_bins(self, rows: tuple[BinChoice, ...]) -> None:
        self._bins = rows
        self._show_bins()

    def _show_bins(self) -> None:
        here = self._here()
        self.remove_location.setVisible(bool(self._locations) and not here)
        self.bin_card.setVisible(bool(here))
        row = max(self.bin_list.currentRow(), 0)
        self.bin_list.clear()
        for each in here:
            item = QListWidgetItem(each.code, self.bin_list)
            item.setSizeHint(QSize(0, self._shell.theme.px(_BIN_HEIGHT)))
        self.bin_list.setCurrentRow(min(row, len(here) - 1))

    def _here(self) -> list[BinChoice]:
        return [each for each in self._bins if each.location_id == self._location_id()]

    def _current_bin(self) -> BinChoice | None:
        here, row = self._here(), self.bin_list.currentRow()
        return here[row] if 0 <= row < len(here) else None

    def _location_id(self) -> LocationId | None:
        index = self.location.currentIndex()
        return self._locations[index].location_id if 0 <= index < len(self._locations) else None

    def _on_add_location(self) -> None:
        ticket = self._desk.write(self._show_created, save_location, self.location_name.value)
        ticket.or_else(self._show_refused)

    def _show_created(self, location_id: LocationId) -> None:
        self._created = location_id
        self._show_saved()
        self.bin_code.input.setFocus()

    def _on_remove_location(self) -> None:
        current = self._location_id()
        if current is not None:
            ticket = self._desk.write(self._show_saved, remove_location, current)
            ticket.or_else(self._show_refused)

    def _on_add_bin(self) -> None:
        current = self._location_id()
        if current is None:
            return
        ticket = self._desk.write(
            self._show_saved, save_bin, current, self.bin_code.value, self._renamed
        )
        ticket.or_else(self._show_refused)

    def _on_rename(self) -> None:
        each = self._current_bin()
        if each is None:
            return
        self._renamed = each.place_id
        self.bin_code.set_value(each.code)
        self.add_bin.say(_("Renommer"))
        self.bin_code.input.setFocus()
        self.bin_code.input.selectAll()

    def _stop_renaming(self) -> None:
        self._renamed = None
        self.add_bin.say(_("Ajouter l’emplacement"))
        self.bin_code.set_value("")

    def _on_remove_bin(self) -> None:
        each = self._current_bin()
        if each is not None:
            ticket = self._desk.write(self._show_saved, remove_bin, each.place_id)
            ticket.or_else(self._show_refused)

    def _show_saved(self, *_answer: object) -> None:
        self.banner.hide()
        self.location_name.set_value("")
        self._stop_renaming()
        self._ask()
        self.saved.emit()

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))


def _at_the_right(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
