"""From documents and payments to what is reported of them, to the cent."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from merchant_desk.values.e_reporting import (
    Category,
    DailySales,
    PaymentTold,
    RateSum,
    SaleTold,
    SoldPart,
)
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.vat import SaleCategory, VatTreatment

_MARGIN = frozenset({VatTreatment.SECOND_HAND, VatTreatment.ART, VatTreatment.COLLECTORS})
_NOT_FRENCH = frozenset({VatTreatment.OSS, VatTreatment.EXPORT, VatTreatment.INTRA_EU})
_ORDER = {each: place for place, each in enumerate(Category)}


def category_of(part: SoldPart) -> Category | None:
    """Return the category of a part; None for what is no sale (gift card, container deposit)."""
    if part.treatment is VatTreatment.OUT_OF_SCOPE:
        return None
    if part.treatment in _MARGIN:
        return Category.MARGIN
    if part.treatment in _NOT_FRENCH:
        return Category.NOT_FRENCH
    return Category.SERVICES if part.category is SaleCategory.SERVICES else Category.GOODS


def daily_sales(sales: Iterable[SaleTold]) -> tuple[DailySales, ...]:
    """Add sales to consumers up by day and category; credit notes are negative and count."""
    sums: dict[tuple[date, Category], dict[int, list[Money]]] = {}
    counts: dict[tuple[date, Category], set[str]] = defaultdict(set)
    for sale in sales:
        for part in sale.parts:
            category = category_of(part)
            if category is None:
                continue
            key = (sale.issued_on, category)
            rate, vat = french_vat(part)
            kept = sums.setdefault(key, {}).setdefault(rate, [ZERO, ZERO])
            kept[0], kept[1] = kept[0] + part.base, kept[1] + vat
            counts[key].add(sale.number)
    return tuple(
        DailySales(day, category, len(counts[day, category]), _rates(sums[day, category]))
        for day, category in sorted(sums, key=lambda key: (key[0], _ORDER[key[1]]))
    )


def french_vat(part: SoldPart) -> tuple[int, Money]:
    """Return the French rate and VAT of a part: the tax of another state is not told here."""
    if part.treatment is VatTreatment.NORMAL:
        return part.rate_bp, part.vat
    return 0, ZERO


def daily_payments(payments: Iterable[PaymentTold]) -> tuple[PaymentTold, ...]:
    """Add payments of consumers up by day; those of a document stay apart."""
    days: dict[date, dict[int, Money]] = {}
    apart = []
    for payment in payments:
        if payment.number:
            apart.append(payment)
            continue
        kept = days.setdefault(payment.paid_on, {})
        for rate, amount in payment.rates:
            kept[rate] = kept.get(rate, ZERO) + amount
    together = [
        PaymentTold(day, tuple(sorted(days[day].items(), reverse=True))) for day in sorted(days)
    ]
    return (*sorted(apart, key=lambda each: (each.number, each.paid_on)), *together)


def split_parts(lines: Sequence[SoldPart], rates: Sequence[SoldPart]) -> tuple[SoldPart, ...]:
    """Share each rate of a document over what its lines sell under it; no cent is lost.

    ``rates`` are the printed totals: what the lines do not add up to goes to the largest part.
    """
    found: list[SoldPart] = []
    for rate in rates:
        own = [
            each
            for each in lines
            if (each.rate_bp, each.treatment) == (rate.rate_bp, rate.treatment)
        ]
        found.extend(_exact(own, rate) if own else [rate])
    return tuple(found)


def services_paid(amount: Money, parts: Sequence[SoldPart]) -> tuple[tuple[int, Money], ...]:
    """Return what of a payment pays services, VAT included, per rate."""
    weights = [abs((each.base + each.vat).cents) for each in parts]
    if not sum(weights):
        return ()
    sign = -1 if amount.cents < 0 else 1
    shares = Money(abs(amount.cents)).share(weights)
    kept: dict[int, Money] = {}
    for part, share in zip(parts, shares, strict=True):
        if category_of(part) is Category.SERVICES and share:
            kept[part.rate_bp] = kept.get(part.rate_bp, ZERO) + share * sign
    return tuple(sorted(kept.items(), reverse=True))


def _rates(sums: dict[int, list[Money]]) -> tuple[RateSum, ...]:
    return tuple(RateSum(rate, *sums[rate]) for rate in sorted(sums, reverse=True))


def _exact(own: Sequence[SoldPart], rate: SoldPart) -> list[SoldPart]:
    lost_base = rate.base - total(each.base for each in own)
    lost_vat = rate.vat - total(each.vat for each in own)
    largest = max(range(len(own)), key=lambda place: abs(own[place].base.cents))
    return [
        SoldPart(
            each.category,
            each.treatment,
            each.rate_bp,
            each.base + lost_base if place == largest else each.base,
            each.vat + lost_vat if place == largest else each.vat,
        )
        for place, each in enumerate(own)
    ]
