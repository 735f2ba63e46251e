"""Which article, and which receipt of it, a line of a supplier's invoice could be about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.values.article_name import full_name
from merchant_desk.values.barcode import canonical_code, gtin14
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import BatchId, ProductId
from merchant_desk.values.received_invoice import QUANTITY_PARTS
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.words import CodeKind

_PRODUCTS, _CODES, _BATCHES = table(Product), table(ProductCode), table(Batch)
_MATCHES, _LINES = table(SupplierMatch), table(SupplierInvoiceLine)
_INVOICES = table(SupplierInvoice)
BEFORE, AFTER = timedelta(days=60), timedelta(days=30)
"""Goods may come this long before their invoice, or after it."""
_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class LineClues:
    """What a line says of its article."""

    name: str
    ean: str = ""
    supplier_sku: str = ""
    buyer_sku: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptClues:
    """What is known of the goods a line charges."""

    product_id: ProductId
    supplier: str
    issue_date: date
    units: int | None  # None: not a whole number


@dataclass(frozen=True, slots=True)
class ReceiptChoice:
    """A receipt that a line could charge."""

    batch_id: BatchId
    received_on: date
    quantity: int
    supplier: str
    taken: bool  # another invoice charges it already


def article_of(session: Session, clues: LineClues) -> ProductId | None:
    """Return the one article a line names: by code, by reference, by name; None when in doubt."""
    for found in (
        _by_code(session, clues.ean),
        _by_sku(session, clues.buyer_sku),
        _by_supplier_code(session, clues.supplier_sku),
        _by_sku(session, clues.supplier_sku),
        _by_name(session, clues.name),
    ):
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def units_of(session: Session, product_id: ProductId, ean: str, quantity: int) -> int | None:
    """Return how many units of the article a quantity is, a carton being many; None if no number.

    ``quantity`` is in ten-thousandths, as invoices say it.
    """
    code = gtin14(ean)
    units = None
    if code is not None:
        asked = select(_CODES.c.units).where(
            _CODES.c.code == code, _CODES.c.product_id == product_id
        )
        units = session.execute(asked).scalar()
    parts = quantity * (units or 1)
    return parts // QUANTITY_PARTS if parts % QUANTITY_PARTS == 0 else None


def receipts_of(session: Session, clues: ReceiptClues) -> tuple[ReceiptChoice, ...]:
    """Return the receipts a line could charge, the likeliest first.

    Those of another supplier are left out; one without a supplier's name may be any's.
    """
    asked = select(
        _BATCHES.c.id, _BATCHES.c.received_on, _BATCHES.c.quantity, _BATCHES.c.supplier
    ).where(
        _BATCHES.c.product_id == clues.product_id,
        _BATCHES.c.source == "supplier",
        _BATCHES.c.received_on >= clues.issue_date - BEFORE,
        _BATCHES.c.received_on <= clues.issue_date + AFTER,
    )
    taken = set(
        session.scalars(
            select(_MATCHES.c.batch_id)
            .join(_LINES, _LINES.c.id == _MATCHES.c.line_id)
            .join(_INVOICES, _INVOICES.c.id == _LINES.c.supplier_invoice_id)
            .where(
                _MATCHES.c.product_id == clues.product_id,
                _INVOICES.c.state != SupplierState.REFUSED,
            )
        )
    )
    choices = [
        ReceiptChoice(row.id, row.received_on, row.quantity, row.supplier, row.id in taken)
        for row in session.execute(asked)
        if same_supplier(row.supplier, clues.supplier)
    ]

    def likeliness(choice: ReceiptChoice) -> tuple[bool, bool, bool, int]:
        return (
            choice.taken,
            choice.quantity != clues.units,
            not choice.supplier,
            abs((choice.received_on - clues.issue_date).days),
        )

    return tuple(sorted(choices, key=likeliness))


def same_supplier(known: str, told: str) -> bool:
    """Tell whether a name written at the receipt can be that of the invoice."""
    mine, its = folded(known).split(), folded(told).split()
    return not mine or set(mine) <= set(its) or set(its) <= set(mine)


def _by_code(session: Session, ean: str) -> Sequence[ProductId]:
    code = gtin14(ean)
    if code is None:
        return ()
    asked = select(_CODES.c.product_id).where(_CODES.c.code == code).distinct()
    return session.scalars(asked).all()


def _by_supplier_code(session: Session, sku: str) -> Sequence[ProductId]:
    if not sku:
        return ()
    asked = select(_CODES.c.product_id).where(
        _CODES.c.code == canonical_code(sku), _CODES.c.kind == CodeKind.SUPPLIER
    )
    return session.scalars(asked.distinct()).all()


def _by_sku(session: Session, sku: str) -> Sequence[ProductId]:
    if not sku:
        return ()
    return session.scalars(select(_PRODUCTS.c.id).where(_PRODUCTS.c.sku == sku)).all()


def _by_name(session: Session, name: str) -> Sequence[ProductId]:
    wanted = _bare(name)
    if not wanted:
        return ()
    first = wanted.split()[0]
    near = select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text).where(
        _PRODUCTS.c.search_text >= first, _PRODUCTS.c.search_text < first + _LAST_LETTER
    )
    return [
        ProductId(row.id)
        for row in session.execute(near)
        if _bare(full_name(row.name, row.option_text)) == wanted
    ]


def _bare(name: str) -> str:
    """Return the words of a name, whatever parts them."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded(name)).split())
