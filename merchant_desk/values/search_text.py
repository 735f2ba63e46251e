"""What search looks into for a product: folded name, option, SKU and codes as printed."""

from collections.abc import Iterable

from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.folding import folded


def printed_code(code: str) -> str:
    """Return a kept code as it stands on the goods: EAN-13 for a GTIN-14 that starts with 0."""
    return spoken_code(code).replace(" ", "")


def product_search_text(name: str, option_text: str, sku: str, codes: Iterable[str]) -> str:
    """Return the folded text of everything that names a product."""
    words = (name, option_text, sku, *sorted(printed_code(code) for code in codes))
    return folded(" ".join(filter(None, words)))
