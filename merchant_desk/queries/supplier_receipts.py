"""Which receipts the lines of a supplier's invoice could charge, and how many units they count."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import ProductCode
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.values.barcode import gtin14
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import BatchId, ProductId
from merchant_desk.values.received_invoice import QUANTITY_PARTS
from merchant_desk.values.supplier_words import SupplierState

_CODES, _BATCHES = table(ProductCode), table(Batch)
_MATCHES, _LINES = table(SupplierMatch), table(SupplierInvoiceLine)
_INVOICES = table(SupplierInvoice)
BEFORE, AFTER = timedelta(days=60), timedelta(days=30)
"""Goods may come this long before their invoice, or after it."""


@dataclass(frozen=True, slots=True)
class ReceiptChoice:
    """A receipt that a line could charge."""

    batch_id: BatchId
    received_on: date
    quantity: int
    supplier: str
    taken: bool  # another line charges it already
    cost_tenthousandths: int | None = None


@dataclass(frozen=True, slots=True)
class KnownGoods:
    """The codes and the receipts of some articles, around the day of one invoice."""

    issue_date: date
    codes: Mapping[tuple[str, ProductId], int]
    receipts: Mapping[ProductId, tuple[ReceiptChoice, ...]]

    def units(self, product_id: ProductId, ean: str, quantity: int) -> int | None:
        """Return how many units a quantity is, a carton being many; None if no whole number.

        ``quantity`` is in ten-thousandths, as invoices say it.
        """
        parts = quantity * self.codes.get((gtin14(ean) or "", product_id), 1)
        return parts // QUANTITY_PARTS if parts % QUANTITY_PARTS == 0 else None

    def choices(self, product_id: ProductId, units: int | None) -> tuple[ReceiptChoice, ...]:
        """Return the receipts of an article, the likeliest first."""

        def likeliness(choice: ReceiptChoice) -> tuple[bool, bool, bool, int]:
            return (
                choice.taken,
                choice.quantity != units,
                not choice.supplier,
                abs((choice.received_on - self.issue_date).days),
            )

        return tuple(sorted(self.receipts.get(product_id, ()), key=likeliness))

    def likeliest(
        self, product_id: ProductId, units: int | None, taken: Collection[BatchId] = ()
    ) -> ReceiptChoice | None:
        """Return the receipt a line charges; none for one that gives back."""
        if units is not None and units <= 0:
            return None
        free = (
            each
            for each in self.choices(product_id, units)
            if not each.taken and each.batch_id not in taken
        )
        return next(free, None)


def known_goods(
    session: Session, product_ids: Collection[ProductId], supplier: str, issue_date: date
) -> KnownGoods:
    """Return what is known of these articles.

    Receipts of another supplier are left out; one without a supplier's name may be any's.
    """
    coded = select(_CODES.c.code, _CODES.c.product_id, _CODES.c.units).where(
        _CODES.c.product_id.in_(product_ids), _CODES.c.units > 1
    )
    asked = select(_BATCHES).where(
        _BATCHES.c.product_id.in_(product_ids),
        _BATCHES.c.source == "supplier",
        _BATCHES.c.received_on >= issue_date - BEFORE,
        _BATCHES.c.received_on <= issue_date + AFTER,
    )
    taken = _taken(session, product_ids)
    receipts: dict[ProductId, list[ReceiptChoice]] = defaultdict(list)
    for row in session.execute(asked):
        if same_supplier(row.supplier, supplier):
            choice = ReceiptChoice(
                row.id,
                row.received_on,
                row.quantity,
                row.supplier,
                row.id in taken,
                row.cost_tenthousandths,
            )
            receipts[row.product_id].append(choice)
    return KnownGoods(
        issue_date,
        {(row.code, row.product_id): row.units for row in session.execute(coded)},
        {product_id: tuple(choices) for product_id, choices in receipts.items()},
    )


def same_supplier(known: str, told: str) -> bool:
    """Tell whether a name written at the receipt can be that of the invoice."""
    mine, its = folded(known).split(), folded(told).split()
    return not mine or set(mine) <= set(its) or set(its) <= set(mine)


def _taken(session: Session, product_ids: Collection[ProductId]) -> set[BatchId | None]:
    """Return the receipts that a line charges, but those of refused invoices."""
    asked = (
        select(_MATCHES.c.batch_id)
        .join(_LINES, _LINES.c.id == _MATCHES.c.line_id)
        .join(_INVOICES, _INVOICES.c.id == _LINES.c.supplier_invoice_id)
        .where(
            _MATCHES.c.product_id.in_(product_ids),
            _MATCHES.c.batch_id.is_not(None),
            _INVOICES.c.state != SupplierState.REFUSED,
        )
    )
    return set(session.scalars(asked))
