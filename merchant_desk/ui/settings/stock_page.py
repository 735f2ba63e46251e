"""« Stock »: how often it is counted, how it is reordered, what keeping and taking back cost."""

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.count_card import CountCard
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import SettingsPage
from merchant_desk.ui.settings.reorder_card import ReorderCard
from merchant_desk.ui.settings.returns_card import ReturnsCard
from merchant_desk.ui.shell import Shell
from merchant_desk.values.texts import _


class StockPage(SettingsPage):
    """Kept at once, for every station of the shop."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("Stock"), _("Ce qui tient le stock juste."))
        self._kept = KeptSettings(desk, self)
        self.counting = CountCard(shell.theme, self._kept)
        self.reorder = ReorderCard(shell.theme, self._kept)
        self.returns = ReturnsCard(shell.theme, self._kept)
        for card in (
            self.counting,
            self.reorder,
            self.returns,
        ):  # nothing to change before it is known
            card.setEnabled(False)
            self.cards.addWidget(card)
        self._kept.read.connect(self._show)

    def reload(self) -> None:
        """Ask for what is kept."""
        self._kept.ask()

    def _show(self, stored: Settings) -> None:
        for card in (self.counting, self.reorder, self.returns):
            card.show_kept(stored)
            card.setEnabled(True)
