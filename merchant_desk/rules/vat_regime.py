"""Under which VAT regime an order is invoiced, or why this desk may not invoice it yet.

A wrong statement on an invoice is worse than an order that waits: what the desk cannot be sure of
is told before packing, with what the storefront charged and what the law wants.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.legal_data import is_rate, is_union_rate
from merchant_desk.rules.vat_territory import Territory, is_foreign_vat_number, territory_of
from merchant_desk.values.french import rate as rate_words
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_RATES_OF = {
    Territory.METROPOLE: ("metropole", "corse"),
    Territory.ANTILLES: ("antilles_reunion",),
    Territory.REUNION: ("antilles_reunion",),
}


@dataclass(frozen=True, slots=True)
class Sale:
    """What decides: who sells from where, to whom, and what the storefront charged."""

    treatment: VatTreatment
    """Of the shop itself: normal, or franchise."""
    seller: Address
    destination: Address
    collected: bool
    """Handed over in the shop, wherever the buyer lives."""
    buyer_vat: str
    charged: Sequence[tuple[str, int]]
    """Name and rate of every line that costs something."""
    tax_countries: Sequence[str]
    on: date
    one_stop_shop: bool = False
    """The shop is registered for it: distance sales bear the tax of the destination (OSS)."""


@dataclass(frozen=True, slots=True)
class Regime:
    """How every line is treated; ``problem`` says why no invoice may be made, or is empty."""

    treatment: VatTreatment
    problem: str = ""
    country: str = ""
    """Whose tax it is, under the one-stop shop."""


def regime_of(sale: Sale) -> Regime:
    """Return how VAT treats a sale of goods."""
    if sale.treatment is VatTreatment.FRANCHISE:
        return _franchise(sale)
    home = territory_of(sale.seller, sale.on)
    if home not in _RATES_OF:
        return _blocked(_("La TVA de votre territoire n’est pas encore prise en charge."))
    if set(sale.tax_countries) - {"FR", "MC"}:
        return _one_stop_shop(sale)
    return _normal(sale, home)


def is_rate_at(rate_bp: int, shop: Address, on: date) -> bool:
    """Tell whether what is handed over in this shop may be taxed at this rate on a day."""
    territories = _RATES_OF.get(territory_of(shop, on), ())
    return any(is_rate(rate_bp, on, each) for each in territories)


def _normal(sale: Sale, home: Territory) -> Regime:
    if not sale.charged:
        return Regime(VatTreatment.NORMAL)
    there = home if sale.collected else territory_of(sale.destination, sale.on)
    if there is home:
        return _french(sale, home)
    if there is Territory.UNION and home is Territory.METROPOLE:
        return _in_the_union(sale, home)
    return _exported(sale)


def _one_stop_shop(sale: Sale) -> Regime:
    """Return the regime of a sale that bears the tax of another member state (CGI 298 sexdecies G).

    The storefront charged it: the desk makes sure that it is the tax of where the goods go.
    """
    country = sale.destination.country.strip().upper()
    if not sale.one_stop_shop:
        return _blocked(
            _("La boutique a compté la TVA d’un autre pays, et le guichet OSS n’est pas coché.")
        )
    if sale.collected or set(sale.tax_countries) != {country}:
        return _blocked(_("La TVA comptée n’est pas celle du pays où part la commande."))
    if is_foreign_vat_number(sale.buyer_vat, sale.on):
        return _blocked(
            _("TVA comptée alors que le client a un numéro de TVA d’un autre pays de l’Union.")
        )
    for name, rate in sale.charged:
        if not is_union_rate(country, rate, sale.on):
            return _blocked(
                _(
                    "TVA à {rate} sur «\u00a0{name}\u00a0»\u00a0: ce taux n’existe pas là-bas."
                ).format(rate=rate_words(rate), name=name)
            )
    return Regime(VatTreatment.OSS, country=country)


def _franchise(sale: Sale) -> Regime:
    taxed = next((name for name, rate in sale.charged if rate), "")
    if taxed:
        return _blocked(
            _("TVA comptée sur «\u00a0{name}\u00a0» alors que vous êtes en franchise.").format(
                name=taxed
            )
        )
    return Regime(VatTreatment.FRANCHISE)


def _french(sale: Sale, home: Territory) -> Regime:
    for name, rate in sale.charged:
        if not rate:
            return _blocked(
                _("Aucune TVA comptée sur «\u00a0{name}\u00a0» par la boutique.").format(name=name)
            )
        if not any(is_rate(rate, sale.on, territory) for territory in _RATES_OF[home]):
            return _blocked(
                _("TVA à {rate} sur «\u00a0{name}\u00a0»\u00a0: ce taux n’existe pas ici.").format(
                    rate=rate_words(rate), name=name
                )
            )
    return Regime(VatTreatment.NORMAL)


def _in_the_union(sale: Sale, home: Territory) -> Regime:
    business = is_foreign_vat_number(sale.buyer_vat, sale.on)
    if not any(rate for _name, rate in sale.charged):
        if business:
            return _intra_eu(sale)
        return _blocked(_("Aucune TVA comptée, et le client n’a pas de numéro de TVA européen."))
    if business:
        return _blocked(
            _("TVA comptée alors que le client a un numéro de TVA d’un autre pays de l’Union.")
        )
    return _french(sale, home)


def _intra_eu(sale: Sale) -> Regime:
    """Return the exemption of CGI 262 ter I; a number that no state gives does not open it."""
    from merchant_desk.rules.preflight.tax_numbers import (  # noqa: PLC0415 - few orders need it
        is_vat_number,
    )

    if is_vat_number(sale.buyer_vat):
        return Regime(VatTreatment.INTRA_EU)
    return _blocked(
        _("Le numéro de TVA du client, {number}, n’est pas valable.").format(number=sale.buyer_vat)
    )


def _exported(sale: Sale) -> Regime:
    if any(rate for _name, rate in sale.charged):
        return _blocked(_("TVA comptée alors que cette destination en est exonérée."))
    return Regime(VatTreatment.EXPORT)


def _blocked(problem: str) -> Regime:
    return Regime(VatTreatment.NORMAL, f"{problem} {correct_there()}")


def correct_there() -> str:
    """Return what to do about an order that cannot be invoiced right."""
    return _("Corrigez la commande dans la boutique en ligne, ou expédiez-la de là-bas.")
