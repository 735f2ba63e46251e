"""Why the account is not where it was foreseen: every cent of the error has one cause.

What was foreseen for a document is compared with what the bank told of that document. What has no
document, or whose document was another one in the end (an order became a payout, goods on order an
invoice), is compared within its category.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.cash_compare.words import pool_words
from merchant_desk.values.cash_compare import Cause, CauseShare, Difference, Foreseen, Happened
from merchant_desk.values.cash_flow import FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _

_COMES_IN = frozenset({CashCategory.SALES, CashCategory.PAYOUT, CashCategory.DEPOSIT})
_BECOMES_ANOTHER = frozenset(
    {
        FlowSource.ORDER,
        FlowSource.PAYOUT,
        FlowSource.DEPOSIT,
        FlowSource.SALES,
        FlowSource.GOODS,
        FlowSource.PURCHASE,
        FlowSource.TAX,
        FlowSource.PLAN,
    }
)
"""What happens under another document, or none, when it does."""


@dataclass
class _Told:
    """All that is known of one document."""

    foreseen: list[Foreseen]
    later: list[Foreseen]
    """Foreseen for after the last day."""
    happened: list[Happened]
    after: bool = False
    """The bank told of it after the last day."""


def differences(
    foreseen: Sequence[Foreseen], happened: Sequence[Happened], until: date
) -> tuple[Difference, ...]:
    """Return what makes the error up to a day; what falls after it only tells what is late."""
    known = _by_document(foreseen, until)
    loose = [each for each in foreseen if each.document_id is None and each.day <= until]
    others = [each for each in happened if not _is_told(each, known, until)]
    for told in known.values():
        if _is_pooled(told):
            loose += told.foreseen
    unmatched = [each for each in others if each.target is None]
    matched = [each for each in others if each.target is not None]
    found = (
        *(_of_document(each) for each in known.values() if not _is_pooled(each)),
        *(_unmatched(each) for each in unmatched),
        *_pooled(loose, matched),
    )
    return tuple(each for each in found if each.amount)


def _by_document(foreseen: Sequence[Foreseen], until: date) -> dict[bytes, _Told]:
    known: dict[bytes, _Told] = {}
    for each in foreseen:
        if each.document_id is not None:
            told = known.setdefault(each.document_id, _Told([], [], []))
            (told.foreseen if each.day <= until else told.later).append(each)
    return known


def _is_told(line: Happened, known: Mapping[bytes, _Told], until: date) -> bool:
    """Tell whether a line is settled here: it is about a document foreseen, or too late."""
    told = None
    if line.target is not None and line.target_id is not None:
        told = known.get(line.target_id)
    if line.day > until:
        if told is not None:
            told.after = True
        return True
    if told is not None:
        told.happened.append(line)
    return told is not None


def shares(found: Sequence[Difference]) -> tuple[CauseShare, ...]:
    """Return the error by cause, the heaviest first."""
    by_cause: dict[Cause, list[Difference]] = defaultdict(list)
    for each in found:
        by_cause[each.cause].append(each)
    told = [
        CauseShare(
            cause,
            total(each.amount for each in some),
            tuple(sorted(some, key=lambda each: (-abs(each.amount.cents), each.label))),
        )
        for cause, some in by_cause.items()
    ]
    return tuple(sorted(told, key=lambda each: (-abs(each.amount.cents), each.cause)))


def of_opening(opening: Money, held: Money) -> tuple[Difference, ...]:
    """Return what is known today of the first evening and was not then."""
    if held == opening:
        return ()
    label = _("Relevés ou comptes connus depuis")
    return (
        Difference(cause=Cause.OPENING, label=label, party="", foreseen=opening, happened=held),
    )


def _is_pooled(told: _Told) -> bool:
    """Tell whether a document that the bank showed nothing of went on under another."""
    return not told.happened and all(each.source in _BECOMES_ANOTHER for each in told.foreseen)


def _of_document(told: _Told) -> Difference:
    one = (told.foreseen or told.later)[0]
    wanted = total(each.amount for each in told.foreseen)
    came = total(each.amount for each in told.happened)
    return Difference(
        cause=_cause(told, one),
        label=one.label,
        party=one.party,
        foreseen=wanted,
        happened=came,
        source=one.source,
        document_id=one.document_id,
    )


def _cause(told: _Told, one: Foreseen) -> Cause:
    if told.happened and told.foreseen:
        return Cause.AMOUNT
    if told.happened:
        return Cause.TIMING  # foreseen for later, it came before
    if one.source is FlowSource.INVOICE and one.amount > ZERO:
        return Cause.LATE_CUSTOMERS
    return Cause.TIMING if told.after or told.later else Cause.NOT_HAPPENED


def _unmatched(line: Happened) -> Difference:
    return Difference(
        cause=Cause.UNMATCHED, label=line.label, party="", foreseen=ZERO, happened=line.amount
    )


def _pooled(foreseen: Sequence[Foreseen], happened: Sequence[Happened]) -> list[Difference]:
    """Compare what is left within what it is for; all that customers bring is one."""
    wanted: dict[CashCategory, Money] = defaultdict(lambda: ZERO)
    came: dict[CashCategory, Money] = defaultdict(lambda: ZERO)
    for each in foreseen:
        wanted[_pool(each.category)] += each.amount
    for line in happened:
        came[_pool(line.category)] += line.amount
    return [
        Difference(
            cause=_pool_cause(pool, wanted, came),
            label=pool_words(pool),
            party="",
            foreseen=wanted[pool],
            happened=came[pool],
        )
        for pool in sorted({*wanted, *came})
    ]


def _pool(category: CashCategory) -> CashCategory:
    return CashCategory.SALES if category in _COMES_IN else category


def _pool_cause(
    pool: CashCategory, wanted: Mapping[CashCategory, Money], came: Mapping[CashCategory, Money]
) -> Cause:
    if pool is CashCategory.SALES:
        return Cause.SALES
    if not came.get(pool):
        return Cause.NOT_HAPPENED
    if wanted.get(pool):
        return Cause.AMOUNT
    return Cause.UNFORESEEN_INCOME if came[pool] > ZERO else Cause.UNFORESEEN_EXPENSE
