"""An order paid by transfer: the bank may show it before its storefront tells, or after."""

from datetime import UTC, datetime, timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.values.cash_flow import FlowSource
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.cash_words import MatchTarget, Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import RemoteOrder, RemoteState
from tests.makers import make_product, make_shop, make_station, remote_order
from tests.operations.match_desk import TODAY, accept, asked, bank_tells, counted, proposed

_PLACED = datetime(2026, 11, 12, 9, tzinfo=UTC)
_UNPAID = remote_order(
    "104233",
    state=RemoteState.UNPAID,
    paid_at=None,
    placed_at=_PLACED,
    modified_at=_PLACED,
    payment_means="Virement bancaire",
)
_PAID_AT = _PLACED + timedelta(days=9)
_PAID = remote_order(
    "104233",
    paid_at=_PAID_AT,
    placed_at=_PLACED,
    modified_at=_PAID_AT,
    payment_means="Virement bancaire",
)
CENTS = _UNPAID.total.cents


@pytest.fixture
def shop_id(database: Database, gesture: Gesture) -> ShopId:
    with database.write() as session:
        make_station(session, gesture)
        make_product(session)
        return make_shop(session)


def _told(database: Database, gesture: Gesture, shop_id: ShopId, remote: RemoteOrder) -> None:
    database.gesture(accept_order, gesture, shop_id, remote)


def _of_order(database: Database, gesture: Gesture) -> ProposedLine:
    (line,) = proposed(database, gesture)
    assert line.best is not None
    assert line.best.parts[0].target is MatchTarget.ORDER
    return line


def test_a_transfer_seen_before_the_storefront_tells_it_counts_once(
    database: Database, gesture: Gesture, shop_id: ShopId
) -> None:
    _told(database, gesture, shop_id, _UNPAID)
    bank_tells(database, gesture, (CENTS, "VIR CAMILLE ROUX COMMANDE 104233"))
    line = _of_order(database, gesture)
    assert line.best is not None
    assert line.best.sureness is Sureness.SURE

    done = accept(database, gesture, line)
    bank_tells(database, gesture, (CENTS, "VIR CAMILLE ROUX COMMANDE 104233"), on=TODAY)
    (again,) = proposed(database, gesture)
    twice = again.proposals
    _told(database, gesture, shop_id, _PAID)

    assert done.payments == 0
    assert counted(database) == (1, 1, 0)
    assert twice == ()
    assert proposed(database, gesture)[0].proposals == ()


def test_a_transfer_that_the_storefront_told_is_recognised_and_may_be_undone(
    database: Database, gesture: Gesture, shop_id: ShopId
) -> None:
    _told(database, gesture, shop_id, _PAID)
    bank_tells(database, gesture, (CENTS, "VIR CAMILLE ROUX"))
    line = _of_order(database, gesture)
    assert line.best is not None
    assert line.best.parts[0].recorded

    accept(database, gesture, line)
    with pytest.raises(RefusedError, match="l’est déjà"):
        database.gesture(accept_match, gesture, asked(line.best))
    database.gesture(undo_line, gesture, line.fact.line_id)

    assert counted(database) == (2, 1, 0)
    assert _of_order(database, gesture) == line


def _foreseen(database: Database, gesture: Gesture) -> int:
    with database.read() as session:
        flows = cash_forecast(session, gesture.station_id, TODAY).flows
    return sum(each.amount.cents for each in flows if each.source is FlowSource.ORDER)


def test_what_the_bank_showed_of_an_order_is_not_awaited_any_more(
    database: Database, gesture: Gesture, shop_id: ShopId
) -> None:
    _told(database, gesture, shop_id, _UNPAID)
    assert _foreseen(database, gesture) == CENTS
    bank_tells(database, gesture, (CENTS, "VIR CAMILLE ROUX COMMANDE 104233"))

    accept(database, gesture, _of_order(database, gesture))

    assert _foreseen(database, gesture) == 0
