"""The accounts, a card each: what it holds, the day that is known to, what its files lack."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.bank_accounts import AccountRow
from merchant_desk.queries.bank_gaps import BankGap
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, long_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _, ngettext

_ICON = 14
_NARROWEST = 280


class AccountCards(QWidget):
    """One card an account, side by side; ``edit_wanted`` carries the account."""

    edit_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[AccountRow, ...], tuple[BankGap, ...]] = ((), ())
        self.cards: list[AccountCard] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def show_accounts(self, accounts: Sequence[AccountRow], gaps: Sequence[BankGap]) -> None:
        """Show these accounts; nothing moves where nothing changed."""
        shown = (tuple(accounts), tuple(gaps))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._row)
        self.cards = []
        for each in accounts:
            of_it = [gap for gap in gaps if gap.account_id == each.account_id]
            card = AccountCard(self._theme, each, of_it)
            card.edit.clicked.connect(partial(self._on_edit, each))
            self.cards.append(card)
            self._row.addWidget(card, 1)
        if len(self.cards) == 1:
            self._row.addStretch(1)

    def _on_edit(self, account: AccountRow, *_checked: object) -> None:
        self.edit_wanted.emit(account)


class AccountCard(Card):
    """What one account holds."""

    def __init__(self, theme: Theme, account: AccountRow, gaps: Sequence[BankGap]) -> None:
        super().__init__(theme, account.name)
        self.account = account
        name = _("Modifier le compte {name}").format(name=account.name)
        self.edit = IconButton(theme, "pencil", name)
        self.add_action(self.edit)
        self.setMinimumWidth(theme.px(_NARROWEST))
        red = account.balance < ZERO
        self.balance = TextLabel(
            theme, euros(account.balance), Role.MONEY, Ink.BAD if red else Ink.TEXT, tabular=True
        )
        self.known = TextLabel(theme, _known(account), Role.CAPTION, Ink.TEXT2, wraps=True)
        self.body.addWidget(self.balance)
        self.body.addWidget(self.known)
        self.warnings: list[TextLabel] = []
        if gaps:
            self._add_warning(theme, gaps[-1].sentence)
            self._add_others(theme, len(gaps) - 1)
        self.body.addStretch(1)

    def _add_warning(self, theme: Theme, sentence: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        words = TextLabel(theme, sentence, Role.CAPTION, Ink.WARN, wraps=True)
        row.addWidget(IconLabel(theme, "triangle-alert", Ink.WARN, _ICON))
        row.addWidget(words, 1)
        self.body.addLayout(row)
        self.warnings.append(words)

    def _add_others(self, theme: Theme, count: int) -> None:
        if count > 0:
            words = ngettext("et {n} autre trou", "et {n} autres trous", count).format(n=count)
            self.body.addWidget(TextLabel(theme, words, Role.CAPTION, Ink.WARN))


def _known(account: AccountRow) -> str:
    if account.known_on is None:
        return _("Aucun relevé pour l’instant")
    known = _("Connu jusqu’au {day}").format(day=long_date(account.known_on))
    if account.told is None:
        return _("{known}. Aucun solde n’est dit\u00a0: il compte depuis zéro.").format(known=known)
    return known
