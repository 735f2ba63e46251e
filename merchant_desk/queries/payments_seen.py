"""Which payments of documents the bank has shown: they are in its balance, and not to come."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.cash import CashMatch
from merchant_desk.queries.bank_lines import live_matches

_MATCHES = table(CashMatch)


@dataclass(frozen=True)
class PaymentsSeen:
    """Payments that matching recorded, and parts of lines found to be one recorded before."""

    recorded: frozenset[bytes]
    """Those of undone matches too, with what paid them back: together they are nothing."""
    known: Counter[tuple[bytes, int]]
    """Documents with what lines brought of a payment that the desk had noted."""

    def holds(self, payment_id: bytes, document_id: bytes | None, cents: int) -> bool:
        """Tell whether a payment is in the balance; one part of a line answers for one payment."""
        if payment_id in self.recorded:
            return True
        key = (document_id or b"", cents)
        if not self.known[key]:
            return False
        self.known[key] -= 1
        return True


def payments_seen(session: Session, document_ids: Collection[bytes]) -> PaymentsSeen:
    """Return what the matches made so far tell of payments of these documents."""
    about = [_MATCHES.c.target_id.in_(some) for some in chunks(sorted(set(document_ids)))]
    columns = (_MATCHES.c.target_id, _MATCHES.c.amount, _MATCHES.c.fee, _MATCHES.c.payment_id)
    recorded = [
        row.payment_id
        for some in about
        for row in session.execute(select(*columns).where(some, _MATCHES.c.payment_id.is_not(None)))
    ]
    before = [
        (bytes(row.target_id), (row.amount - row.fee).cents)
        for some in about
        for row in session.execute(
            select(*columns).where(some, _MATCHES.c.payment_id.is_(None), live_matches())
        )
    ]
    return PaymentsSeen(frozenset(recorded), Counter(before))
