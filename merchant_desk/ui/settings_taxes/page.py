"""« Impôts et charges »: what the forecast of the treasury must know, and nothing more."""

from merchant_desk.queries.settings import Profile, Settings, profile
from merchant_desk.queries.tax_profile import tax_profile
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import SettingsPage
from merchant_desk.ui.settings_taxes.charges_card import ChargesCard
from merchant_desk.ui.settings_taxes.profit_card import ProfitCard
from merchant_desk.ui.settings_taxes.vat_card import VatCard
from merchant_desk.ui.shell import Shell
from merchant_desk.values.texts import _


class TaxesPage(SettingsPage):
    """Kept at once; what is not told is not counted, and the forecast says so."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Impôts et charges"),
            _("Pour que la trésorerie compte chaque échéance à sa date légale."),
        )
        self._profile: Profile | None = None
        self._kept = KeptSettings(desk, self)
        self.vat = VatCard(shell.theme, self._kept)
        self.charges = ChargesCard(shell.theme, self._kept)
        self.profit = ProfitCard(shell.theme, self._kept)
        for card in (self.vat, self.charges, self.profit):
            card.setEnabled(False)  # nothing to change before it is known
            self.cards.addWidget(card)
        self._kept.read.connect(self._on_read)

    def reload(self) -> None:
        """Ask for the shop's identity, then for what is kept."""
        self.desk.read(self._on_profile, profile)

    def _on_profile(self, told: Profile | None) -> None:
        self._profile = told
        self._kept.ask()

    def _on_read(self, stored: Settings) -> None:
        told = tax_profile(stored, self._profile)
        for card in (self.vat, self.charges, self.profit):
            card.show_kept(stored, told)
            card.setEnabled(True)
