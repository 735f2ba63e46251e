"""Banque: the accounts, the files that told of them, and their lines."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.bank_accounts import AccountRow, bank_accounts
from merchant_desk.queries.bank_gaps import BankGaps, bank_gaps
from merchant_desk.queries.bank_lines import BankLineList, BankLineRow
from merchant_desk.ui.cash_bank.account_cards import AccountCards
from merchant_desk.ui.cash_bank.account_sheet import AccountSheet
from merchant_desk.ui.cash_bank.columns import line_columns
from merchant_desk.ui.cash_bank.history_sheet import BankHistorySheet
from merchant_desk.ui.cash_bank.import_sheet import ImportSheet
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.ui.purchases.drop_veil import DropVeil
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.texts import _, ngettext

_SEARCH = 200
_ALL, _WAITING, _DONE = "all", "waiting", "done"
_MATCHED: dict[str, bool | None] = {_ALL: None, _WAITING: False, _DONE: True}


class BankScreen(Screen):
    """Drop a statement anywhere on the page; Ctrl+O chooses one; Enter goes to match a line."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"cash_account", "bank_import", "bank_line", "cash_match"}
    )
    help_page: ClassVar[str] = "cash_bank"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = BankLineList()
        self.cards = AccountCards(theme)
        self.bring = Button(theme, _("Importer un relevé"), kind=Kind.PRIMARY, icon="download")
        self.past = IconButton(theme, "history", _("Relevés importés"))
        self.search = SearchField(theme, _("Libellé, montant"), "Ctrl+F")
        self.account = Select(theme, _("Compte"))
        self.state = SegmentedChoice(
            theme,
            _("Rapprochement"),
            ((_ALL, _("Toutes")), (_WAITING, _("À rapprocher")), (_DONE, _("Rapprochées"))),
        )
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.table: RowTable[BankLineRow] = RowTable(
            desk,
            theme,
            name="bank_lines",
            label=_("Opérations de la banque"),
            columns=line_columns(),
            row_id=lambda row: row.line_id,
            checkable=False,
        )
        self.nothing = EmptyState(theme, _nothing_fits())
        self.empty = EmptyState(theme, _nothing_known())
        self.pages = QStackedWidget()
        self.account_sheet = AccountSheet(desk, shell, self)
        self.history = BankHistorySheet(desk, shell, self)
        self.coming = ImportSheet(desk, shell, self)
        self.veil = DropVeil(theme, self, _("Déposez les relevés ici"))
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.shell.theme
        filters = QHBoxLayout()
        filters.setSpacing(12)
        self.search.setMaximumWidth(300)
        self.search.setMinimumWidth(theme.px(_SEARCH))
        filters.addWidget(self.search, 1)
        filters.addWidget(self.account)
        filters.addWidget(self.state)
        filters.addStretch(1)
        for part in (self.counted, self.past, self.bring):
            filters.addWidget(part)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.cards)
        inner.addLayout(filters)
        inner.addWidget(self.table, 1)
        self.table.set_empty(self.nothing)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(whole)
        self.account.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 18)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.bring.clicked.connect(self.coming.choose_files)
        self.empty.primary.connect(self.coming.choose_files)
        self.empty.secondary.connect(self._on_help)
        self.past.clicked.connect(self.history.open_sheet)
        self.veil.dropped.connect(self.coming.take)
        self.cards.edit_wanted.connect(self.account_sheet.open_for)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.account.activated.connect(self._on_filter)
        self.state.chosen.connect(self._on_filter)
        self.nothing.primary.connect(self._on_clear)
        self.table.counted.connect(self._show_count)
        self.table.activated.connect(self._on_line)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Banque")

    def reload(self) -> None:
        """Ask for the accounts, what their files lack, and the lines."""
        self.desk.read(self._show_accounts, _accounts)
        self.table.ask(self._query)

    def arrive(self, **argument: object) -> None:
        """Show what fits some words (``text``), or only what waits (``state``)."""
        if "text" in argument:
            self.search.setText(str(argument["text"]))
        if argument.get("state") in _MATCHED:
            self.state.choose(str(argument["state"]))
        self._on_filter()

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Importer un relevé"), "Ctrl+O", self.coming.choose_files, "download"),
            Command(_("Relevés importés"), "Ctrl+H", self.history.open_sheet, "history"),
            Command(_("Chercher une opération"), "Ctrl+F", self._on_search, "search"),
        )

    def _show_accounts(self, told: "_Told") -> None:
        accounts, gaps = told
        self.cards.show_accounts(accounts, gaps.gaps)
        self.coming.show_accounts(accounts)
        self._offer_accounts(accounts)
        self.pages.setCurrentIndex(int(bool(accounts)))

    def _offer_accounts(self, accounts: tuple[AccountRow, ...]) -> None:
        chosen = self.account.currentData()
        self.account.clear()
        self.account.addItem(_("Tous les comptes"), None)
        for each in accounts:
            self.account.addItem(each.name, each.account_id)
        self.account.setCurrentIndex(max(self.account.findData(chosen), 0))
        self.account.setVisible(len(accounts) > 1)

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        chosen = self.account.currentData()
        account_id = CashAccountId(chosen) if isinstance(chosen, bytes) else None
        self.coming.stands_on = account_id
        self._query = replace(
            self._query,
            text=self.search.text().strip(),
            account_id=account_id,
            matched=_MATCHED[self.state.key],
        )
        self.table.ask(self._query)

    def _on_clear(self) -> None:
        self.search.clear()
        self.state.choose(_ALL)
        self.account.setCurrentIndex(0)
        self._on_filter()

    def _on_line(self, row: BankLineRow) -> None:
        self.shell.navigate("cash", page="match", line_id=row.line_id)

    def _on_help(self) -> None:
        self.shell.help(self.help_page)

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} opération", "{n} opérations", count)
        self.counted.setText(words.format(n=number(count)))


_Told = tuple[tuple[AccountRow, ...], BankGaps]


def _accounts(session: Session) -> _Told:
    return bank_accounts(session, closed_too=True), bank_gaps(session)


def _nothing_known() -> EmptyText:
    return EmptyText(
        "wallet",
        _("Aucun relevé"),
        _(
            "Déposez ici le relevé téléchargé sur le site de votre banque\u00a0: OFX, CAMT.053, "
            "CFONB 120 ou CSV. Aucun mot de passe n’est demandé."
        ),
        _("Importer un relevé"),
        _("Comment le télécharger"),
    )


def _nothing_fits() -> EmptyText:
    return EmptyText(
        "search",
        _("Aucune opération ne correspond"),
        _("Cherchez par des mots du libellé, ou par un montant comme 45,90."),
        _("Tout montrer"),
    )
