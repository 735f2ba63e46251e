"""Which articles the lines of a supplier's invoice are: by code, by reference, by name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.values.article_name import full_name
from merchant_desk.values.barcode import canonical_code, gtin14
from merchant_desk.values.folding import folded, folded_many
from merchant_desk.values.ids import ProductId
from merchant_desk.values.words import CodeKind

_PRODUCTS, _CODES = table(Product), table(ProductCode)
_Found = Mapping[str, frozenset[ProductId]]


@dataclass(frozen=True, slots=True)
class LineClues:
    """What a line says of its article."""

    name: str
    ean: str = ""
    supplier_sku: str = ""
    buyer_sku: str = ""


def articles_of(session: Session, lines: Sequence[LineClues]) -> list[ProductId | None]:
    """Return the one article each line names; None when there is none, or a doubt.

    The code decides, then our reference, the supplier's, and last the name; a few questions
    answer for all lines.
    """
    codes = _by_code(session, lines)
    skus = _by_sku(
        session, {each.buyer_sku for each in lines} | {each.supplier_sku for each in lines}
    )
    learnt = _by_supplier_code(session, {each.supplier_sku for each in lines})
    told = [
        _first(
            codes.get(gtin14(each.ean) or ""),
            skus.get(each.buyer_sku),
            learnt.get(canonical_code(each.supplier_sku)),
            skus.get(each.supplier_sku),
        )
        for each in lines
    ]
    if all(told):
        return [_only(each) for each in told]
    names = _by_name(session)
    return [
        _only(found or names.get(_bare(folded(each.name)), frozenset()))
        for found, each in zip(told, lines, strict=True)
    ]


def _first(*found: frozenset[ProductId] | None) -> frozenset[ProductId]:
    return next((each for each in found if each), frozenset())


def _only(found: frozenset[ProductId]) -> ProductId | None:
    return next(iter(found)) if len(found) == 1 else None


def _by_code(session: Session, lines: Sequence[LineClues]) -> _Found:
    wanted = {code for each in lines if (code := gtin14(each.ean)) is not None}
    return _codes(session, _CODES.c.code.in_(wanted)) if wanted else {}


def _by_supplier_code(session: Session, skus: set[str]) -> _Found:
    wanted = {canonical_code(sku) for sku in skus if sku}
    kind = _CODES.c.kind == CodeKind.SUPPLIER
    return _codes(session, _CODES.c.code.in_(wanted) & kind) if wanted else {}


def _codes(session: Session, condition: ColumnElement[bool]) -> _Found:
    asked = select(_CODES.c.code, _CODES.c.product_id).where(condition)
    return _grouped([(row.code, row.product_id) for row in session.execute(asked)])


def _by_sku(session: Session, skus: set[str]) -> _Found:
    wanted = skus - {""}
    if not wanted:
        return {}
    asked = select(_PRODUCTS.c.sku, _PRODUCTS.c.id).where(_PRODUCTS.c.sku.in_(wanted))
    return _grouped([(row.sku, row.id) for row in session.execute(asked)])


def _by_name(session: Session) -> _Found:
    """Return every article by its bare name; empty names lead nowhere."""
    rows = session.execute(select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text)).all()
    names = folded_many([full_name(row.name, row.option_text) for row in rows])
    pairs = [(_bare(name), ProductId(row.id)) for name, row in zip(names, rows, strict=True)]
    return _grouped([pair for pair in pairs if pair[0]])


def _grouped(pairs: Sequence[tuple[str, ProductId]]) -> _Found:
    found: dict[str, set[ProductId]] = defaultdict(set)
    for key, product_id in pairs:
        found[key].add(product_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _bare(folded_name: str) -> str:
    """Return the words of a name, whatever parts them."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded_name).split())
