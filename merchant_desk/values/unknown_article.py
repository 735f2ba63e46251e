"""Why an order with articles nobody knows here is blocked; kept with it, and known again."""

from collections.abc import Sequence

from merchant_desk.values.texts import _

_MOST_NAMED = 5
_BEGINNINGS = (
    "Article inconnu ici",
    "Article inconnu au bureau",  # as the first version stored it
    "Item unknown here",
    "Item unknown at the desk",
)


def unknown_reason(articles: Sequence[str]) -> str:
    """Return the reason that names these articles."""
    named = ", ".join(articles[:_MOST_NAMED])
    return _("Article inconnu ici\u00a0: {sku}.").format(sku=named)


def says_unknown(reason: str) -> bool:
    """Tell whether this is such a reason, whichever version and language stored it."""
    return reason.startswith(_BEGINNINGS)
