"""Transfers of payment providers for the books: what they kept, and what each sale came in by."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.cash import CashMatch
from merchant_desk.models.cash_aside import Payout, PayoutLine
from merchant_desk.models.order import Payment
from merchant_desk.queries.bank_lines import live_matches
from merchant_desk.queries.counter_cards import tickets_of
from merchant_desk.rules.posting.entry import Party
from merchant_desk.rules.posting.facts import PayoutFact
from merchant_desk.values.cash_words import MatchTarget, PayoutKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.payout_file import provider_name

_PAYOUTS, _LINES, _PAYMENTS, _MATCHES = (
    table(Payout),
    table(PayoutLine),
    table(Payment),
    table(CashMatch),
)
_OF_SALES = (PayoutKind.SALE, PayoutKind.REFUND, PayoutKind.CHARGEBACK)
_PAID = PreparedSet(
    lambda ids: (
        select(_PAYMENTS.c.order_id, _PAYMENTS.c.means, _PAYMENTS.c.amount)
        .where(_PAYMENTS.c.order_id.in_(ids))
        .order_by(_PAYMENTS.c.paid_at, _PAYMENTS.c.id)
    )
)


def payouts_told_by(
    session: Session, matches: Sequence[Any], *, deducts: bool
) -> dict[bytes, PayoutFact]:
    """Return what each match that is the first of its payout tells of it, by the match.

    A transfer that the bank showed in two lines had its fees once.
    """
    ids = sorted({each.target_id for each in matches if each.target is MatchTarget.PAYOUT})
    firsts: dict[bytes, bytes] = {}
    facts: dict[bytes, PayoutFact] = {}
    for some in chunks(ids):
        firsts |= _firsts(session, some)
        rows = session.execute(select(_PAYOUTS).where(_PAYOUTS.c.id.in_(some))).all()
        held = _held(session, some)
        facts |= {row.id: _fact(row, held.get(row.id, {}), deducts=deducts) for row in rows}
    return {match: facts[payout] for payout, match in firsts.items() if payout in facts}


def _fact(row: Any, held: dict[str, Money], *, deducts: bool) -> PayoutFact:
    fees, fees_vat = -row.fees, -row.fees_vat
    return PayoutFact(
        id=row.id,
        day=row.paid_on,
        party=Party("", provider_name(row.provider)),
        piece=row.reference,
        gross=row.gross,
        fees=fees if deducts else fees + fees_vat,
        fees_vat=fees_vat if deducts else ZERO,
        held=tuple(sorted(held.items())),
    )


def _firsts(session: Session, payouts: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return the first standing match of each payout."""
    place = (
        select(func.min(_MATCHES.c.row))
        .where(
            _MATCHES.c.target == MatchTarget.PAYOUT,
            _MATCHES.c.target_id.in_(payouts),
            live_matches(),
        )
        .group_by(_MATCHES.c.target_id)
    )
    asked = select(_MATCHES.c.target_id, _MATCHES.c.id).where(_MATCHES.c.row.in_(place))
    return {row.target_id: row.id for row in session.execute(asked)}


def _held(session: Session, payouts: Sequence[bytes]) -> dict[bytes, dict[str, Money]]:
    """Return by which means the sales of each payout were paid."""
    lines = session.execute(
        select(_LINES.c.payout_id, _LINES.c.order_id, _LINES.c.happened_on, _LINES.c.amount)
        .where(_LINES.c.payout_id.in_(payouts), _LINES.c.kind.in_(_OF_SALES))
        .order_by(_LINES.c.payout_id, _LINES.c.position)
    ).all()
    paid: dict[bytes, list[Any]] = defaultdict(list)
    for row in _PAID.typed(session, sorted({row.order_id for row in lines if row.order_id})):
        paid[row.order_id].append(row)
    loose = [row for row in lines if row.order_id is None]
    tickets = iter(tickets_of(session, [(row.happened_on, row.amount) for row in loose]))
    found: dict[bytes, dict[str, Money]] = defaultdict(dict)
    for row in lines:
        means = _means(paid.get(row.order_id or b"", ()), row.amount, tickets, row.order_id)
        if means:
            sums = found[row.payout_id]
            sums[means] = sums.get(means, ZERO) + row.amount
    return found


def _means(
    paid: Sequence[Any], amount: Money, tickets: Iterator[object], order_id: bytes | None
) -> str:
    """Return how a sale was paid: by its payment of that amount, else its first; cards here."""
    if order_id is None:
        return "" if next(tickets) is None else Means.CARD.value
    exact = [each for each in paid if each.amount == amount]
    return str(next(iter(exact or paid)).means) if paid else ""
