"""Banque: the accounts, the files that told of them, and their lines."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from merchant_desk.queries.bank_accounts import AccountRow, bank_accounts
from merchant_desk.ui.cash_bank.account_cards import AccountCards
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.texts import _


class BankScreen(Screen):
    """What the bank told, account by account."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"cash_account", "bank_import", "bank_line", "cash_match"}
    )
    help_page: ClassVar[str] = "cash_bank"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.cards = AccountCards(shell.theme)
        self.empty = EmptyState(shell.theme, _nothing_known())
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.pages, 1)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Banque")

    def reload(self) -> None:
        """Ask for the accounts."""
        self.desk.read(self._show_accounts, bank_accounts)

    def _show_accounts(self, accounts: tuple[AccountRow, ...]) -> None:
        self.cards.show_accounts(accounts)
        self.pages.setCurrentIndex(int(bool(accounts)))


def _nothing_known() -> EmptyText:
    return EmptyText(
        "wallet",
        _("Aucun relevé"),
        _("Déposez ici le relevé téléchargé sur le site de votre banque."),
    )
