"""Random days at the counter: stock, money and chains agree whatever was sold and brought back."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import Payment
from merchant_desk.operations.keep_baskets import end_return
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO
from merchant_desk.values.payment_means import Means
from tests.operations.counter_room import HONEY, SOAP, CounterRoom, counter_room

_MEANS = st.sampled_from([Means.CARD, Means.CASH, Means.CHEQUE])
_SALE = st.tuples(
    st.just("sell"), st.lists(st.sampled_from([SOAP, HONEY]), min_size=1, max_size=4), _MEANS
)
_BACK = st.tuples(
    st.just("back"), st.lists(st.sampled_from([SOAP, HONEY]), min_size=1, max_size=2), _MEANS
)


_ROOMS: dict[Database, CounterRoom] = {}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(_SALE | _BACK, min_size=1, max_size=6))
def test_a_day_of_sales_and_returns_adds_up(
    sqlite_database: Database,
    gesture: Gesture,
    acts: Sequence[tuple[str, list[str], Means]],
) -> None:
    room = _room(sqlite_database, gesture)
    before = room.stock(room.soap), room.stock(room.honey)
    sold = back = 0
    for what, codes, means in acts:
        if what == "sell":
            room.sold(*codes, means=means)
            sold += len(codes)
        else:
            back += _bring(room, codes, means)

    after = room.stock(room.soap), room.stock(room.honey)
    assert sum(before) - sold + back == sum(after)
    with room.database.read() as session:
        tickets = session.scalars(select(Invoice)).all()
        paid = session.execute(select(func.sum(Payment.amount))).scalar() or ZERO
        lines = session.execute(select(func.sum(InvoiceLine.total))).scalar() or ZERO
        assert sum(each.total.cents for each in tickets) == paid.cents == lines.cents
        assert [each.counter for each in tickets] == list(range(1, len(tickets) + 1))
        assert verify_chains(session).problems == ()


def _room(database: Database, gesture: Gesture) -> CounterRoom:
    """Return the counter as the day before left it: one shop for all the examples."""
    if database not in _ROOMS:
        _ROOMS.clear()
        _ROOMS[database] = counter_room(database, gesture)
    return _ROOMS[database]


def _bring(room: CounterRoom, codes: Sequence[str], means: Means) -> int:
    """Bring articles back from the last sale that may still take them; return how many came."""
    sale = _last_sale(room)
    if sale is None:
        return 0
    room.back(sale)
    for code in codes:
        try:
            room.scan(code)
        except RefusedError:
            continue
    came = room.basket.units_back
    if not came:
        with room.database.write() as session:
            end_return(session, room.next())
    else:
        room.pay(means)
        room.sell()
    return came


def _last_sale(room: CounterRoom) -> InvoiceId | None:
    with room.database.read() as session:
        return session.scalars(
            select(Invoice.id)
            .where(Invoice.kind == InvoiceKind.TICKET, Invoice.total > ZERO)
            .order_by(Invoice.counter.desc())
        ).first()
