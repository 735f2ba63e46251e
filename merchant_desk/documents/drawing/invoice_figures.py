"""Amounts of an invoice as they stand in its columns."""

from fractions import Fraction

from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_PLACES = 10_000  # a unit price shows up to four decimals, so that price × count is the total
_SHORTEST = 2


def bare(amount: Money) -> str:
    """Return an amount for a column whose head says euros: ``1 024,50``."""
    return euros(amount).removesuffix("\u00a0€")


def unit_price(amount: Money, quantity: int) -> str:
    """Return what one costs: two decimals when that is exact, else up to four."""
    if quantity == 0:
        return bare(amount)
    exact = round_half_up(Fraction(amount.cents * _PLACES, 100 * quantity))
    whole, rest = divmod(abs(exact), _PLACES)
    decimals = f"{rest:04d}"
    shown = decimals[:_SHORTEST] + decimals[_SHORTEST:].rstrip("0")
    sign = "\u2212" if exact < 0 else ""
    return f"{sign}{number(whole)},{shown}"


def rate_words(rate_bp: int, treatment: VatTreatment) -> str:
    """Return the rate of a line, or a dash that its mention explains."""
    taxed = treatment in {VatTreatment.NORMAL, VatTreatment.OSS}
    return rate(rate_bp) if taxed else "—"


def treatment_words(rate_bp: int, treatment: VatTreatment) -> str:
    """Return what the VAT table calls a row."""
    words = {
        VatTreatment.FRANCHISE: _("Non applicable"),
        VatTreatment.INTRA_EU: _("Exonéré"),
        VatTreatment.EXPORT: _("Exonéré"),
        VatTreatment.REVERSE_CHARGE: _("Autoliquidée"),
        VatTreatment.SECOND_HAND: _("Sur la marge"),
        VatTreatment.ART: _("Sur la marge"),
        VatTreatment.COLLECTORS: _("Sur la marge"),
        VatTreatment.OUT_OF_SCOPE: _("Hors champ"),
    }
    return words.get(treatment) or rate(rate_bp)
