"""Which payment provider a means of payment leads to, and how long providers keep the money."""

from collections.abc import Collection, Mapping

from merchant_desk.values.folding import folded
from merchant_desk.values.payout_file import PROVIDERS

Delay = tuple[int, int, int]
"""Days from a sale to its payout, cautiously, and its fees in basis points."""
USUAL: Mapping[str, Delay] = {
    "stripe": (3, 7, 0),
    "paypal": (2, 5, 0),
    "sumup": (2, 4, 0),
    "shopify_payments": (3, 5, 0),
    "mollie": (2, 5, 0),
    "woopayments": (3, 7, 0),
    "amazon": (14, 16, 0),
}
"""While none of their payouts was brought; no fee is supposed."""
_OTHER: Delay = (3, 7, 0)
_WORDS = {key: folded(name).replace(" ", "") for key, name in PROVIDERS.items()}
_OF_PLATFORM = {"shopify": "shopify_payments"}


def provider_of(means: str, platform: str, seen: Collection[str]) -> str:
    """Return the provider that a storefront's word means; empty when it cannot be told.

    A word such as « Carte bancaire » names none: it is that of the platform, or the only one whose
    payouts were brought, PayPal aside, which always says its name.
    """
    plain = folded(means).replace(" ", "").replace("_", "")
    for key, word in _WORDS.items():
        if word in plain or key.replace("_", "") in plain:
            return key
    if platform in _OF_PLATFORM:
        return _OF_PLATFORM[platform]
    cards = [each for each in seen if each not in {"paypal", "sumup", "amazon"}]
    return cards[0] if len(cards) == 1 else ""


def delay_of(provider: str, measured: Mapping[str, Delay]) -> Delay:
    """Return how long a provider keeps the money: as measured, else as it usually does."""
    return measured.get(provider) or USUAL.get(provider, _OTHER)
