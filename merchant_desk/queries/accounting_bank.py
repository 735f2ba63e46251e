"""What the bank told of some days, for the books: each line once, with what it was found to be."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashMatch
from merchant_desk.models.cash_aside import BankDeposit
from merchant_desk.queries.accounting_payouts import payouts_told_by
from merchant_desk.queries.accounting_stories import INVOICES, story, with_origin
from merchant_desk.queries.bank_lines import live_lines, live_matches
from merchant_desk.rules.posting.bank_line import BankFact, BankPart, role_of
from merchant_desk.rules.posting.facts import PayoutFact
from merchant_desk.values.cash_words import DepositKind, MatchTarget
from merchant_desk.values.ids import id_text

_LINES, _MATCHES = table(BankLine), table(CashMatch)
_DEPOSITS = table(BankDeposit)
_PAID_BY_DOCUMENT = frozenset(
    {MatchTarget.CUSTOMER_INVOICE, MatchTarget.ORDER, MatchTarget.SUPPLIER_INVOICE}
)
_PIECE_LENGTH = 8
_AT_ONCE = 500


def bank_facts(
    session: Session, first: date, last: date, *, deducts: bool = True
) -> tuple[BankFact, ...]:
    """Return the lines of these days; without ``deducts`` the VAT of fees is a cost like them."""
    inside = (_LINES.c.booked_on >= first) & (_LINES.c.booked_on <= last) & live_lines()
    rows = session.execute(
        select(_LINES.c.id, _LINES.c.booked_on, _LINES.c.amount, _LINES.c.label)
        .where(inside)
        .order_by(_LINES.c.booked_on, _LINES.c.row)
    ).all()
    if not rows:
        return ()
    matched = (
        select(_MATCHES, _LINES.c.label)
        .join(_LINES, _LINES.c.id == _MATCHES.c.line_id)
        .where(inside, live_matches())
        .order_by(_MATCHES.c.row)
    )
    matches = session.execute(matched).all()
    beside = _Beside(
        payouts_told_by(session, matches, deducts=deducts),
        _deposit_kinds(session),
        _stories(session, matches),
    )
    parts: dict[bytes, list[BankPart]] = defaultdict(list)
    for match in matches:
        parts[match.line_id].append(beside.part(match))
    return tuple(
        BankFact(
            id=row.id,
            day=row.booked_on,
            amount=row.amount,
            label=row.label,
            piece=f"BQ-{id_text(row.id)[-_PIECE_LENGTH:].upper()}",
            parts=tuple(parts.get(row.id, ())),
        )
        for row in rows
    )


class _Beside:
    """What a match may be about, beside documents."""

    def __init__(
        self,
        payouts: Mapping[bytes, PayoutFact],
        deposits: Mapping[bytes, DepositKind],
        stories: Mapping[bytes, bytes],
    ) -> None:
        self._payouts, self._deposits, self._stories = payouts, deposits, stories

    def part(self, match: Any) -> BankPart:
        """Return a part of a line as the books see it."""
        if match.target in _PAID_BY_DOCUMENT:
            target = match.target_id or b""
            return BankPart(
                amount=match.amount,
                fee=match.fee,
                recorded=True,
                story=self._stories.get(target, target),
            )
        payout = self._payouts.get(match.id)
        if payout is not None:
            return BankPart(amount=match.amount, fee=match.fee, payout=payout)
        deposit = self._deposits.get(match.target_id or b"")
        if match.target is MatchTarget.DEPOSIT and deposit is not None:
            role = "cheques" if deposit is DepositKind.CHEQUES else "transit"
            return BankPart(amount=match.amount, fee=match.fee, role=role)
        return BankPart(
            amount=match.amount, fee=match.fee, role=role_of(match.category, match.label)
        )


def _stories(session: Session, matches: Sequence[Any]) -> dict[bytes, bytes]:
    """Return what each matched document is settled with."""
    wanted = [match.target_id for match in matches if match.target is MatchTarget.CUSTOMER_INVOICE]
    found: dict[bytes, bytes] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        asked = select(INVOICES.c.id, story().label("story")).select_from(with_origin())
        found |= {
            row.id: row.story for row in session.execute(asked.where(INVOICES.c.id.in_(some)))
        }
    return found


def _deposit_kinds(session: Session) -> dict[bytes, DepositKind]:
    rows = session.execute(select(_DEPOSITS.c.id, _DEPOSITS.c.kind))
    return {row.id: row.kind for row in rows}
