"""Carry units of a product from one bin to another."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.move_stock import Transfer, move_stock
from merchant_desk.queries.lot_choices import LotChoices, lot_choices
from merchant_desk.queries.stock import BinStock, bins_with
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.lots.lot_field import LotField
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.bin_select import BinSelect
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import number
from merchant_desk.values.ids import MoveId, PlaceId, ProductId
from merchant_desk.values.texts import _


def check_units(text: str) -> str:
    """Say what is wrong with a number of units to carry, empty when nothing is."""
    units = read_whole(text)
    return "" if units is not None and units > 0 else _("Saisissez un nombre supérieur à zéro.")


class TransferSheet(QObject):
    """A side sheet: from where, to where, how many."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._product_id: ProductId | None = None
        self._wanted_bin: PlaceId | None = None
        self._last: Transfer | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Transférer"))
        self.banner = Banner(theme)
        self.start = BinSelect(theme, _("Depuis l’emplacement"))
        self.end = BinSelect(theme, _("Vers l’emplacement"))
        self.lot = LotField(theme)
        self._choices: LotChoices | None = None
        self.quantity = Field(theme, _("Quantité"), check=check_units)
        self.note = Field(theme, _("Note"), hint=_("Facultatif\u00a0: restera dans l’histoire."))
        self.save = Button(theme, _("Transférer"), kind=Kind.PRIMARY)
        self._build()
        self.quantity.input.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.start.currentIndexChanged.connect(self._on_start)

    def _build(self) -> None:
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(labelled(self._shell.theme, self.start))
        body.addLayout(labelled(self._shell.theme, self.end))
        body.addWidget(self.lot)
        body.addWidget(self.quantity)
        body.addWidget(self.note)
        body.addStretch(1)
        cancel = Button(self._shell.theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.save)

    def open_for(self, product_id: ProductId, title: str, place_id: PlaceId | None = None) -> None:
        """Open the form for this product, from this bin if one is meant."""
        self._product_id = product_id
        self._wanted_bin = place_id
        self.sheet.subtitle.setText(title)
        self.banner.hide()
        self.quantity.set_value("")
        self.note.set_value("")
        self._choices = None
        self.lot.hide()
        self._desk.read(self._show_bins, bins_with, product_id)
        self._desk.read(self._show_lots, lot_choices, product_id, paris_date(utc_now()))
        self.sheet.open_sheet(self.quantity.input)

    def _show_bins(self, bins: tuple[BinStock, ...]) -> None:
        self.start.show_bins([each for each in bins if each.quantity > 0], self._wanted_bin)
        start = self.start.bin
        self.end.show_bins([each for each in bins if start is None or each != start])
        possible = self.start.bin is not None and self.end.bin is not None
        self.save.setEnabled(possible)
        if not possible:
            self.banner.show_message(
                BannerText(
                    Tone.WARN,
                    _("Il n’y a rien à transférer."),
                    _("Il faut un emplacement qui en contient, et un autre où le porter."),
                )
            )

    def _show_lots(self, choices: LotChoices) -> None:
        if choices.product_id == self._product_id:
            self._choices = choices
            self._on_start()

    def _on_start(self) -> None:
        start = self.start.bin
        if self._choices is not None and start is not None:
            self.lot.show_choices(self._choices, start.place_id)

    def _on_save(self) -> None:
        start, end = self.start.bin, self.end.bin
        ready = self.quantity.validate() and start is not None and end is not None
        if not ready or start is None or end is None or self._product_id is None:
            self.quantity.input.setFocus()
            return
        if not self.lot.validate():
            return
        self._last = Transfer(
            product_id=self._product_id,
            from_place_id=start.place_id,
            to_place_id=end.place_id,
            quantity=read_whole(self.quantity.value) or 0,
            note=self.note.value,
            lot=self.lot.lot,
        )
        self._desk.write(self._show_done, move_stock, self._desk.gesture(), self._last).or_else(
            self._show_refused
        )

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.quantity.input.setFocus()

    def _show_done(self, _move: MoveId) -> None:
        self.sheet.close_sheet()
        start, end = self.start.bin, self.end.bin
        if self._last is not None and start is not None and end is not None:
            text = _("{n} de {start} à {end}.").format(
                n=number(self._last.quantity), start=start.code, end=end.code
            )
            self._shell.toast(text, self._undo)

    def _undo(self) -> None:
        """Carry them back: the story keeps both."""
        if self._last is None:
            return
        last, self._last = self._last, None
        back = Transfer(
            product_id=last.product_id,
            from_place_id=last.to_place_id,
            to_place_id=last.from_place_id,
            quantity=last.quantity,
            note=_("Annulation"),
            lot=last.lot,
        )
        self._desk.write(None, move_stock, self._desk.gesture(), back)
