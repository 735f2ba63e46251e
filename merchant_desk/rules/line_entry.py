"""Lines of a document as they are typed: what each cell means, and what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from merchant_desk.rules.legal_data import is_rate, rates_on
from merchant_desk.values.entries import read_amount, read_decimal, read_whole, written_amount
from merchant_desk.values.folding import folded
from merchant_desk.values.french import rate
from merchant_desk.values.ids import OrderLineId, ProductId, RecordId
from merchant_desk.values.invoice_draft import DraftLine
from merchant_desk.values.money import ZERO, Money, round_half_up
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _, later
from merchant_desk.values.unit_price import MILLIONTHS, UnitPrice
from merchant_desk.values.vat import SaleCategory, VatTreatment

_MOST_UNITS = 1_000_000
_MOST_EUROS = 10_000_000
_BASIS, _WHOLE_BP = 100, 10_000
_OSS = re.compile(r"oss\s*([\d.,]+)\s*%?")
_LONGEST = 300
_REGIMES: Mapping[VatTreatment, str] = {
    VatTreatment.FRANCHISE: later("Franchise"),
    VatTreatment.SECOND_HAND: later("Marge occasion"),
    VatTreatment.ART: later("Marge art"),
    VatTreatment.COLLECTORS: later("Marge collection"),
    VatTreatment.INTRA_EU: later("Intra-UE"),
    VatTreatment.EXPORT: later("Export"),
    VatTreatment.REVERSE_CHARGE: later("Autoliquidation"),
    VatTreatment.OUT_OF_SCOPE: later("Hors champ"),
}
_TERRITORIES = ("metropole", "corse", "antilles_reunion")
_RATED = frozenset({VatTreatment.NORMAL, VatTreatment.OSS})


class LineSort(StrEnum):
    """What a line sells, in the words of the first cell."""

    GOODS = "goods"
    SERVICE = "service"
    SHIPPING = "shipping"
    FEE = "fee"


SORT_WORDS = {
    LineSort.GOODS: later("Bien"),
    LineSort.SERVICE: later("Service"),
    LineSort.SHIPPING: later("Port"),
    LineSort.FEE: later("Frais"),
}


class Cell(StrEnum):
    """What can be typed of a line."""

    SORT = "sort"
    NAME = "name"
    QUANTITY = "quantity"
    PRICE = "price"
    DISCOUNT = "discount"
    VAT = "vat"


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line as it stands in the form; what no cell shows comes with the article."""

    sort: LineSort = LineSort.GOODS
    name: str = ""
    quantity: str = "1"
    price: str = ""
    discount: str = ""
    vat: str = ""
    sku: str = ""
    ean: str = ""
    option: str = ""
    product_id: ProductId | None = None
    order_line_id: OrderLineId | None = None
    credits_line_id: RecordId | None = None
    eco: Money = ZERO
    eco_scheme: str = ""

    @property
    def blank(self) -> bool:
        """Tell whether nothing of it was typed."""
        return not self.name.strip() and not self.price.strip()


def vat_words(rate_bp: int, treatment: VatTreatment) -> str:
    """Return how a cell says a rate, or why there is none."""
    if treatment is VatTreatment.NORMAL:
        return rate(rate_bp)
    if treatment is VatTreatment.OSS:
        return f"OSS {rate(rate_bp)}"
    return _(_REGIMES[treatment])


def vat_choices(day: date, territory: str = "metropole") -> tuple[str, ...]:
    """Return what a cell offers on a day: the rates in force, then what bears none."""
    rates = (rate(each.rate_bp) for each in rates_on(day, territory))
    return (*dict.fromkeys(rates), *(_(words) for words in _REGIMES.values()))


def read_vat(text: str) -> tuple[int, VatTreatment] | None:
    """Return the rate or the regime that was typed: ``5,5``, ``20 %``, ``export``, ``OSS 21``."""
    plain = folded(text).strip()
    oss = _OSS.fullmatch(plain)
    if oss is not None:
        points = _basis_points(oss[1])
        return None if points is None else (points, VatTreatment.OSS)
    points = _basis_points(plain)
    if points is not None:
        return points, VatTreatment.NORMAL
    found = [key for key, words in _REGIMES.items() if plain and folded(_(words)).startswith(plain)]
    return (0, found[0]) if found else None


def read_price(text: str) -> UnitPrice | None:
    """Return a price of up to six decimals, or None."""
    found = read_decimal(text.replace("€", ""))
    if found is None or found > _MOST_EUROS or found * MILLIONTHS % 1:
        return None
    return UnitPrice(int(found * MILLIONTHS))


def written_price(price: UnitPrice) -> str:
    """Return a price as one would type it: ``12,345``."""
    return price.text.replace(".", ",")


