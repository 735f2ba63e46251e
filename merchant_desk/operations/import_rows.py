"""The rows that new products of an import are stored as, made thousands at a time."""

from collections.abc import Sequence
from typing import Any

from merchant_desk.database.column_types import to_micros
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.catalogue_sheet import Article
from merchant_desk.values.folding import folded_many
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ImportId, PlaceId, ProductId, new_ids
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.words import CodeKind

PRODUCT_COLUMNS = (
    "id", "row", "sku", "name", "option_text", "family", "category", "price",
    "cost_tenthousandths", "rate_bp", "weight_g", "image_url", "default_place_id", "active",
    "stocked", "search_text", "created_at", "changed_at", "import_id",
)  # fmt: skip
CODE_COLUMNS = ("id", "code", "product_id", "kind", "units", "note", "import_id")
_EAN, _CARTON, _SUPPLIER = CodeKind.EAN.value, CodeKind.CARTON.value, CodeKind.SUPPLIER.value
_GTIN14 = 14

Code = tuple[str, str, int]
"""A code as kept, its kind, the units it stands for."""


def product_rows(
    gesture: Gesture,
    import_id: ImportId,
    coded: tuple[Sequence[Article], Sequence[Sequence[Code]]],
    usual_rate_bp: int,
    placed: tuple[Sequence[ProductId], Sequence[PlaceId | None], int],
) -> list[tuple[Any, ...]]:
    """Return the rows of new articles with their codes; ``placed``: ids, bins, first number."""
    articles, codes = coded
    identifiers, bins, first = placed
    now = to_micros(gesture.at)
    skus = [each.sku or printed_code(each.ean) for each in articles]
    searched = folded_many(list(map(_words, articles, skus, codes)))
    return [
        (
            product_id, row, sku, each.name, each.option_text, each.family, each.category,
            each.price, each.cost, usual_rate_bp if each.rate_bp is None else each.rate_bp,
            each.weight_g, each.image_url, place_id, each.active is not False, each.stocked,
            text, now, now, import_id,
        )
        for row, (product_id, sku, each, place_id, text) in enumerate(
            zip(identifiers, skus, articles, bins, searched, strict=True), first
        )
    ]  # fmt: skip


def code_rows(
    import_id: ImportId, found: Sequence[tuple[ProductId, Code]]
) -> list[tuple[Any, ...]]:
    """Return the code rows of products."""
    return [
        (identifier, code, product_id, kind, units, "", import_id)
        for identifier, (product_id, (code, kind, units)) in zip(
            new_ids(len(found)), found, strict=True
        )
    ]


def codes_of(article: Article) -> list[Code]:
    """Return every code that a row gives its product."""
    codes: list[Code] = [(article.ean, _EAN, 1)] if article.ean else []
    if article.carton_code:
        codes.append((article.carton_code, _CARTON, article.carton_units))
    if article.supplier_code:
        supplier = canonical_code(article.supplier_code)
        if supplier not in (article.ean, article.carton_code):
            codes.append((supplier, _SUPPLIER, 1))
    return codes


def _words(article: Article, sku: str, codes: Sequence[Code]) -> str:
    """Return what ``product_search_text`` folds, for a product that has these codes only."""
    if len(codes) == 1 and not article.option_text:
        return f"{article.name} {sku} {_printed(codes[0][0])}"
    printed = sorted([_printed(code[0]) for code in codes])
    return " ".join(filter(None, (article.name, article.option_text, sku, *printed)))


def _printed(code: str) -> str:
    """Return what ``printed_code`` does, sooner for an EAN-13."""
    if len(code) == _GTIN14 and code[0] == "0" and code[1] != "0":
        return code[1:]
    return printed_code(code)
