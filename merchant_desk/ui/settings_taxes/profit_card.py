"""The tax on the profit, and the CFE."""

from collections.abc import Sequence
from datetime import date

from merchant_desk.queries.settings import Settings
from merchant_desk.queries.tax_profile import read_years, written_years
from merchant_desk.rules.cash_taxes.corporate import last_closed
from merchant_desk.rules.cash_taxes.due import CompanyTax, TaxProfile
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import labelled, side_by_side
from merchant_desk.ui.settings_taxes.amount_field import AmountField
from merchant_desk.ui.settings_taxes.choice import Choice
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.accounting_period import Span, moved
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import short_date
from merchant_desk.values.money import Money
from merchant_desk.values.settings import (
    TAXES_CFE_CENTS,
    TAXES_COMPANY,
    TAXES_CORPORATE,
    TAXES_PROFIT,
)
from merchant_desk.values.texts import _


class ProfitCard(Card):
    """Amounts are kept with the financial year they are of."""

    def __init__(self, theme: Theme, kept: KeptSettings) -> None:
        super().__init__(theme, _("Impôts"))
        self._kept = kept
        self._stored: Settings | None = None
        self._first_month = 1
        self.company = Choice(theme, _("Impôt sur le bénéfice"), _answers())
        self.tax = AmountField(theme, _("Impôt sur les sociétés du dernier exercice"), "")
        self.profit = AmountField(theme, _("Bénéfice attendu de l’exercice suivant"), "")
        self.cfe = AmountField(
            theme,
            _("CFE de l’an dernier"),
            _("Due le 15 décembre\u00a0; à partir de 3\u202f000\u00a0€, la moitié le 15 juin."),
        )
        self.body.addLayout(labelled(theme, _("Impôt sur le bénéfice"), self.company))
        self.body.addLayout(side_by_side(self.tax, self.profit))
        self.body.addWidget(self.cfe)
        self.company.picked.connect(self._on_company)
        self.tax.typed.connect(self._on_tax)
        self.profit.typed.connect(self._on_profit)
        self.cfe.typed.connect(self._on_cfe)

    def show_kept(self, stored: Settings, told: TaxProfile) -> None:
        """Show what is kept, of the last year whose tax is settled and of the next one."""
        self._stored, self._first_month = stored, told.first_month
        closed, following = self._years()
        self.company.show_word(told.company.value)
        corporate = told.company is CompanyTax.CORPORATE
        self.tax.setVisible(corporate)
        self.profit.setVisible(corporate)
        self.tax.set_hint(
            _("Exercice clos le {day}\u00a0: les acomptes sont du quart.").format(
                day=short_date(closed)
            )
        )
        self.profit.set_hint(
            _("Exercice clos le {day}\u00a0: pour le solde. Vide\u00a0: pas de solde.").format(
                day=short_date(following)
            )
        )
        self.tax.show_amount(read_years(stored.get(TAXES_CORPORATE)).get(closed))
        self.profit.show_amount(read_years(stored.get(TAXES_PROFIT)).get(following))
        self.cfe.show_amount(told.cfe)

    def _years(self) -> tuple[date, date]:
        closed = last_closed(paris_date(utc_now()), self._first_month)
        return closed.last, moved(closed, Span.YEAR, 1).last

    def _on_company(self, word: str) -> None:
        self._kept.keep(TAXES_COMPANY, word)

    def _on_tax(self, amount: Money) -> None:
        if self._stored is not None:
            years = {**read_years(self._stored.get(TAXES_CORPORATE)), self._years()[0]: amount}
            self._kept.keep(TAXES_CORPORATE, written_years(years))

    def _on_profit(self, amount: Money) -> None:
        if self._stored is not None:
            years = {**read_years(self._stored.get(TAXES_PROFIT)), self._years()[1]: amount}
            self._kept.keep(TAXES_PROFIT, written_years(years))

    def _on_cfe(self, amount: Money) -> None:
        self._kept.keep(TAXES_CFE_CENTS, amount.cents)


def _answers() -> Sequence[tuple[str, str]]:
    return (
        (CompanyTax.UNKNOWN.value, _("À choisir")),
        (CompanyTax.INCOME.value, _("Payé par vous, avec vos revenus")),
        (CompanyTax.CORPORATE.value, _("Impôt sur les sociétés")),
    )
