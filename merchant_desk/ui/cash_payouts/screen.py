"""Versements: what payment providers transferred, taken apart and proved, seen or not."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.payouts import (
    PayoutCounts,
    PayoutList,
    PayoutRow,
    PayoutsShown,
    payout_counts,
)
from merchant_desk.ui.cash_payouts.columns import payout_columns
from merchant_desk.ui.cash_payouts.columns_sheet import ColumnsSheet
from merchant_desk.ui.cash_payouts.held_sheet import HeldSheet
from merchant_desk.ui.cash_payouts.intake import PayoutIntake, TakenPayouts
from merchant_desk.ui.cash_payouts.payout_sheet import PayoutSheet
from merchant_desk.ui.cash_payouts.taken_words import taken_text
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.purchases.drop_veil import DropVeil
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.banner import Banner
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import InvoiceId, OrderId, PayoutId
from merchant_desk.values.payout_file import PayoutColumns
from merchant_desk.values.texts import _, ngettext


class PayoutsScreen(Screen):
    """Drop a settlement anywhere on the page; Enter takes a payout apart."""

    watches: ClassVar[frozenset[str]] = frozenset({"payout", "cash_match"})
    help_page: ClassVar[str] = "cash_payouts"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = PayoutList()
        self._counted = self._awaited = ""
        self.intake = PayoutIntake(desk, self)
        self.sheet = PayoutSheet(desk, shell, self)
        self.held = HeldSheet(desk, shell, self)
        self.columns = ColumnsSheet(shell, self)
        self.strip = TabStrip(theme, _("Versements à la banque"))
        self.search = SearchField(theme, _("Prestataire ou numéro"), "Ctrl+F")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.fees = Button(theme, _("Frais et ventes à verser"), icon="scale")
        self.bring = Button(theme, _("Reprendre un relevé…"), kind=Kind.PRIMARY, icon="download")
        self.banner = Banner(theme)
        self.table: RowTable[PayoutRow] = RowTable(
            desk,
            theme,
            name="payouts",
            label=_("Versements des prestataires de paiement"),
            columns=payout_columns(),
            row_id=lambda row: row.payout_id,
            checkable=False,
        )
        self.empty = EmptyState(theme, _empty(filtered=False))
        self._build()
        self.veil = DropVeil(theme, self, _("Déposez les relevés de versements ici"))
        self._connect()

    def _build(self) -> None:
        self.strip.add_action(self.fees)
        self.strip.add_action(self.bring)
        self.strip.tabs.show_tabs(_tabs(None))
        filters = QHBoxLayout()
        filters.setSpacing(8)
        self.search.setMaximumWidth(360)
        filters.addWidget(self.search, 1)
        filters.addStretch(1)
        filters.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self.banner)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.fees.clicked.connect(self.held.open_sheet)
        self.bring.clicked.connect(self.intake.choose_files)
        self.veil.dropped.connect(self.intake.take)
        self.intake.taken.connect(self._show_taken)
        self.intake.unknown.connect(self.columns.open_for)
        self.columns.told.connect(self._on_columns)
        self.empty.primary.connect(self._on_empty)
        self.sheet.order_wanted.connect(self._on_order)
        self.sheet.ticket_wanted.connect(self._on_ticket)
        self.held.order_wanted.connect(self._on_order)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Versements")

    def reload(self) -> None:
        """Ask for the payouts."""
        self.table.ask(self._query)
        self.desk.read(self._show_counts, payout_counts)

    def arrive(self, **argument: object) -> None:
        """Open a payout (``payout_id``), or one tab (``shown``)."""
        shown = argument.get("shown")
        if shown in set(PayoutsShown):
            self.strip.tabs.choose(str(shown))
        payout_id = argument.get("payout_id")
        if isinstance(payout_id, bytes):
            self.sheet.open_payout(PayoutId(payout_id))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Chercher un versement"), "Ctrl+F", self._on_search, "search"),
            Command(
                _("Reprendre un relevé de versements"),
                "Ctrl+O",
                self.intake.choose_files,
                "download",
            ),
            Command(_("Frais et ventes à verser"), "Ctrl+E", self.held.open_sheet, "scale"),
        )

    def _show_counts(self, counts: PayoutCounts) -> None:
        self.strip.tabs.show_tabs(_tabs(counts))
        words = _("{amount} attendus en banque")
        self._awaited = words.format(amount=euros(counts.amount)) if counts.awaited else ""
        self._show_told()

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} versement", "{n} versements", count)
        self._counted = words.format(n=number(count))
        self._show_told()

    def _show_told(self) -> None:
        self.counted.setText(" · ".join(filter(None, (self._counted, self._awaited))))

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        shown = PayoutsShown(self.strip.tabs.key or PayoutsShown.ALL)
        self._query = replace(self._query, text=self.search.text().strip(), shown=shown)
        self.empty.show_words(_empty(filtered=self._filtered))
        self.table.ask(self._query)

    @property
    def _filtered(self) -> bool:
        return bool(self._query.text) or self._query.shown is not PayoutsShown.ALL

    def _on_open(self, row: PayoutRow) -> None:
        self.sheet.open_payout(row.payout_id)

    def _on_columns(self, path: Path, columns: PayoutColumns) -> None:
        self.intake.take((path,), columns)

    def _on_order(self, order_id: OrderId) -> None:
        self.shell.navigate("orders", order_id=order_id)

    def _on_ticket(self, invoice_id: InvoiceId) -> None:
        self.shell.navigate("invoices", invoice_id=invoice_id)

    def _on_empty(self) -> None:
        if not self._filtered:
            self.intake.choose_files()
            return
        self.search.clear()
        self.strip.tabs.choose(PayoutsShown.ALL)
        self._on_filter()

    def _show_taken(self, taken: Sequence[TakenPayouts]) -> None:
        """Say what became of the files, and open the one payout that came."""
        self.banner.show_message(taken_text(taken))
        fresh = [each for file in taken if file.kept for each in file.kept.fresh]
        if len(fresh) == 1:
            self.sheet.open_payout(fresh[0].payout_id)


def _tabs(counts: PayoutCounts | None) -> list[Tab]:
    words = (_("Tous"), _("Attendus en banque"), _("Vus en banque"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(PayoutsShown, words, strict=True)]
    numbers = (counts.all, counts.awaited, counts.seen)
    return [Tab(key, text, n) for key, text, n in zip(PayoutsShown, words, numbers, strict=True)]


def _empty(*, filtered: bool) -> EmptyText:
    if filtered:
        return EmptyText(
            "search",
            _("Aucun versement pour ces filtres"),
            _("Cherchez par prestataire, ou par numéro de versement."),
            _("Effacer les filtres"),
        )
    return EmptyText(
        "wallet",
        _("Aucun versement repris"),
        _(
            "Déposez ici le relevé de Stripe, PayPal, SumUp, Shopify, Mollie, WooPayments ou "
            "Amazon\u00a0: chaque virement est décomposé en ventes, remboursements et frais, au "
            "centime."
        ),
        _("Reprendre un relevé…"),
    )
