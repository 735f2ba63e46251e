"""Integers written with a decimal point, as every XML format wants them."""

from merchant_desk.values.money import Money


def amount_text(amount: Money) -> str:
    """Return an amount with its two decimals: ``-12.30``."""
    euros, cents = divmod(abs(amount.cents), 100)
    return f"{'-' if amount.cents < 0 else ''}{euros}.{cents:02d}"


def rate_text(rate_bp: int) -> str:
    """Return a rate in percent with its two decimals: ``5.50``."""
    return f"{rate_bp // 100}.{rate_bp % 100:02d}"


def one_line(text: str) -> str:
    """Return a text without line breaks, as a name or an address is written."""
    return " ".join(part.strip() for part in text.replace("\t", " ").splitlines()).strip()
