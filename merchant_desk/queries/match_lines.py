"""Lines of the bank that wait to be matched, wholly or for what is left of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Select, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashAccount, CashMatch
from merchant_desk.queries.bank_lines import live_lines, live_matches
from merchant_desk.queries.match_labels import match_labels
from merchant_desk.values.cash_match import LineFact
from merchant_desk.values.cash_proposal import MatchedLine, MatchMade, ProposedLine
from merchant_desk.values.ids import BankLineId, CashAccountId, MatchId
from merchant_desk.values.money import Money

_LINES, _MATCHES, _ACCOUNTS = table(BankLine), table(CashMatch), table(CashAccount)
_SHARE = (
    select(func.coalesce(func.sum(type_coerce(_MATCHES.c.amount, BigInteger)), 0))
    .where(_MATCHES.c.line_id == _LINES.c.id)
    .scalar_subquery()
)
"""What is matched of a line, counter-entries taken off: asked line by line, an index answers."""
_WHOLE = type_coerce(_LINES.c.amount, BigInteger)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesAsked:
    """Which lines: of an account, of a span of days; nothing said is all of them."""

    account_id: CashAccountId | None = None
    first: date | None = None
    last: date | None = None


def waiting_lines(session: Session, asked: LinesAsked) -> tuple[ProposedLine, ...]:
    """Return the lines with something left to match, the oldest first, nothing proposed yet."""
    wanted = _within(_asked(), asked).where(_SHARE != _WHOLE)
    return tuple(map(_line, session.execute(wanted.order_by(_LINES.c.booked_on, _LINES.c.row))))


def lines_of(session: Session, line_ids: Collection[BankLineId]) -> tuple[ProposedLine, ...]:
    """Return these lines as they stand, those of undone files left out."""
    return tuple(
        _line(row)
        for some in chunks(sorted(line_ids))
        for row in session.execute(_asked().where(_LINES.c.id.in_(some)))
    )


def waiting_count(session: Session) -> int:
    """Return how many lines have something left to match."""
    wanted = select(func.count(_LINES.c.id)).where(live_lines(), _SHARE != _WHOLE)
    return int(session.execute(wanted).scalar_one())


def matches_of(session: Session, line_id: BankLineId) -> tuple[MatchMade, ...]:
    """Return the matches of a line that stand, in the order they were made."""
    return _made(session, [line_id])


def matched_lines(session: Session, asked: LinesAsked, most: int = 200) -> tuple[MatchedLine, ...]:
    """Return the lines with matches that stand, the last matched first."""
    last = (
        select(_MATCHES.c.line_id, func.max(_MATCHES.c.row).label("last"))
        .where(live_matches())
        .group_by(_MATCHES.c.line_id)
        .subquery()
    )
    wanted = _within(_asked(), asked).join(last, last.c.line_id == _LINES.c.id)
    lines = [_line(row) for row in session.execute(wanted.order_by(last.c.last.desc()).limit(most))]
    made: dict[BankLineId, list[MatchMade]] = {}
    for each in _made(session, [line.fact.line_id for line in lines]):
        made.setdefault(each.line_id, []).append(each)
    return tuple(MatchedLine(line=line, matches=tuple(made[line.fact.line_id])) for line in lines)


def _made(session: Session, line_ids: Collection[BankLineId]) -> tuple[MatchMade, ...]:
    rows = [
        row
        for some in chunks(line_ids)
        for row in session.execute(
            select(_MATCHES)
            .where(_MATCHES.c.line_id.in_(some), live_matches())
            .order_by(_MATCHES.c.row)
        )
    ]
    labels = match_labels(
        session, [(row.target, row.target_id) for row in rows if row.target_id is not None]
    )
    return tuple(
        MatchMade(
            match_id=MatchId(row.id),
            line_id=BankLineId(row.line_id),
            target=row.target,
            target_id=row.target_id,
            category=row.category,
            amount=row.amount,
            fee=row.fee,
            reason=row.reason,
            label=labels.get((row.target, row.target_id), ""),
        )
        for row in rows
    )


def _within(wanted: Select[Any], asked: LinesAsked) -> Select[Any]:
    """Keep the lines of the account and the days that are asked."""
    if asked.account_id is not None:
        wanted = wanted.where(_LINES.c.account_id == asked.account_id)
    if asked.first is not None:
        wanted = wanted.where(_LINES.c.booked_on >= asked.first)
    if asked.last is not None:
        wanted = wanted.where(_LINES.c.booked_on <= asked.last)
    return wanted


def _asked() -> Select[Any]:
    return (
        select(_LINES, _ACCOUNTS.c.name.label("account"), _SHARE.label("matched"))
        .join_from(_LINES, _ACCOUNTS, _ACCOUNTS.c.id == _LINES.c.account_id)
        .where(live_lines())
    )


def _line(row: Any) -> ProposedLine:
    fact = LineFact(
        line_id=BankLineId(row.id),
        account_id=CashAccountId(row.account_id),
        booked_on=row.booked_on,
        amount=row.amount - Money(int(row.matched)),
        label=row.label,
        counterparty=row.counterparty,
        counter_iban=row.counter_iban,
        reference=row.reference,
        code=row.code,
    )
    return ProposedLine(fact=fact, account=row.account, whole=row.amount)
