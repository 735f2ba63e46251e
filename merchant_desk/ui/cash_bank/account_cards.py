"""The accounts, a card each: what it holds and the day that is known to."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.bank_accounts import AccountRow
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, long_date
from merchant_desk.values.texts import _


class AccountCards(QWidget):
    """One card an account, side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: list[AccountCard] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def show_accounts(self, accounts: Sequence[AccountRow]) -> None:
        """Show these accounts."""
        clear(self._row)
        self.cards = [AccountCard(self._theme, each) for each in accounts]
        for card in self.cards:
            self._row.addWidget(card, 1)


class AccountCard(Card):
    """What one account holds."""

    def __init__(self, theme: Theme, account: AccountRow) -> None:
        super().__init__(theme, account.name, account.bank_name)
        self.balance = TextLabel(theme, euros(account.balance), Role.ORDER, tabular=True)
        self.known = TextLabel(theme, _known(account), Role.CAPTION, Ink.TEXT3)
        self.body.addWidget(self.balance)
        self.body.addWidget(self.known)


def _known(account: AccountRow) -> str:
    if account.known_on is None:
        return _("Aucun relevé")
    return _("Connu jusqu’au {day}").format(day=long_date(account.known_on))