def read_discount(text: str) -> tuple[Money, int] | None:
    """Return an amount, or a part in basis points of what was typed; nothing typed is none."""
    plain = text.strip()
    if not plain:
        return ZERO, 0
    if plain.endswith("%"):
        points = _basis_points(plain)
        return None if points is None or points > _WHOLE_BP else (ZERO, points)
    amount = read_amount(plain)
    return None if amount is None else (amount, 0)


def wrong_cells(line: TypedLine, day: date) -> Mapping[Cell, str]:
    """Return what is wrong with a line, cell by cell; a blank one asks for nothing."""
    if line.blank:
        return {}
    quantity, vat = read_whole(line.quantity), read_vat(line.vat)
    found = {
        Cell.NAME: _("Écrivez ce qui est vendu.") if not line.name.strip() else "",
        Cell.QUANTITY: _("Un nombre entier, pas zéro.")
        if quantity is None or not 0 < abs(quantity) <= _MOST_UNITS
        else "",
        Cell.PRICE: _("Un prix, six décimales au plus.") if read_price(line.price) is None else "",
        Cell.DISCOUNT: _("Un montant, ou un pourcentage comme 10\u00a0%.")
        if read_discount(line.discount) is None
        else "",
        Cell.VAT: _wrong_vat(vat, day),
    }
    return {cell: words for cell, words in found.items() if words}


def _wrong_vat(vat: tuple[int, VatTreatment] | None, day: date) -> str:
    if vat is None:
        return _("Un taux, ou un régime comme Export.")
    known = any(is_rate(vat[0], day, place) for place in _TERRITORIES)
    if vat[1] is VatTreatment.NORMAL and not known:
        return _("Ce taux n’existe pas à cette date.")
    return ""


def draft_line(line: TypedLine) -> DraftLine:
    """Return the line as far as it can be read: what cannot counts as nothing."""
    quantity, price = read_whole(line.quantity) or 0, read_price(line.price) or UnitPrice(0)
    discount, part = read_discount(line.discount) or (ZERO, 0)
    points, treatment = read_vat(line.vat) or (0, VatTreatment.NORMAL)
    service = line.sort is LineSort.SERVICE
    kinds = {LineSort.SHIPPING: LineKind.SHIPPING, LineSort.FEE: LineKind.FEE}
    return DraftLine(
        name=line.name.strip()[:_LONGEST],
        quantity=quantity if abs(quantity) <= _MOST_UNITS else 0,
        unit_price=price,
        rate_bp=points if treatment in _RATED else 0,
        treatment=treatment,
        kind=kinds.get(line.sort, LineKind.PRODUCT),
        category=SaleCategory.SERVICES if service else SaleCategory.GOODS,
        discount=discount,
        discount_bp=part,
        sku=line.sku,
        ean=line.ean,
        option=line.option,
        eco=line.eco,
        eco_scheme=line.eco_scheme,
        product_id=line.product_id,
        order_line_id=line.order_line_id,
        credits_line_id=line.credits_line_id,
    )


def typed_line(line: DraftLine) -> TypedLine:
    """Return a kept line as it was typed."""
    sorts = {LineKind.SHIPPING: LineSort.SHIPPING, LineKind.FEE: LineSort.FEE}
    service = line.category is SaleCategory.SERVICES
    discount = rate(line.discount_bp) if line.discount_bp else ""
    if line.discount:
        discount = written_amount(line.discount)
    return TypedLine(
        sort=sorts.get(line.kind, LineSort.SERVICE if service else LineSort.GOODS),
        name=line.name,
        quantity=str(line.quantity),
        price=written_price(line.unit_price),
        discount=discount,
        vat=vat_words(line.rate_bp, line.treatment),
        sku=line.sku,
        ean=line.ean,
        option=line.option,
        product_id=line.product_id,
        order_line_id=line.order_line_id,
        credits_line_id=line.credits_line_id,
        eco=line.eco,
        eco_scheme=line.eco_scheme,
    )


def price_of_method(price: Money, rate_bp: int, *, with_vat: bool) -> str:
    """Return a price of the catalogue, VAT included, as the document's method types it."""
    if with_vat:
        return written_amount(price)
    net = Fraction(price.cents * MILLIONTHS, 100) / (1 + Fraction(rate_bp, _WHOLE_BP))
    return written_price(UnitPrice(round_half_up(net)))


def renamed(line: TypedLine, cell: Cell, text: str) -> TypedLine:
    """Return the line with another text in a cell."""
    return replace(line, **{cell.value: LineSort(text) if cell is Cell.SORT else text})  # type: ignore[arg-type]  # every cell is a field of text, but the first


def draft_lines(lines: Sequence[TypedLine]) -> tuple[DraftLine, ...]:
    """Return the lines that say something."""
    return tuple(draft_line(each) for each in lines if not each.blank)


def _basis_points(text: str) -> int | None:
    found = read_decimal(text.replace("%", ""))
    if found is None or found * _BASIS % 1 or found > 100:  # noqa: PLR2004 - a percentage
        return None
    return int(found * _BASIS)
