"""Where the files of the accounts do not follow each other, and which days they tell twice."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, BankLine, BankStatement, CashAccount
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.rules.bank_files.continuity import Break, Span, Telling, breaks, overlaps
from merchant_desk.values.french import euros, full_stop, long_date
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_ACCOUNTS, _IMPORTS, _STATEMENTS, _LINES = (
    table(CashAccount),
    table(BankImport),
    table(BankStatement),
    table(BankLine),
)
_DAY = timedelta(days=1)
_NEAR = timedelta(days=3)
_TWICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class BankGap:
    """Something that the files of an account do not tell, or tell twice."""

    account_id: CashAccountId
    account: str
    after: date
    """The last evening whose balance agrees."""
    before: date
    """The first one that does not."""
    first_untold: date | None
    last_untold: date | None
    amount: Money | None
    """What is missing to reach the told balance; None: nothing proves it."""
    twice: bool = False
    """As much is in the lines twice: nothing may be missing."""

    @property
    def sentence(self) -> str:
        """Return what is said of it."""
        if self.first_untold is not None and self.last_untold is not None:
            words = _("Il manque des relevés du {first} au {last}").format(
                first=long_date(self.first_untold), last=long_date(self.last_untold)
            )
        else:
            words = _("Les soldes ne se suivent pas entre le {after} et le {before}").format(
                after=long_date(self.after), before=long_date(self.before)
            )
        if self.amount is not None:
            words = _("{words}\u00a0: {amount} d’écart").format(
                words=words, amount=euros(self.amount)
            )
        if self.twice:
            words = _("{words}, ou autant est en double").format(words=words)
        return full_stop(words)


@dataclass(frozen=True, slots=True)
class BankGaps:
    """How the files of the accounts follow each other."""

    gaps: tuple[BankGap, ...]
    overlaps: tuple[tuple[CashAccountId, date, date], ...]
    """Days that several files tell of: harmless, each movement counts once."""


def bank_gaps(session: Session) -> BankGaps:
    """Return what is missing or there twice in each account in use, the oldest first."""
    gaps: list[BankGap] = []
    doubled: list[tuple[CashAccountId, date, date]] = []
    accounts = session.execute(
        select(_ACCOUNTS.c.id, _ACCOUNTS.c.name, _ACCOUNTS.c.opening, _ACCOUNTS.c.opening_on)
        .where(_ACCOUNTS.c.active)
        .order_by(_ACCOUNTS.c.name)
    ).all()
    for row in accounts:
        account_id = CashAccountId(row.id)
        said = (row.opening_on, row.opening) if row.opening_on else None
        told = _telling(session, account_id, said)
        gaps += [_gap(session, account_id, row.name, each) for each in breaks(told)]
        doubled += [(account_id, *each) for each in overlaps(told.spans)]
    return BankGaps(tuple(gaps), tuple(doubled))


def _telling(
    session: Session, account_id: CashAccountId, said: tuple[date, Money] | None
) -> Telling:
    standing = (_IMPORTS.c.account_id == account_id, _IMPORTS.c.undone_at.is_(None))
    balances: dict[date, list[int]] = defaultdict(list)
    rows = session.execute(
        select(_STATEMENTS)
        .join(_IMPORTS, _IMPORTS.c.id == _STATEMENTS.c.import_id)
        .where(*standing)
        .order_by(_IMPORTS.c.at, _IMPORTS.c.id, _STATEMENTS.c.position)
    ).all()
    spans: list[Span] = []
    implied: dict[date, list[tuple[date, int]]] = defaultdict(list)
    for row in rows:
        spans.append((row.first_day, row.last_day))
        if row.opening is None and row.closing is not None:
            before = row.first_day - _DAY, (row.closing - row.movements).cents
            implied[row.closing_on].append(before)
        for day, amount in ((row.opening_on, row.opening), (row.closing_on, row.closing)):
            if day is not None and amount is not None:
                balances[day].append(amount.cents)
    if said is not None:
        balances[said[0]].append(said[1].cents)
    moved = session.execute(
        select(_LINES.c.booked_on, func.sum(_LINES.c.amount).label("amount"))
        .where(_LINES.c.account_id == account_id, live_lines())
        .group_by(_LINES.c.booked_on)
    )
    days = {row.booked_on: row.amount.cents for row in moved}
    return Telling(balances, days, spans, implied)


def _gap(session: Session, account_id: CashAccountId, name: str, found: Break) -> BankGap:
    untold = found.untold or (None, None)
    return BankGap(
        account_id=account_id,
        account=name,
        after=found.after,
        before=found.before,
        first_untold=untold[0],
        last_untold=untold[1],
        amount=None if found.cents is None else Money(found.cents),
        twice=found.cents is not None and _is_twice(session, account_id, found),
    )


def _is_twice(session: Session, account_id: CashAccountId, found: Break) -> bool:
    """Tell whether lines of the very amount that is too much stand near each other."""
    days = session.scalars(
        select(_LINES.c.booked_on)
        .where(
            _LINES.c.account_id == account_id,
            _LINES.c.amount == Money(-(found.cents or 0)),
            _LINES.c.booked_on.between(found.after, found.before),
            live_lines(),
        )
        .order_by(_LINES.c.booked_on)
    ).all()
    return (
        any(later - earlier <= _NEAR for earlier, later in pairwise(days)) and len(days) >= _TWICE
    )
