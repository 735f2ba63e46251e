"""What is done with several products at once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from merchant_desk.queries.products import ProductRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.labels.open_labels import open_labels
from merchant_desk.ui.row_checks import Checked
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.bulk_bar import BulkBar
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _, ngettext

if TYPE_CHECKING:  # the law is read when it is first asked, codes are given when they are
    from merchant_desk.operations.give_internal_code import CodesGiven
    from merchant_desk.ui.law_sheet.sheet import LawFactsSheet
    from merchant_desk.ui.products.offer_sheet import OfferSheet

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
        self._giving: tuple[ProductId, ...] | None = None
        """Who gets a code; None for all that have none."""
        self._given = 0
        self.law_sheet: LawFactsSheet | None = None
        self.bar = BulkBar(shell.theme, table)
        self.offer = self.bar.add_action(_("Vendre dans une boutique…"), "globe")
        self.law = self.bar.add_action(_("Fiche légale…"), "scale")
        self.labels = self.bar.add_action(_("Étiquettes…"), "tag")
        self.codes = self.bar.add_action(_("Donner un code interne"), "barcode")
        self.labels.clicked.connect(self._on_labels)
        self.codes.clicked.connect(self._on_codes)
        self.offer.clicked.connect(self._on_offer)
        self.law.clicked.connect(self._on_law)
        self.bar.cleared.connect(table.clear_checks)
        table.checked_changed.connect(self._show_checked)

    @property
    def offer_sheet(self) -> "OfferSheet":
        """Return the sheet that asks in which storefront."""
        if self._offer is None:
            from merchant_desk.ui.products.offer_sheet import OfferSheet  # noqa: PLC0415 - at first use

            self._offer = OfferSheet(self._desk, self._shell, self._screen)
            self._offer.offered.connect(self._table.clear_checks)
        return self._offer

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done with the chosen products."""
        return (
            Command(_("Vendre dans une boutique…"), "", self._on_offer, "globe"),
            Command(_("Fiche légale…"), "Ctrl+L", self._on_law, "scale"),
            Command(_("Étiquettes…"), "Ctrl+P", self._on_labels, "tag"),
            Command(_("Donner un code interne"), "", self._on_codes, "barcode"),
            Command(
                _("Donner un code interne à tous les articles sans code"),
                "",
                self._on_all_codes,
                "barcode",
            ),
        )

    def open_law(self, product_ids: Sequence[bytes]) -> None:
        """Open what the law asks about these products."""
        if self.law_sheet is None:
            from merchant_desk.ui.law_sheet.sheet import LawFactsSheet  # noqa: PLC0415 - at first use

            self.law_sheet = LawFactsSheet(self._desk, self._shell, self._screen)
            self.law_sheet.aside_wanted.connect(self.aside_wanted)
        self.law_sheet.open_for(product_ids)

    def _on_law(self) -> None:
        self._with_chosen(self.open_law)

    def _on_offer(self) -> None:
        self._with_chosen(self.offer_sheet.open_for)

    def _on_labels(self) -> None:
        self._with_chosen(self.open_labels)

    def open_labels(self, product_ids: Sequence[bytes]) -> None:
        """Show the labels of these products, one of each."""
        wanted = [(ProductId(each), 1, None) for each in product_ids]
        open_labels(self._shell, self._screen, wanted)

    def _on_codes(self) -> None:
        self._with_chosen(self.give_codes)

    def _on_all_codes(self) -> None:
        self._giving = None
        self._given = 0
        self._give_some()

    def give_codes(self, product_ids: Sequence[bytes]) -> None:
        """Give those of these products that have no code one of the shop's own."""
        self._giving = tuple(ProductId(each) for each in product_ids)
        self._given = 0
        self._give_some()

    def _give_some(self) -> None:
        """Give some hundreds: whoever scans meanwhile waits for no more."""
        from merchant_desk.operations.give_internal_code import (  # noqa: PLC0415 - on first use
            give_missing_codes,
        )

        gesture = self._desk.gesture()
        self._desk.write(self._show_given, give_missing_codes, gesture, self._giving)

    def _show_given(self, given: "CodesGiven") -> None:
        self._given += given.given
        if given.left:
            self._give_some()
            return
        words = ngettext("{n} code interne donné", "{n} codes internes donnés", self._given)
        self._shell.toast(words.format(n=number(self._given)))

    def _with_chosen(self, act: Callable[[Sequence[bytes]], None]) -> None:
        """Act on the checked products, or on the one the keyboard is on."""
        if self._table.checked().count:
            self._table.take_checked(act)
            return
        row = self._table.current()
        if row is not None:
            act((row.product_id,))

    def _show_checked(self, checked: Checked) -> None:
        words = ngettext("{n} sélectionné", "{n} sélectionnés", checked.count)
        self.bar.show_selection(words.format(n=number(checked.count)) if checked.count else "")
        self._table.set_bottom_room(_ROOM if checked.count else 0)
