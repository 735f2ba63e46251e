"""Amounts of an invoice as they stand in its columns."""

from fractions import Fraction

from merchant_desk.documents.drawing.ink import Style
from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.invoice_page import InvoiceLine, PriceMethod
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import MILLIONTHS, UnitPrice
from merchant_desk.values.vat import VatTreatment

_SHORT = 100  # a price that is shared out shows up to four decimals, so that it times the count
_SHORTEST = 2  # gives the total; one that was given shows all its six
_WHOLE_BP = 10_000
_COLUMN = 10  # characters: ``123 456,78``
_TAXED = frozenset({VatTreatment.NORMAL, VatTreatment.OSS})


def bare(amount: Money) -> str:
    """Return an amount for a column whose head says euros: ``1 024,50``."""
    return euros(amount).removesuffix("\u00a0€")


def fitted(figure: str, style: Style) -> Style:
    """Return the style in which a figure stays in its column: hundreds of millions get smaller."""
    longest = max(len(figure), _COLUMN)
    return style if longest == _COLUMN else style.but(size=style.size * _COLUMN / longest)


def unit_price_words(price: UnitPrice) -> str:
    """Return the price of one unit: two decimals when that is exact, else up to six."""
    whole, rest = divmod(abs(price.millionths), MILLIONTHS)
    decimals = f"{rest:06d}"
    shown = decimals[:_SHORTEST] + decimals[_SHORTEST:].rstrip("0")
    sign = "\u2212" if price.millionths < 0 else ""
    return f"{sign}{number(whole)},{shown}"


def net_unit_price(line: InvoiceLine, method: PriceMethod) -> str:
    """Return what one costs without VAT, before the discount of its line."""
    if line.unit_price is None or line.quantity == 0:
        return _shared(line.net, line.quantity)
    if method is PriceMethod.NET:
        return unit_price_words(line.unit_price)
    if not line.discount:
        return _shared(line.net, line.quantity)
    rate_bp = line.rate_bp if line.treatment in _TAXED else 0
    exact = Fraction(line.unit_price.millionths * _WHOLE_BP, _WHOLE_BP + rate_bp)
    return unit_price_words(_shortened(exact))


def unit_price_with_vat(line: InvoiceLine, method: PriceMethod) -> str:
    """Return what one costs with VAT, before the discount of its line."""
    if line.unit_price is None or line.quantity == 0 or method is PriceMethod.NET:
        return _shared(line.ttc, line.quantity)
    return unit_price_words(line.unit_price)


def _shared(amount: Money, quantity: int) -> str:
    if quantity == 0:
        return bare(amount)
    return unit_price_words(_shortened(Fraction(amount.cents * MILLIONTHS, 100 * quantity)))


def _shortened(exact: Fraction) -> UnitPrice:
    return UnitPrice(round_half_up(exact / _SHORT) * _SHORT)


def with_vat(amount: Money, line: InvoiceLine) -> Money:
    """Return an amount without VAT as it weighs on a line, VAT included."""
    if line.treatment not in _TAXED:
        return amount
    return amount.part(_WHOLE_BP + line.rate_bp, _WHOLE_BP)


def rate_words(rate_bp: int, treatment: VatTreatment) -> str:
    """Return the rate of a line, or a dash that its mention explains."""
    return rate(rate_bp) if treatment in _TAXED else "—"


def treatment_words(rate_bp: int, treatment: VatTreatment, country: str = "") -> str:
    """Return what the VAT table calls a row; the tax of another country says which."""
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
    if treatment is VatTreatment.OSS and country:
        return f"{rate(rate_bp)} ({country})"
    return words.get(treatment) or rate(rate_bp)
