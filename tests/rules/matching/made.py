"""Lines and documents made for what is proposed of them."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from merchant_desk.values.cash_match import Candidate, LineFact
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.ids import BankLineId, CashAccountId
from merchant_desk.values.money import Money

DAY = date(2026, 11, 20)
ACCOUNT, OTHER = CashAccountId(b"a" * 16), CashAccountId(b"b" * 16)
SURE, LIKELY, POSSIBLE = Sureness.SURE, Sureness.LIKELY, Sureness.POSSIBLE
_IDS = count(1)


def _id() -> bytes:
    return next(_IDS).to_bytes(16, "big")


def line_of(cents: int, label: str, day: date = DAY, **more: Any) -> LineFact:
    told: dict[str, Any] = {"account_id": ACCOUNT, "counter_iban": "", **more}
    return LineFact(
        line_id=BankLineId(_id()), booked_on=day, amount=Money(cents), label=label, **told
    )


def invoice_of(
    cents: int, name: str = "SARL Hôtel du Pont", number: str = "FA2026-000012", **more: Any
) -> Candidate:
    told: dict[str, Any] = {
        "target": MatchTarget.CUSTOMER_INVOICE,
        "category": CashCategory.SALES,
        "due_on": DAY,
        "since": DAY - timedelta(30),
        **more,
    }
    return Candidate(
        target_id=_id(), amount=Money(cents), label=number, names=(name,), numbers=(number,), **told
    )
