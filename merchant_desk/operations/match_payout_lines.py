"""Which order each line of a settlement is about: its number, its transaction, or its amount."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Text, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, Payment
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.ids import OrderId
from merchant_desk.values.money import Money
from merchant_desk.values.payout_file import ToldPayoutLine

_ORDERS, _PAYMENTS = table(Order), table(Payment)
_WORD = re.compile(r"[\w.-]*\d[\w.-]*")
_ENDS = ".-_"
_LONGEST = 64
_PAYMENT, _REFUND = "payment:", "refund:"
_OF_AN_ORDER = frozenset({PayoutKind.SALE, PayoutKind.REFUND, PayoutKind.CHARGEBACK})
_NUMBERED = PreparedSet(
    lambda words: select(_ORDERS.c.id, _ORDERS.c.number).where(_ORDERS.c.number.in_(words)), Text()
)
_REMOTE = PreparedSet(
    lambda words: select(_ORDERS.c.id, _ORDERS.c.remote_id).where(_ORDERS.c.remote_id.in_(words)),
    Text(),
)
_KEYED = PreparedSet(
    lambda words: select(_PAYMENTS.c.order_id, _PAYMENTS.c.remote_key).where(
        _PAYMENTS.c.order_id.is_not(None), _PAYMENTS.c.remote_key.in_(words)
    ),
    Text(),
)
_REFERRED = PreparedSet(
    lambda words: select(_PAYMENTS.c.order_id, _PAYMENTS.c.reference).where(
        _PAYMENTS.c.order_id.is_not(None), _PAYMENTS.c.reference.in_(words)
    ),
    Text(),
)


def orders_of(session: Session, lines: Sequence[ToldPayoutLine]) -> list[OrderId | None]:
    """Return the order of each line, None where nothing or more than one thing says which."""
    asked = [each if each.kind in _OF_AN_ORDER else None for each in lines]
    words = {word for each in asked if each is not None for word in _words(each)}
    numbered = _found(_NUMBERED.rows(session, _known(words)))
    remote = _found(_REMOTE.rows(session, _known(words)))
    keys = [f"{start}{each}" for each in words for start in (_PAYMENT, _REFUND)]
    keyed = _found(_KEYED.rows(session, _known(keys)))
    referred = _found(_REFERRED.rows(session, _known(words)))
    found: list[OrderId | None] = []
    for each in asked:
        if each is None:
            found.append(None)
            continue
        named = next((numbered[word] for word in _told(each.order_text) if word in numbered), None)
        named = named or next((keyed[key] for key in _keys(each.reference) if key in keyed), None)
        named = named or referred.get(each.reference)
        named = named or next(
            (remote[word] for word in _told(each.order_text) if word in remote), None
        )
        named = named or next(
            (numbered[word] for word in _told(each.label) if word in numbered), None
        )
        found.append(named)
    return _by_amount(session, asked, found)


def _words(line: ToldPayoutLine) -> Iterator[str]:
    yield from _told(line.order_text)
    yield from _told(line.label)
    if line.reference:
        yield line.reference


def _told(text: str) -> Iterator[str]:
    """Yield what of a text may be a number: the whole of it, then its words with a digit."""
    whole = text.strip().lstrip("#")
    if whole and len(whole) <= _LONGEST:
        yield whole
    for word in _WORD.findall(text):
        yield word.strip(_ENDS)


def _keys(reference: str) -> tuple[str, ...]:
    return (f"{_PAYMENT}{reference}", f"{_REFUND}{reference}") if reference else ()


def _known(words: Iterable[str]) -> list[str]:
    return sorted(each for each in set(words) if each and len(each) <= _LONGEST + len(_PAYMENT))


def _found(rows: Iterable[Sequence[object]]) -> dict[str, OrderId]:
    """Return the order of each word, those that name two orders left out."""
    pairs = {(str(word), OrderId(bytes(order))) for order, word in rows if isinstance(order, bytes)}
    often = Counter(word for word, _order in pairs)
    return {word: order for word, order in pairs if often[word] == 1}


def _by_amount(
    session: Session,
    lines: Sequence[ToldPayoutLine | None],
    found: list[OrderId | None],
) -> list[OrderId | None]:
    """Complete with what was paid that day for that amount, when it is one order and one line."""
    open_lines = [
        (place, line)
        for place, (line, order) in enumerate(zip(lines, found, strict=True))
        if line is not None and order is None and line.kind is PayoutKind.SALE
    ]
    if not open_lines:
        return found
    days = [line.happened_on for _place, line in open_lines]
    paid = _paid_between(session, min(days), max(days))
    taken = {order for order in found if order is not None}
    facts = Counter((line.happened_on, line.amount) for _place, line in open_lines)
    for place, line in open_lines:
        fact = (line.happened_on, line.amount)
        orders = paid.get(fact, set()) - taken
        if facts[fact] == 1 and len(orders) == 1:
            found[place] = next(iter(orders))
    return found


def _paid_between(
    session: Session, first: date, last: date
) -> dict[tuple[date, Money], set[OrderId]]:
    start = datetime.combine(first, time(), PARIS)
    end = datetime.combine(last + timedelta(days=1), time(), PARIS)
    rows = session.execute(
        select(_PAYMENTS.c.order_id, _PAYMENTS.c.paid_at, _PAYMENTS.c.amount).where(
            _PAYMENTS.c.order_id.is_not(None),
            _PAYMENTS.c.paid_at >= start,
            _PAYMENTS.c.paid_at < end,
            func.length(_PAYMENTS.c.means) > 0,
        )
    )
    paid: dict[tuple[date, Money], set[OrderId]] = {}
    for row in rows:
        paid.setdefault((paris_date(row.paid_at), row.amount), set()).add(OrderId(row.order_id))
    return paid
