"""How VAT is declared and paid: its rhythm, its day, last year's amount, the credit carried."""

from collections.abc import Sequence
from datetime import date, timedelta

from merchant_desk.queries.settings import Settings
from merchant_desk.rules.cash_taxes.due import TaxProfile, VatRhythm
from merchant_desk.rules.cash_taxes.figures import figure
from merchant_desk.rules.cash_taxes.vat import instalment_dues, last_return, vat_periods
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import caption, labelled, side_by_side
from merchant_desk.ui.settings_taxes.amount_field import AmountField
from merchant_desk.ui.settings_taxes.choice import Choice
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import short_date
from merchant_desk.values.money import Money
from merchant_desk.values.settings import (
    TAXES_VAT,
    TAXES_VAT_CREDIT_CENTS,
    TAXES_VAT_CREDIT_ON,
    TAXES_VAT_DAY,
    TAXES_VAT_LAST_CENTS,
)
from merchant_desk.values.texts import _

_FIRST_DAY, _LAST_DAY = 15, 24
_AHEAD = timedelta(days=420)
_BY_RETURN = frozenset({VatRhythm.MONTHLY, VatRhythm.QUARTERLY, VatRhythm.YEARLY})


class VatCard(Card):
    """What does not go with the rhythm is hidden, never forgotten."""

    def __init__(self, theme: Theme, kept: KeptSettings) -> None:
        super().__init__(theme, _("TVA"))
        self._kept = kept
        self._closed: date | None = None
        self.told = caption(theme, "")
        self.rhythm = Choice(theme, _("Déclaration de TVA"), _rhythms())
        self.day = Field(
            theme,
            _("Jour de paiement"),
            hint=_("De 15 à 24, selon votre compte fiscal. Vide\u00a0: le 15."),
            check=_wrong_day,
        )
        self.last_year = AmountField(
            theme,
            _("TVA de l’an dernier"),
            _("Due pour l’année, avant les acomptes\u00a0: la ligne 57 de la CA12."),
        )
        self.credit = AmountField(theme, _("Crédit de TVA reporté"), "")
        self.body.addWidget(self.told)
        self.body.addLayout(labelled(theme, _("Déclaration"), self.rhythm))
        self.body.addLayout(side_by_side(self.day, self.credit))
        self.body.addWidget(self.last_year)
        self.rhythm.picked.connect(self._on_rhythm)
        self.day.input.editingFinished.connect(self._on_day)
        self.last_year.typed.connect(self._on_last_year)
        self.credit.typed.connect(self._on_credit)

    def show_kept(self, stored: Settings, told: TaxProfile) -> None:
        """Show what is kept, and only what the regime asks for."""
        self.told.setText(_explained(told))
        self.rhythm.setEnabled(told.vat is not VatRhythm.FRANCHISE)
        self.rhythm.show_word(stored.get(TAXES_VAT))
        if not self.day.input.hasFocus() and not self.day.error:
            self.day.set_value(str(told.vat_day) if told.vat_day else "")
        self.last_year.show_amount(told.vat_last_year)
        self._show_credit(stored, told)
        self._show_what_goes_with(told.vat)

    def _show_credit(self, stored: Settings, told: TaxProfile) -> None:
        today = paris_date(utc_now())
        self._closed = last_return(told, today)
        if self._closed is not None:
            hint = _("De votre déclaration arrêtée au {day}. Vide\u00a0: aucun.")
            self.credit.set_hint(hint.format(day=short_date(self._closed)))
        known = stored.get(TAXES_VAT_CREDIT_ON) == (self._closed or date.min).isoformat()
        self.credit.show_amount(Money(stored.get(TAXES_VAT_CREDIT_CENTS)) if known else None)

    def _show_what_goes_with(self, rhythm: VatRhythm) -> None:
        self.day.setVisible(rhythm in _BY_RETURN)
        self.credit.setVisible(rhythm in _BY_RETURN)
        self.last_year.setVisible(rhythm is VatRhythm.YEARLY)

    def _on_rhythm(self, word: str) -> None:
        self._kept.keep(TAXES_VAT, word)

    def _on_day(self) -> None:
        """Keep the day; one that cannot be is said under its field and goes no further."""
        if self.day.validate():
            self._kept.keep(TAXES_VAT_DAY, read_whole(self.day.value) or 0)

    def _on_last_year(self, amount: Money) -> None:
        self._kept.keep(TAXES_VAT_LAST_CENTS, amount.cents)

    def _on_credit(self, amount: Money) -> None:
        """Keep the credit with the return it is of: later ones are reckoned from there."""
        if self._closed is not None:
            self._kept.keep(TAXES_VAT_CREDIT_ON, self._closed.isoformat())
            self._kept.keep(TAXES_VAT_CREDIT_CENTS, amount.cents)


def _explained(told: TaxProfile) -> str:
    """Return what the forecast does with the answers, and which payment is the next."""
    if told.vat is VatRhythm.FRANCHISE:
        return _("Franchise en base\u00a0: aucune TVA à payer.")
    text = _("La prévision compte la TVA de vos factures, puis celle des ventes attendues.")
    today = paris_date(utc_now())
    until = today + _AHEAD
    days = [each.day for each in vat_periods(told, today, until)]
    days += [each.day for each in instalment_dues(told, today, until)]
    if not days:
        return text
    following = _("{text} Prochain paiement\u00a0: le {day}.")
    return following.format(text=text, day=short_date(min(days)))


def _rhythms() -> Sequence[tuple[str, str]]:
    return [
        (VatRhythm.UNKNOWN.value, _("À choisir")),
        (VatRhythm.MONTHLY.value, _("Chaque mois (CA3)")),
        (VatRhythm.QUARTERLY.value, _("Chaque trimestre (CA3)")),
        (VatRhythm.YEARLY.value, _("Une fois l’an, avec acomptes (CA12)")),
    ]


def _wrong_day(text: str) -> str:
    today = paris_date(utc_now())
    least = figure("vat_first_day", today) or _FIRST_DAY
    most = figure("vat_last_day", today) or _LAST_DAY
    day = read_whole(text) if text else least
    fine = day is not None and least <= day <= most
    return "" if fine else _("Un jour de {least} à {most}.").format(least=least, most=most)
