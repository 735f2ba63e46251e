"""What the fields of a product accept; each check returns what is wrong, empty when nothing is."""

from merchant_desk.values.entries import read_amount, read_decimal, read_whole
from merchant_desk.values.money import round_half_up
from merchant_desk.values.texts import _

_PARTS = 10_000


def check_filled(text: str) -> str:
    """Ask for a text."""
    return "" if text else _("Ce champ est nécessaire.")


def check_amount(text: str) -> str:
    """Ask for an amount."""
    return "" if read_amount(text) is not None else _("Saisissez un montant, comme 12,50.")


def check_cost(text: str) -> str:
    """Ask for an amount with up to four decimals, or for nothing."""
    if not text or cost_tenthousandths(text) is not None:
        return ""
    return _("Saisissez un montant, comme 4,1250.")


def check_weight(text: str) -> str:
    """Ask for a number of grams, or for nothing."""
    if not text:
        return ""
    grams = read_whole(text)
    return (
        "" if grams is not None and grams >= 0 else _("Saisissez un poids en grammes, comme 120.")
    )


def cost_tenthousandths(text: str) -> int | None:
    """Return a purchase cost in ten-thousandths of a euro, or None when there is none."""
    cost = read_decimal(text.replace("€", ""))
    return None if cost is None else round_half_up(cost * _PARTS)


def written_cost(cost: int | None) -> str:
    """Return a purchase cost as one would type it: ``4,1250``."""
    if cost is None:
        return ""
    whole, parts = divmod(cost, _PARTS)
    decimals = f"{parts:04d}"
    return f"{whole},{decimals[:2]}{decimals[2:].rstrip('0')}"
