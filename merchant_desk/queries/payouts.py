"""Payouts of payment providers: the list, what the books and the forecast need of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import ceil
from statistics import median_low
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import Payout, PayoutLine
from merchant_desk.queries.counter_cards import tickets_of
from merchant_desk.queries.seen_at_bank import seen_at_bank, seen_whole
from merchant_desk.values.cash_words import MatchTarget, PayoutKind
from merchant_desk.values.ids import PayoutId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payout_file import PROVIDERS

_PAYOUTS, _LINES = table(Payout), table(PayoutLine)
_RECENT = 30
"""How many payouts of a provider its habit is told by."""
_CAUTIOUS_IN_TEN = 9
_COUNTS = _PAYOUTS.c.undone_at.is_(None)
_SORTS: dict[str, ColumnElement[Any]] = {
    "day": _PAYOUTS.c.paid_on,
    "provider": _PAYOUTS.c.provider,
    "reference": _PAYOUTS.c.reference,
    "gross": _PAYOUTS.c.gross,
    "fees": _PAYOUTS.c.fees,
    "net": _PAYOUTS.c.net,
}


class PayoutsShown(StrEnum):
    """The tabs of the list."""

    ALL = "all"
    AWAITED = "awaited"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutRow:
    """One payout as the list shows it."""

    payout_id: PayoutId
    provider: str
    reference: str
    paid_on: date
    gross: Money
    fees: Money
    """Zero or below, their VAT included."""
    net: Money
    line_count: int
    not_found: int
    """Lines about an order, or a ticket, that is not known."""
    seen: Money
    """What lines of the bank were found to be it."""

    @property
    def awaited(self) -> Money:
        """Return what the bank has not shown yet."""
        return self.net - self.seen


@dataclass(frozen=True, slots=True)
class PayoutCounts:
    """How many payouts each tab holds, and what is awaited together."""

    all: int = 0
    awaited: int = 0
    amount: Money = ZERO

    @property
    def seen(self) -> int:
        """Return how many were seen at the bank."""
        return self.all - self.awaited


@dataclass(frozen=True)
class PayoutList:
    """The payouts that count and match what was typed, of one tab."""

    text: str = ""
    shown: PayoutsShown = PayoutsShown.ALL
    sort: str = "day"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many the filter keeps."""
        return int(session.execute(self._kept(select(func.count(_PAYOUTS.c.id)))).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[PayoutRow]:
        """Return one page."""
        rows = session.execute(self._ordered(select(_PAYOUTS)).offset(offset).limit(limit)).all()
        ids = [PayoutId(row.id) for row in rows]
        seen = seen_at_bank(session, MatchTarget.PAYOUT, ids)
        unknown = _without_order(session, ids)
        return tuple(
            PayoutRow(
                payout_id=PayoutId(row.id),
                provider=row.provider,
                reference=row.reference,
                paid_on=row.paid_on,
                gross=row.gross,
                fees=row.fees + row.fees_vat,
                net=row.net,
                line_count=row.line_count,
                not_found=unknown.get(row.id, 0),
                seen=seen.get(row.id, ZERO),
            )
            for row in rows
        )

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every payout of the filter."""
        return session.scalars(self._ordered(select(_PAYOUTS.c.id))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["day"])
        order = by.desc() if self.descending else by.asc()
        return self._kept(wanted).order_by(order, _PAYOUTS.c.at.desc(), _PAYOUTS.c.id)

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        kept = wanted.where(_COUNTS)
        if self.shown is not PayoutsShown.ALL:
            seen = _PAYOUTS.c.id.in_(seen_whole(MatchTarget.PAYOUT, _PAYOUTS, "net"))
            kept = kept.where(seen if self.shown is PayoutsShown.SEEN else ~seen)
        for word in self.text.lower().split():
            named = [key for key, name in PROVIDERS.items() if word in name.lower()]
            kept = kept.where(
                or_(
                    _PAYOUTS.c.provider.in_(named),
                    func.lower(_PAYOUTS.c.provider).contains(word, autoescape=True),
                    func.lower(_PAYOUTS.c.reference).contains(word, autoescape=True),
                )
            )
        return kept


def _without_order(session: Session, ids: Sequence[PayoutId]) -> Mapping[bytes, int]:
    """Return how many lines of each are about an order, and neither it nor a ticket is known."""
    kinds = (PayoutKind.SALE, PayoutKind.REFUND, PayoutKind.CHARGEBACK)
    rows = session.execute(
        select(_LINES.c.payout_id, _LINES.c.happened_on, _LINES.c.amount)
        .where(_LINES.c.payout_id.in_(ids), _LINES.c.order_id.is_(None), _LINES.c.kind.in_(kinds))
        .order_by(_LINES.c.payout_id, _LINES.c.position)
    ).all()
    tickets = tickets_of(session, [(row.happened_on, row.amount) for row in rows])
    loose = [row for row, ticket in zip(rows, tickets, strict=True) if ticket is None]
    return Counter(bytes(row.payout_id) for row in loose)


def payout_counts(session: Session) -> PayoutCounts:
    """Return how many payouts each tab holds."""
    waiting = awaited_payouts(session)
    count = session.execute(select(func.count(_PAYOUTS.c.id)).where(_COUNTS)).scalar_one()
    amount = sum(each.amount.cents for each in waiting)
    return PayoutCounts(int(count), len(waiting), Money(amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedPayout:
    """A payout that its provider told of and the bank has not shown yet."""

    payout_id: PayoutId
    provider: str
    reference: str
    paid_on: date
    amount: Money
    """What is still to be seen at the bank."""


def awaited_payouts(session: Session) -> tuple[AwaitedPayout, ...]:
    """Return the payouts not seen at the bank, or seen in part only, the oldest first."""
    seen = seen_at_bank(session, MatchTarget.PAYOUT)
    rows = session.execute(select(_PAYOUTS).where(_COUNTS).order_by(_PAYOUTS.c.paid_on))
    return tuple(
        AwaitedPayout(
            payout_id=PayoutId(row.id),
            provider=row.provider,
            reference=row.reference,
            paid_on=row.paid_on,
            amount=row.net - seen.get(row.id, ZERO),
        )
        for row in rows
        if row.net != seen.get(row.id, ZERO)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutPosting:
    """A payout as the books need it: gross + fees + vat = net, fees and vat zero or below."""

    payout_id: PayoutId
    day: date
    provider: str
    reference: str
    gross: Money
    fees: Money
    vat: Money
    net: Money


def payout_facts(session: Session, first: date, last: date) -> tuple[PayoutPosting, ...]:
    """Return the payouts of a period, both ends included, in order."""
    rows = session.execute(
        select(_PAYOUTS)
        .where(_COUNTS, _PAYOUTS.c.paid_on.between(first, last))
        .order_by(_PAYOUTS.c.paid_on, _PAYOUTS.c.id)
    )
    return tuple(
        PayoutPosting(
            payout_id=PayoutId(row.id),
            day=row.paid_on,
            provider=row.provider,
            reference=row.reference,
            gross=row.gross,
            fees=row.fees,
            vat=row.fees_vat,
            net=row.net,
        )
        for row in rows
    )


def provider_habits(session: Session) -> dict[str, tuple[int, int, int]]:
    """Return of each provider: median and cautious days from a sale to its payout, fee rate.

    Nine sales in ten were paid out by the cautious delay. The rate is in basis points of the
    sales, VAT of fees included. Told by its last payouts.
    """
    sums: dict[str, tuple[list[int], int, int]] = {}
    recent = _recent_payouts(session)
    ids = [each for some in recent.values() for each in some]
    rows = session.execute(
        select(
            _PAYOUTS.c.provider, _PAYOUTS.c.paid_on, _LINES.c.kind, _LINES.c.happened_on,
            _LINES.c.amount, _LINES.c.fee, _LINES.c.fee_vat,
        )
        .join_from(_LINES, _PAYOUTS, _PAYOUTS.c.id == _LINES.c.payout_id)
        .where(_PAYOUTS.c.id.in_(ids))
    )  # fmt: skip
    for row in rows:
        delays, sold, kept = sums.get(row.provider, ([], 0, 0))
        if row.kind is PayoutKind.SALE:
            delays.append(max(0, (row.paid_on - row.happened_on).days))
            sold += row.amount.cents
        sums[row.provider] = (delays, sold, kept - (row.fee + row.fee_vat).cents)
    return {
        provider: (
            median_low(delays),
            sorted(delays)[ceil(len(delays) * _CAUTIOUS_IN_TEN / 10) - 1],
            max(0, round(kept * 10_000 / sold)) if sold > 0 else 0,
        )
        for provider, (delays, sold, kept) in sums.items()
        if delays
    }


def _recent_payouts(session: Session) -> dict[str, list[bytes]]:
    """Return the last payouts of each provider."""
    recent: dict[str, list[bytes]] = {}
    rows = session.execute(
        select(_PAYOUTS.c.provider, _PAYOUTS.c.id)
        .where(_COUNTS)
        .order_by(_PAYOUTS.c.paid_on.desc())
        .limit(2000)
    )
    for provider, key in rows:
        held = recent.setdefault(provider, [])
        if len(held) < _RECENT:
            held.append(key)
    return recent
