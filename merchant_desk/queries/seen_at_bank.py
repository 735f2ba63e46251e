"""What lines of the bank were found to be a payout or a deposit, counter-entries taken off."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ScalarSelect, Select, Table, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.cash import CashMatch
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.money import Money

_MATCHES = table(CashMatch)
_PAID = func.sum(
    type_coerce(_MATCHES.c.amount, BigInteger) - type_coerce(_MATCHES.c.fee, BigInteger)
)
"""The document is paid what came in and what the bank kept on the way."""


def seen_at_bank(
    session: Session, target: MatchTarget, ids: Sequence[bytes] | None = None
) -> Mapping[bytes, Money]:
    """Return how much of each was seen at the bank; those not seen, or seen no more, are absent."""
    asked = (
        select(_MATCHES.c.target_id, _PAID)
        .where(_MATCHES.c.target == target, _MATCHES.c.target_id.is_not(None))
        .group_by(_MATCHES.c.target_id)
    )
    parts = [asked]
    if ids is not None:
        parts = [asked.where(_MATCHES.c.target_id.in_(some)) for some in chunks(ids)]
    return {
        bytes(key): Money(int(cents))
        for part in parts
        for key, cents in session.execute(part)
        if cents
    }


def seen_whole(target: MatchTarget, documents: Table, amount: str) -> Select[Any]:
    """Return the question of which were seen for all they are worth, to be asked inside another."""
    worth = documents.c[amount]
    return (
        select(_MATCHES.c.target_id)
        .join_from(_MATCHES, documents, documents.c.id == _MATCHES.c.target_id)
        .where(_MATCHES.c.target == target)
        .group_by(_MATCHES.c.target_id, worth)
        .having(type_coerce(worth, BigInteger) == _PAID)
    )


def seen_cents(target: MatchTarget, documents: Table) -> ScalarSelect[int]:
    """Return how much of a document was seen, to be asked of each row of another question."""
    return (
        select(func.coalesce(_PAID, 0))
        .where(_MATCHES.c.target == target, _MATCHES.c.target_id == documents.c.id)
        .correlate(documents)
        .scalar_subquery()
    )
