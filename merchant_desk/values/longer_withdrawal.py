"""How long the shop lets its customers change their minds, where it grants more than the law."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.texts import _

MOST_DAYS = 730
_TOLD = re.compile(
    r"(?P<days>\d{1,4})(?:\s*j(?:ours?)?)?(?:\s+du\s+(?P<first>\S+))?(?:\s+au\s+(?P<last>\S+))?"
)


@dataclass(frozen=True, slots=True)
class LongerWithdrawal:
    """So many days after the goods came, for orders placed between two days, both included."""

    days: int
    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether an order placed on this day was promised it."""
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


def read_longer(text: str) -> tuple[LongerWithdrawal, ...] | None:
    """Return what ``30 du 15/11/2026 au 24/12/2026; 60`` promises; None when it says nothing."""
    found = [_one(part) for part in text.split(";") if part.strip()]
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) else None


def written_longer(promises: Sequence[LongerWithdrawal]) -> str:
    """Return it as one would type it."""
    return "; ".join(
        " ".join(
            (
                str(each.days),
                *(() if each.first is None else (f"du {written_day(each.first)}",)),
                *(() if each.last is None else (f"au {written_day(each.last)}",)),
            )
        )
        for each in promises
    )


def longest_for(promises: Sequence[LongerWithdrawal], placed_on: date) -> int:
    """Return the most days promised to an order of this day; none is 0."""
    return max((each.days for each in promises if each.covers(placed_on)), default=0)


def check_longer(text: str) -> str:
    """Return what is wrong with what was typed, or nothing."""
    if read_longer(text) is not None:
        return ""
    return _("Un nombre de jours et deux dates, comme 30 du 15/11/2026 au 24/12/2026.")


def _one(text: str) -> LongerWithdrawal | None:
    told = _TOLD.fullmatch(text.strip())
    if told is None or not 0 < int(told["days"]) <= MOST_DAYS:
        return None
    first, last = (None if told[name] is None else read_day(told[name]) for name in _ENDS)
    lost = [told[name] for name, day in zip(_ENDS, (first, last), strict=True) if day is None]
    if any(lost) or (first is not None and last is not None and last < first):
        return None
    return LongerWithdrawal(int(told["days"]), first, last)


_ENDS = ("first", "last")
