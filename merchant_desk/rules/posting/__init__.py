"""The posting engine: from what happened to balanced entries, one kind of event a file."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from merchant_desk.rules.posting.bad_debt import post_bad_debt
from merchant_desk.rules.posting.bank_line import post_bank_line
from merchant_desk.rules.posting.counter_day import post_counter_day
from merchant_desk.rules.posting.counter_ticket import post_ticket
from merchant_desk.rules.posting.credit_note import post_credit_note
from merchant_desk.rules.posting.deposit import post_deposit
from merchant_desk.rules.posting.drawer_move import post_drawer_move
from merchant_desk.rules.posting.entry import Entry
from merchant_desk.rules.posting.payment import post_payment
from merchant_desk.rules.posting.payout import post_payout
from merchant_desk.rules.posting.plan import AccountPlan
from merchant_desk.rules.posting.purchase import post_purchase
from merchant_desk.rules.posting.receipt_vat import post_receipt_vat
from merchant_desk.rules.posting.sales_invoice import post_invoice
from merchant_desk.rules.posting.small_difference import post_small_difference
from merchant_desk.rules.posting.stock_change import post_stock_change
from merchant_desk.rules.posting.supplier_payment import post_supplier_payment

Post = Callable[[AccountPlan, Any], Entry | None]

POSTINGS: Mapping[str, Post] = MappingProxyType(
    {
        "sales_invoice": post_invoice,
        "credit_note": post_credit_note,
        "deposit": post_deposit,
        "counter_day": post_counter_day,
        "counter_ticket": post_ticket,
        "payment": post_payment,
        "receipt_vat": post_receipt_vat,
        "payout": post_payout,
        "drawer_move": post_drawer_move,
        "purchase": post_purchase,
        "supplier_payment": post_supplier_payment,
        "bad_debt": post_bad_debt,
        "bank_line": post_bank_line,
        "stock_change": post_stock_change,
        "small_difference": post_small_difference,
    }
)
"""Every kind of event by the name of its file."""
