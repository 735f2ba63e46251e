"""Finding the VAT rate of a line whose storefront told amounts only."""

_FRENCH_RATES = (2000, 550, 1000, 210, 850, 1300, 0)
_WHOLE = 10_000


def rate_from_amounts(net: int, vat: int) -> int:
    """Return the rate in basis points: a French one where a cent of rounding allows it."""
    if not vat or not net:
        return 0
    for rate in _FRENCH_RATES:
        if abs(net * rate - vat * _WHOLE) <= _WHOLE:
            return rate
    return (2 * vat * 1000 + net) // (2 * net) * 10
