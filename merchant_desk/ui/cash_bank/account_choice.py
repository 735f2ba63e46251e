"""Of which account a file is that names none; what a new account is to be called."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from merchant_desk.queries.bank_accounts import AccountRow
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.bank_import import BankPlan
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.texts import _


class AccountChoice(Card):
    """``changed`` says that the file is to be compared again."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("De quel compte est-ce le relevé\u00a0?"))
        self._accounts: tuple[AccountRow, ...] = ()
        self.select = Select(theme, _("Compte"))
        self.name = Field(
            theme, _("Nom du nouveau compte"), hint=_("Par exemple «\u00a0Compte courant\u00a0».")
        )
        self.body.addLayout(labelled(theme, self.select))
        self.body.addWidget(self.name)
        self.select.activated.connect(self._on_changed)
        self.name.input.editingFinished.connect(self._on_changed)

    @property
    def account_id(self) -> CashAccountId | None:
        """Return the account she chose for this file."""
        found = self.select.currentData()
        return CashAccountId(found) if isinstance(found, bytes) else None

    def show_accounts(self, accounts: Sequence[AccountRow]) -> None:
        """Offer these accounts; a choice already made stays."""
        self._accounts = tuple(accounts)
        if not self.isVisible():
            self.reset()

    def reset(self) -> None:
        """Offer the accounts, none chosen."""
        self.select.clear()
        self.select.addItem(_("Choisir un compte…"), None)
        for each in self._accounts:
            self.select.addItem(each.name, each.account_id)
        self.select.addItem(_("Un nouveau compte"), "")
        self.name.set_value("")
        self._judge()

    def show_plan(self, plan: BankPlan) -> None:
        """Ask only where the file does not say it."""
        asked = any(each.unnamed or each.new for each in plan.accounts)
        if asked and all(each.new for each in plan.accounts):
            self.select.setCurrentIndex(self.select.count() - 1)
        new = next((each.name for each in plan.accounts if each.new), "")
        self.name.input.setPlaceholderText(new)
        self.setVisible(asked or self.account_id is not None)
        self._judge()

    def _on_changed(self, *_what: object) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        self.name.setVisible(self.select.currentData() == "")
