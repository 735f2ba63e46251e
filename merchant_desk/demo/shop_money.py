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


def cents(written: object) -> int:
    """Return what WooCommerce wrote as cents: « 111 » is 11100."""
    whole, _point, decimals = str(written or "0").partition(".")
    magnitude = int(whole.lstrip("-") or 0) * 100 + int((decimals + "00")[:2])
    return -magnitude if whole.startswith("-") else magnitude
