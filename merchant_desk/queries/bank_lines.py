"""Lines of the bank that count, those of files that were not undone, and a list of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, BankLine, CashAccount, CashMatch
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import BankLineId, CashAccountId
from merchant_desk.values.money import ZERO, Money

_ACCOUNTS, _IMPORTS, _LINES, _MATCHES = (
    table(CashAccount),
    table(BankImport),
    table(BankLine),
    table(CashMatch),
)
_UNDOING = _MATCHES.alias("undoing_match")
_AMOUNT = re.compile(r"[-\u2212+]?(\d{1,9})(?:[.,](\d{1,2}))?€?")


def live_lines() -> ColumnElement[bool]:
    """Return what a row of ``bank_line`` must fulfil to count: its file was not undone."""
    return _LINES.c.import_id.not_in(
        select(_IMPORTS.c.id).where(_IMPORTS.c.undone_at.is_not(None)).scalar_subquery()
    )


def live_matches() -> ColumnElement[bool]:
    """Return what a row of ``cash_match`` must fulfil to count: neither undone nor undoing."""
    undone = exists().where(_UNDOING.c.undoes_id == _MATCHES.c.id)
    return _MATCHES.c.undoes_id.is_(None) & ~undone


_MATCHED = (
    select(func.sum(_MATCHES.c.amount))
    .where(_MATCHES.c.line_id == _LINES.c.id)
    .correlate(_LINES)
    .scalar_subquery()
)
"""A match that was undone and its counter-entry make zero."""
_CATEGORY = (
    select(_MATCHES.c.category)
    .where(_MATCHES.c.line_id == _LINES.c.id, live_matches())
    .order_by(_MATCHES.c.row)
    .limit(1)
    .correlate(_LINES)
    .scalar_subquery()
)
_SORTS: dict[str, ColumnElement[Any]] = {
    "day": _LINES.c.booked_on,
    "amount": _LINES.c.amount,
    "label": _LINES.c.label,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLineRow:
    """A line of the bank as the list shows it."""

    line_id: BankLineId
    account_id: CashAccountId
    account: str
    booked_on: date
    value_on: date
    amount: Money
    label: str
    counterparty: str
    reference: str
    matched: Money
    """The part of it that is matched, signed as it is."""
    category: CashCategory | None
    """What its first match says it is for."""

    @property
    def waits(self) -> bool:
        """Tell whether a part of it is still to be matched."""
        return self.matched != self.amount


@dataclass(frozen=True)
class BankLineList:
    """The lines that count and fit, the newest first."""

    text: str = ""
    account_id: CashAccountId | None = None
    matched: bool | None = None
    """Only those that are matched, or not; None: both."""
    sort: str = "day"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many lines the filter keeps."""
        kept = self._kept(select(func.count()).select_from(_LINES))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[BankLineRow]:
        """Return one page: its rows are found by an index, then read."""
        only = None if self.account_id else _only_account(session)
        if only is not None:
            return replace(self, account_id=only).fetch(session, offset, limit)
        some = self._ordered(select(_LINES.c.id)).offset(offset).limit(limit).subquery()
        wanted = (
            select(
                _LINES,
                _ACCOUNTS.c.name.label("account"),
                _MATCHED.label("matched"),
                _CATEGORY.label("category"),
            )
            .join_from(_LINES, some, some.c.id == _LINES.c.id)
            .join(_ACCOUNTS, _ACCOUNTS.c.id == _LINES.c.account_id)
        )
        return [_row(row) for row in session.execute(wanted.order_by(*self._order()))]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every line of the filter."""
        return session.scalars(self._ordered(select(_LINES.c.id))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _order(self) -> tuple[ColumnElement[Any], ...]:
        columns = (_SORTS.get(self.sort, _LINES.c.booked_on), _LINES.c.row)
        return tuple(each.desc() if self.descending else each.asc() for each in columns)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        return self._kept(wanted).order_by(*self._order())

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        kept = wanted.where(live_lines())
        if self.account_id is not None:
            kept = kept.where(_LINES.c.account_id == self.account_id)
        if self.matched is not None:
            whole = func.coalesce(_MATCHED, 0) == _LINES.c.amount
            kept = kept.where(whole if self.matched else ~whole)
        for word in self.text.split():
            kept = kept.where(or_(*_holds(word)))
        return kept


def _only_account(session: Session) -> CashAccountId | None:
    """Return the account where there is but one: its lines lie in their order in an index."""
    found = session.scalars(select(_ACCOUNTS.c.id).limit(2)).all()
    return CashAccountId(found[0]) if len(found) == 1 else None


def _holds(word: str) -> list[ColumnElement[bool]]:
    """Return where a typed word may be: in what is written, or as the amount."""
    found = [
        column.contains(text, autoescape=True)
        for written in (_LINES.c.label, _LINES.c.counterparty, _LINES.c.reference)
        for column, text in (
            *((func.lower(written), each) for each in sorted({word.lower(), folded(word)})),
            *(() if word.isascii() else ((written, word.upper()),)),  # SQLite knows no lower É
        )
    ]
    amount = _AMOUNT.fullmatch(word)
    if amount is not None:
        cents = int(amount[1]) * 100 + int((amount[2] or "0").ljust(2, "0"))
        span = 0 if amount[2] else 99  # « 45 » finds 45,90 too
        for low_cents, high_cents in ((cents, cents + span), (-cents - span, -cents)):
            found.append(_LINES.c.amount.between(Money(low_cents), Money(high_cents)))
    return found


def _row(row: Any) -> BankLineRow:
    return BankLineRow(
        line_id=BankLineId(row.id),
        account_id=CashAccountId(row.account_id),
        account=row.account,
        booked_on=row.booked_on,
        value_on=row.value_on,
        amount=row.amount,
        label=row.label,
        counterparty=row.counterparty,
        reference=row.reference,
        matched=row.matched or ZERO,
        category=None if row.category is None else CashCategory(row.category),
    )
