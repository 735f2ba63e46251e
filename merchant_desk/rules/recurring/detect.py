"""Find in the history of the bank what comes back, so that she confirms instead of typing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from merchant_desk.rules.matching.names import name_words
from merchant_desk.rules.matching.pattern import words_of
from merchant_desk.rules.recurring.amounts import Amounts, amounts_of, apart, near
from merchant_desk.rules.recurring.cadence import Beat, beat_of
from merchant_desk.rules.recurring.reason import reason_of
from merchant_desk.rules.recurring.seen import Found, KnownRecurring, Recurrences, SeenLine
from merchant_desk.rules.recurring.times import STEP_DAYS, Rhythm, next_times
from merchant_desk.rules.recurring.words import (
    category_of,
    instalment,
    left_to_calendar,
    never_recurs,
    readable,
)
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.money import ZERO, Money, total

_FEWEST = 2
_PART_FEWEST = 3
"""Of lines that read alike, so many of one amount, and a quarter of them, are a thing apart."""
_UNNAMED_FEWEST = 4
_TOGETHER = 3
"""Lines so many days apart are of one time: salaries go out over a day or two."""
_COMES_IN = frozenset({CashCategory.RENT, CashCategory.SOCIAL, CashCategory.INSURANCE})
"""What may come in each month and be no customer's: a sublet, allowances, compensation."""
_VARIES = frozenset(
    {CashCategory.ENERGY, CashCategory.SALARY, CashCategory.SOCIAL, CashCategory.CARRIAGE,
     CashCategory.BANK_FEES, CashCategory.SUBSCRIPTION, CashCategory.VAT,
     CashCategory.OTHER_TAXES, CashCategory.CORPORATE_TAX}
)  # fmt: skip
"""Its amount changes each time and it still is what it says."""
_MOST_RANGE = 8
_UNKNOWN_PART = 5
_GONE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What detection must know besides the lines."""

    told_until: date
    """The last day the bank told of: what has not come since may still be on its way."""
    parties: Collection[str] = ()
    """Names of who sends invoices: those are documents already."""
    foreseen: Collection[CashCategory] = ()
    """Categories that the calendar of taxes foresees."""
    known: Sequence[KnownRecurring] = field(default=())


@dataclass(frozen=True, slots=True)
class _Time:
    """One time something came, in one line or several."""

    day: date
    amount: Money
    lines: int


def what_recurs(lines: Sequence[SeenLine], asked: Asked) -> Recurrences:
    """Return what comes back in these lines (of any order) and was not answered before."""
    groups: defaultdict[tuple[bytes, str, bool], list[SeenLine]] = defaultdict(list)
    for line in lines:
        if line.pattern and line.amount != ZERO:
            groups[line.account_id, line.pattern, line.amount > ZERO].append(line)
    parties = [words for each in asked.parties if (words := name_words(each))]
    found = [
        each
        for group in groups.values()
        if len(group) >= _FEWEST and not _left_out(group[-1], parties)
        for each in _of_group(sorted(group, key=lambda line: line.day), asked)
    ]
    found.sort(key=lambda each: (each.amount, each.label))
    left = {each for each in found if left_to_calendar(each.pattern, each.category, asked.foreseen)}
    return Recurrences(
        proposed=tuple(each for each in found if each not in left),
        left_to_taxes=tuple(each for each in found if each in left),
    )


def _left_out(line: SeenLine, parties: Sequence[frozenset[str]]) -> bool:
    """Tell whether such lines are a document's, a customer's, or come when she decides."""
    if line.amount > ZERO and category_of(line.label) not in _COMES_IN:
        return True
    told = frozenset(words_of(f"{line.label} {line.counterparty}"))
    return never_recurs(line.label) or any(told.issuperset(each) for each in parties)


def _of_group(lines: Sequence[SeenLine], asked: Asked) -> Iterator[Found]:
    """Yield what comes back among lines that read alike: one thing, or one for each amount."""
    lines = _after_the_ended(lines, asked.known)
    whole = _found(lines, asked)
    if whole is not None:
        yield whole
        return
    for places in apart([each.amount for each in lines]):
        if max(_PART_FEWEST, len(lines) // 4) <= len(places) < len(lines):
            part = _found([lines[place] for place in places], asked)
            if part is not None:
                yield part


def _found(lines: Sequence[SeenLine], asked: Asked) -> Found | None:
    if len(lines) < _FEWEST:
        return None
    for times in (_each_day(lines), _together(lines)):
        beat = beat_of([each.day for each in times])
        if beat is not None:
            break
    else:
        return None
    amounts = amounts_of([each.amount for each in times])
    category = _category(lines)
    if not _plausible(beat, amounts, category, times):
        return None
    made = _made(lines, times, beat, amounts)
    gone = asked.told_until - made.last_on > timedelta(days=_GONE * STEP_DAYS[made.cadence])
    over = made.until is not None and made.until <= made.last_on
    return None if gone or over or _answered(made, asked.known) else made


def _made(lines: Sequence[SeenLine], times: Sequence[_Time], beat: Beat, amounts: Amounts) -> Found:
    newest = lines[-1]
    together = max(each.lines for each in times[-3:])
    return Found(
        account_id=newest.account_id,
        label=newest.counterparty.strip() or readable(newest.label, newest.pattern),
        pattern=newest.pattern,
        category=_category(lines),
        cadence=beat.cadence,
        day=beat.day,
        first_on=times[0].day,
        amount=amounts.amount,
        low=amounts.low,
        high=amounts.high,
        times=len(times),
        last_on=times[-1].day,
        until=_last_instalment(lines, beat),
        reason=reason_of(len(times), together, times[0].day, beat, amounts),
    )


def _each_day(lines: Sequence[SeenLine]) -> list[_Time]:
    days: defaultdict[date, list[Money]] = defaultdict(list)
    for line in lines:
        days[line.day].append(line.amount)
    return [_Time(day, total(several), len(several)) for day, several in days.items()]


def _together(lines: Sequence[SeenLine]) -> list[_Time]:
    """Return the times, lines a few days apart being of one."""
    times: list[_Time] = []
    for line in lines:
        if times and (line.day - times[-1].day).days <= _TOGETHER:
            last = times[-1]
            times[-1] = _Time(last.day, last.amount + line.amount, last.lines + 1)
        else:
            times.append(_Time(line.day, line.amount, 1))
    return times


def _plausible(
    beat: Beat, amounts: Amounts, category: CashCategory, times: Sequence[_Time]
) -> bool:
    """Tell whether the amounts are those of one thing: what no word names must hold better."""
    least, most = sorted((abs(amounts.low.cents), abs(amounts.high.cents)))
    unnamed = category is CashCategory.OTHER
    if beat.cadence is Cadence.YEARLY and len(times) == _FEWEST:
        return not unnamed and near(amounts.low, amounts.high, 4)
    if category in _VARIES:
        return amounts.steady or most <= _MOST_RANGE * least
    if unnamed and len(times) < _UNNAMED_FEWEST:
        return False
    alike = sum(near(each.amount, times[-1].amount, _UNKNOWN_PART) for each in times)
    return 2 * alike >= len(times) and (amounts.steady or (most - least) * _UNKNOWN_PART <= most)


def _category(lines: Sequence[SeenLine]) -> CashCategory:
    newest = lines[-1]
    told = category_of(newest.label)
    return told if told is not CashCategory.OTHER else category_of(newest.counterparty)


def _last_instalment(lines: Sequence[SeenLine], beat: Beat) -> date | None:
    """Return the day of the last instalment, where each label tells which one of how many."""
    told = [instalment(each.label) for each in lines]
    last, before = told[-1], told[-2]
    if last is None or before is None or last[1] != before[1] or last[0] != before[0] + 1:
        return None
    rhythm = Rhythm(cadence=beat.cadence, day=beat.day, first_on=lines[-1].day)
    span = timedelta(days=STEP_DAYS[beat.cadence] * (last[1] - last[0] + 1))
    days = next_times(rhythm, lines[-1].day, lines[-1].day + span)
    left = last[1] - last[0]
    return days[left] if len(days) > left else None


def _after_the_ended(
    lines: Sequence[SeenLine], known: Sequence[KnownRecurring]
) -> Sequence[SeenLine]:
    """Return the lines that came after she ended what they were of."""
    overs = [each.over_since for each in known if each.over_since and _is_of(each, lines[-1])]
    return [each for each in lines if each.day > max(overs)] if overs else lines


def _is_of(known: KnownRecurring, line: SeenLine) -> bool:
    return known.pattern == line.pattern and known.account_id in (None, line.account_id)


def _answered(made: Found, known: Sequence[KnownRecurring]) -> bool:
    """Tell whether she said yes or no to it already, be it at another amount."""
    return any(
        each.over_since is None
        and each.pattern == made.pattern
        and each.account_id in (None, made.account_id)
        and near(each.amount, made.amount, _GONE)
        for each in known
    )
