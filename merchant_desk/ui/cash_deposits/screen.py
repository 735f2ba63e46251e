"""Remises: cheques and cash to bring to the bank, the slips, and what it has shown of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.operations.make_deposit import DepositMade
from merchant_desk.queries.deposit_candidates import (
    CashToBring,
    ChequeToBring,
    cash_to_bring,
    cheques_to_bring,
)
from merchant_desk.queries.deposit_card import DepositLine
from merchant_desk.queries.deposits import (
    AwaitedDeposit,
    DepositList,
    DepositRow,
    DepositsShown,
    awaited_deposits,
)
from merchant_desk.ui.cash_deposits.bring_sheet import BringSheet
from merchant_desk.ui.cash_deposits.cash_sheet import CashSheet
from merchant_desk.ui.cash_deposits.columns import slip_columns
from merchant_desk.ui.cash_deposits.slip_sheet import SlipSheet
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import DepositId
from merchant_desk.values.money import total
from merchant_desk.values.texts import _, ngettext

if TYPE_CHECKING:
    from merchant_desk.ui.desk import Session

_Told = tuple[tuple[ChequeToBring, ...], tuple[CashToBring, ...], tuple[AwaitedDeposit, ...]]


class DepositsScreen(Screen):
    """Ctrl+Enter brings the cheques that wait; Enter opens a slip."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "bank_deposit",
            "deposit_event",
            "payment",
            "drawer_move",
            "cash_match",
            "cash_account",
            "setting",
        }
    )
    help_page: ClassVar[str] = "cash_deposits"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = DepositList()
        self.strip = TabStrip(theme, _("Remises en banque"))
        self.cash = Button(theme, _("Espèces…"), icon="wallet")
        self.cheques = Button(theme, _("Remettre des chèques…"), kind=Kind.PRIMARY, icon="upload")
        self.banner = Banner(theme)
        self.waiting = TextLabel(theme, "", wraps=True)
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.table: RowTable[DepositRow] = RowTable(
            desk,
            theme,
            name="deposits",
            label=_("Bordereaux de remise"),
            columns=slip_columns(),
            row_id=lambda row: row.deposit_id,
            checkable=False,
        )
        self.bring_sheet = BringSheet(desk, shell, self)
        self.cash_sheet = CashSheet(desk, shell, self)
        self.slip = SlipSheet(desk, shell, self)
        self.empty = EmptyState(theme, _empty(filtered=False))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip.add_action(self.cash)
        self.strip.add_action(self.cheques)
        self.strip.tabs.show_tabs(_tabs(None))
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.waiting, 1)
        told.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self.banner)
        column.addLayout(told)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_tab)
        self.cheques.clicked.connect(self.bring_sheet.open_sheet)
        self.cash.clicked.connect(self.cash_sheet.open_sheet)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.empty.primary.connect(self._on_empty)
        self.bring_sheet.made.connect(self._show_made)
        self.cash_sheet.made.connect(self._show_made)
        self.slip.document_wanted.connect(self._on_document)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Remises")

    def reload(self) -> None:
        """Ask for the slips, and for what waits."""
        self.table.ask(self._query)
        self.desk.read(self._show_waiting, _ask, paris_date(utc_now()))

    def arrive(self, **argument: object) -> None:
        """Open a slip (``deposit_id``)."""
        deposit_id = argument.get("deposit_id")
        if isinstance(deposit_id, bytes):
            self.slip.open_slip(DepositId(deposit_id))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        bring: Callable[[], None] = self.bring_sheet.open_sheet
        return (
            Command(_("Remettre des chèques"), "Ctrl+Return", bring, "upload"),
            Command(_("Remettre des espèces"), "Ctrl+E", self.cash_sheet.open_sheet, "wallet"),
        )

    def _show_waiting(self, told: _Told) -> None:
        cheques, cash, awaited = told
        self.strip.tabs.show_tabs(_tabs(len(awaited)))
        parts = []
        if cheques:
            words = ngettext("{n} chèque, {amount}", "{n} chèques, {amount}", len(cheques))
            amount = euros(total(each.amount for each in cheques))
            parts.append(words.format(n=number(len(cheques)), amount=amount))
        if cash:
            words = _("{amount} d’espèces sorties du tiroir")
            parts.append(words.format(amount=euros(total(each.amount for each in cash))))
        said = _("À remettre\u00a0: {what}.").format(what=" · ".join(parts))
        self.waiting.setText(said if parts else _("Rien n’attend d’être remis à la banque."))

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} bordereau", "{n} bordereaux", count)
        self.counted.setText(words.format(n=number(count)))

    def _show_made(self, made: DepositMade) -> None:
        title = _("Bordereau {number} fait, {amount}").format(
            number=made.number, amount=euros(made.amount)
        )
        advice = _("Imprimez-le, signez-le, et gardez un exemplaire tamponné.")
        self.banner.show_message(BannerText(Tone.OK, title, advice, closable=True))
        self.slip.open_slip(made.deposit_id)

    def _on_tab(self, key: str) -> None:
        shown = DepositsShown(key or DepositsShown.ALL)
        self._query = replace(self._query, shown=shown)
        self.empty.show_words(_empty(filtered=shown is not DepositsShown.ALL))
        self.table.ask(self._query)

    def _on_open(self, row: DepositRow) -> None:
        self.slip.open_slip(row.deposit_id)

    def _on_document(self, line: DepositLine) -> None:
        if line.invoice_id is not None:
            self.shell.navigate("invoices", invoice_id=line.invoice_id)
        elif line.order_id is not None:
            self.shell.navigate("orders", order_id=line.order_id)

    def _on_empty(self) -> None:
        if self._query.shown is DepositsShown.ALL:
            self.bring_sheet.open_sheet()
            return
        self.strip.tabs.choose(DepositsShown.ALL)
        self._on_tab(DepositsShown.ALL)


def _ask(session: "Session", today: date) -> _Told:
    return cheques_to_bring(session, today), cash_to_bring(session), awaited_deposits(session)


def _tabs(awaited: int | None) -> list[Tab]:
    return [
        Tab(DepositsShown.ALL, _("Tous")),
        Tab(DepositsShown.AWAITED, _("Attendus en banque"), awaited),
        Tab(DepositsShown.SEEN, _("Vus en banque")),
    ]


def _empty(*, filtered: bool) -> EmptyText:
    if filtered:
        return EmptyText(
            "search",
            _("Aucun bordereau dans cet onglet"),
            _("Les remises se suivent ici dès que la banque les montre, ou tarde."),
            _("Voir tous les bordereaux"),
        )
    return EmptyText(
        "upload",
        _("Aucune remise"),
        _(
            "Les chèques notés au comptoir et sur les factures se remettent en un bordereau "
            "numéroté\u00a0; la prévision compte la remise jusqu’à ce que la banque la montre."
        ),
        _("Remettre des chèques…"),
    )
