"""What a match is with, in words: the document, the payout, the slip, what comes back."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.cash import Recurring
from merchant_desk.models.cash_aside import BankDeposit, Payout
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.cash_habits import buyer_name
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.french import short_date
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.payout_file import provider_name
from merchant_desk.values.texts import _

Key = tuple[MatchTarget, bytes]
_INVOICES, _ORDERS, _OWED = table(Invoice), table(Order), table(SupplierInvoice)
_PAYOUTS, _DEPOSITS, _RECURRING = table(Payout), table(BankDeposit), table(Recurring)
_ASKED: Mapping[MatchTarget, Any] = {
    MatchTarget.CUSTOMER_INVOICE: select(
        _INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.kind, _INVOICES.c.buyer
    ),
    MatchTarget.ORDER: select(_ORDERS.c.id, _ORDERS.c.number, _ORDERS.c.customer_name),
    MatchTarget.SUPPLIER_INVOICE: select(_OWED.c.id, _OWED.c.number, _OWED.c.supplier_name),
    MatchTarget.PAYOUT: select(_PAYOUTS.c.id, _PAYOUTS.c.provider, _PAYOUTS.c.paid_on),
    MatchTarget.DEPOSIT: select(_DEPOSITS.c.id, _DEPOSITS.c.number),
    MatchTarget.RECURRING: select(_RECURRING.c.id, _RECURRING.c.label),
}


def match_labels(session: Session, targets: Collection[Key]) -> Mapping[Key, str]:
    """Return how each of these is called."""
    return dict(_labels(session, targets))


def _labels(session: Session, targets: Collection[Key]) -> Iterator[tuple[Key, str]]:
    for target, asked in _ASKED.items():
        ids = sorted({key for kind, key in targets if kind is target})
        for some in chunks(ids):
            column = asked.selected_columns.id
            for row in session.execute(asked.where(column.in_(some))):
                yield (target, bytes(row.id)), _label(target, row)


def _label(target: MatchTarget, row: Any) -> str:
    if target is MatchTarget.CUSTOMER_INVOICE:
        credit = row.kind is InvoiceKind.CREDIT_NOTE
        words = _("Avoir {number}") if credit else _("Facture {number}")
        name = buyer_name(row.buyer)
        return ", ".join(filter(None, (words.format(number=row.number), name)))
    if target is MatchTarget.ORDER:
        words = _("Commande {number}").format(number=row.number)
        return ", ".join(filter(None, (words, row.customer_name)))
    if target is MatchTarget.SUPPLIER_INVOICE:
        words = _("Facture reçue {number}, {supplier}")
        return words.format(number=row.number, supplier=row.supplier_name)
    if target is MatchTarget.PAYOUT:
        words = _("Versement {provider} du {day}")
        return words.format(provider=provider_name(row.provider), day=short_date(row.paid_on))
    if target is MatchTarget.DEPOSIT:
        return _("Remise {number}").format(number=row.number)
    return str(row.label)
