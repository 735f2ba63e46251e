"""Amounts as WooCommerce writes them: net and tax apart, decimal texts."""

from dataclasses import dataclass

from merchant_desk.values.money import Money

WHOLE_RATE = 10_000


@dataclass(frozen=True, slots=True)
class Taxed:
    """An amount with tax cut in net and tax."""

    net: int
    tax: int


def taxed(gross_cents: int, rate_bp: int) -> Taxed:
    """Cut an amount with tax; both parts together are the amount."""
    net = Money(gross_cents).part(WHOLE_RATE, WHOLE_RATE + rate_bp).cents
    return Taxed(net, gross_cents - net)


def decimal(cents: int) -> str:
    """Return cents as WooCommerce writes them: « -12.30 »."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
