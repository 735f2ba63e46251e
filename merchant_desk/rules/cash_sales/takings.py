"""When the money of a sale reaches the account, by what it was paid with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from merchant_desk.rules.cash_days.bank import BankMove, next_bank_day, value_day
from merchant_desk.rules.cash_sales.outlook import ONE
from merchant_desk.values.money import round_half_up

_WEEK = 7
_INVOICED = 30
"""Transfers pay invoices: those of sales to come come this much later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A part of what a channel takes, and the way it goes to the bank."""

    key: str
    part: int
    """Millionths of what the channel takes."""
    usual: int
    """Days from the sale to the account."""
    late: int
    """The same, cautiously."""
    fee_bp: int = 0
    move: BankMove = BankMove.TRANSFER
    label: str = ""
    by_week: bool = False
    """Brought to the bank once a week."""

    def days(self, sold: date) -> tuple[date, date]:
        """Return the likely day of the money of a sale, and the cautious one."""
        if self.by_week:  # with the week's other takings, on the Monday that follows
            sold += timedelta(days=_WEEK - sold.weekday())
        usual = value_day(next_bank_day(sold + timedelta(days=self.usual)), self.move)
        late = value_day(next_bank_day(sold + timedelta(days=self.late)), self.move)
        return usual, max(usual, late)

    def net(self, cents: int) -> int:
        """Return what reaches the account of what the channel takes."""
        whole = 10_000
        return round_half_up(Fraction(cents * self.part * (whole - self.fee_bp), ONE * whole))


def counter_ways(taken: Mapping[str, int], brought: Mapping[str, int]) -> tuple[Way, ...]:
    """Return the ways of what the counter takes, from what it took by each means.

    Cash counts as far as it was brought to the bank; so do cheques, and all of them while no slip
    was ever made; vouchers never come.
    """
    whole = sum(each for each in taken.values() if each > 0)
    if not whole:
        return ()
    parts = {means: max(cents, 0) * ONE // whole for means, cents in taken.items()}
    cheques = brought.get("cheque", 0)
    banked = {
        "cash": _share(brought.get("cash", 0), taken.get("cash", 0)),
        "cheque": _share(cheques, taken.get("cheque", 0)) if cheques else ONE,
    }
    found = (
        Way(key="card", part=parts.get("card", 0), usual=0, late=1, move=BankMove.CARD),
        Way(
            key="cheque", part=parts.get("cheque", 0) * banked["cheque"] // ONE,
            usual=0, late=_WEEK, move=BankMove.CHEQUE, by_week=True,
        ),
        Way(
            key="cash", part=parts.get("cash", 0) * banked["cash"] // ONE,
            usual=0, late=_WEEK, move=BankMove.CASH, by_week=True,
        ),
        Way(key="transfer", part=parts.get("transfer", 0), usual=_INVOICED, late=2 * _INVOICED),
    )  # fmt: skip
    return tuple(each for each in found if each.part > 0)


def _share(brought: int, taken: int) -> int:
    return min(max(brought, 0) * ONE // taken, ONE) if taken > 0 else 0
