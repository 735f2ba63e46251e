"""What is done with several products at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from merchant_desk.queries.products import ProductRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.products.offer_sheet import OfferSheet
from merchant_desk.ui.row_checks import Checked
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.bulk_bar import BulkBar
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

if TYPE_CHECKING:  # the law is read when it is first asked
    from merchant_desk.ui.law_sheet.sheet import LawFactsSheet

_ROOM = 64


class BulkActions(QObject):
    """Acts on the checked products, or on the one the keyboard is on when none is checked.

    ``aside_wanted`` asks for the units in quarantine.
    """

    aside_wanted = Signal()

    def __init__(
        self, desk: Desk, shell: Shell, screen: Screen, table: RowTable[ProductRow]
    ) -> None:
        super().__init__(table)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._table = table
        self._offer: OfferSheet | None = None
        self.law_sheet: LawFactsSheet | None = None
        self.bar = BulkBar(shell.theme, table)
        self.offer = self.bar.add_action(_("Vendre dans une boutique…"), "globe")
        self.law = self.bar.add_action(_("Fiche légale…"), "scale")
        self.offer.clicked.connect(self._on_offer)
        self.law.clicked.connect(self._on_law)
        self.bar.cleared.connect(table.clear_checks)
        table.checked_changed.connect(self._show_checked)

    @property
    def offer_sheet(self) -> OfferSheet:
        """Return the sheet that asks in which storefront."""
        if self._offer is None:
            self._offer = OfferSheet(self._desk, self._shell, self._screen)
            self._offer.offered.connect(self._table.clear_checks)
        return self._offer

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done with the chosen products."""
        return (
            Command(_("Vendre dans une boutique…"), "", self._on_offer, "globe"),
            Command(_("Fiche légale…"), "Ctrl+L", self._on_law, "scale"),
        )

    def open_law(self, product_ids: Sequence[bytes]) -> None:
        """Open what the law asks about these products."""
        if self.law_sheet is None:
            from merchant_desk.ui.law_sheet.sheet import LawFactsSheet  # noqa: PLC0415 - at first use

            self.law_sheet = LawFactsSheet(self._desk, self._shell, self._screen)
            self.law_sheet.aside_wanted.connect(self.aside_wanted)
        self.law_sheet.open_for(product_ids)

    def _on_law(self) -> None:
        if self._table.checked().count:
            self._table.take_checked(self.open_law)
            return
        row = self._table.current()
        if row is not None:
            self.open_law((row.product_id,))

    def _on_offer(self) -> None:
        if self._table.checked().count:
            self._table.take_checked(self.offer_sheet.open_for)
            return
        row = self._table.current()
        if row is not None:
            self.offer_sheet.open_for((row.product_id,))

    def _show_checked(self, checked: Checked) -> None:
        words = ngettext("{n} sélectionné", "{n} sélectionnés", checked.count)
        self.bar.show_selection(words.format(n=number(checked.count)) if checked.count else "")
        self._table.set_bottom_room(_ROOM if checked.count else 0)
