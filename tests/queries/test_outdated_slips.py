"""A slip printed before its order changed is told to be out of date, until it is printed again."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.shop import Conflict
from merchant_desk.models.station import PrintJob
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.print_papers import print_slips
from merchant_desk.operations.queue_print import begin_print, mark_printed, settle_interrupted
from merchant_desk.operations.settle_conflict import take_shop
from merchant_desk.queries.order_card import order_card
from merchant_desk.queries.outdated_slips import slip_outdated
from merchant_desk.queries.parcel_view import parcel_view
from merchant_desk.queries.print_jobs import print_queue
from merchant_desk.queries.slips import wave_slip
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, PrintJobId, ShopId, WaveId
from merchant_desk.values.remote import Address, RemoteOrder
from merchant_desk.values.words import PrintState
from tests.makers import remote_line, remote_order
from tests.ui.printing.shop import open_shop

MOVED = Address(name="Camille Roux", line1="9 quai Bondy", postcode="69005", city="Lyon")
ORDER = remote_order("1042", remote_line(quantity=3))
FEWER = remote_order("1042", remote_line(quantity=2))


@dataclass
class _Day:
    """An order in a wave, and the hours that pass."""

    session: Session
    gesture: Gesture
    shop: ShopId
    order_id: OrderId
    wave_id: WaveId

    def later(self) -> Gesture:
        self.gesture = replace(self.gesture, at=self.gesture.at + timedelta(hours=1))
        return self.gesture

    def edit(self, order: RemoteOrder) -> None:
        accept_order(self.session, self.later(), self.shop, order)

    def print(self) -> None:
        waiting = select(PrintJob.id).where(PrintJob.state == PrintState.WAITING)
        for job_id in self.session.scalars(waiting).all():
            begin_print(self.session, PrintJobId(job_id), "Bureau")
            mark_printed(self.session, self.later(), PrintJobId(job_id))

    @property
    def outdated(self) -> bool:
        return slip_outdated(self.session, self.order_id) is not None

    def picked(self) -> list[tuple[str, int]]:
        slip = wave_slip(self.session, self.wave_id, self.gesture.at)
        return [(line.bin_code, line.quantity) for line in slip.pick_lines]


def _begin(session: Session, gesture: Gesture) -> _Day:
    shop = open_shop(session, gesture)
    order_id = accept_order(session, gesture, shop, ORDER).order_id
    wave = make_wave(session, gesture, [order_id])
    return _Day(session, gesture, shop, order_id, wave.wave_id)


def test_a_slip_printed_before_an_edit_is_out_of_date_until_it_is_printed_again(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        day = _begin(session, gesture)
        day.print()
        before = (day.outdated, day.picked())

        day.edit(FEWER)
        after = (day.outdated, day.picked())
        print_slips(session, day.later(), [day.order_id])
        asked = day.outdated
        day.print()

        assert before == (False, [("B2", 3)])
        assert after == (True, [("B2", 2)])
        assert (asked, day.outdated) == (True, False)


def test_a_slip_that_waited_for_the_printer_tells_what_is_so(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        day = _begin(session, gesture)
        day.edit(FEWER)
        waiting = day.outdated
        day.print()

        assert (waiting, day.outdated) == (False, False)


@pytest.mark.parametrize(
    ("edit", "outdated"),
    [
        (replace(ORDER, shipping=MOVED), True),
        (replace(ORDER, note="Sonnez deux fois"), True),
        (replace(ORDER, remote_id=ORDER.remote_id), False),
    ],
)
def test_only_what_the_slip_says_puts_it_out_of_date(
    database: Database, gesture: Gesture, edit: RemoteOrder, outdated: bool
) -> None:
    with database.write() as session:
        day = _begin(session, gesture)
        day.print()

        day.edit(edit)

        assert day.outdated is outdated


def test_following_the_shop_after_packing_began_puts_the_slip_out_of_date(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        day = _begin(session, gesture)
        day.print()
        parcel_id = open_parcel(session, day.later(), day.order_id).parcel_id
        fewer = remote_order("1042", remote_line(quantity=3, refunded_quantity=1))
        day.edit(fewer)
        undecided = day.outdated
        conflict_id = session.scalars(select(Conflict.id)).one()

        take_shop(session, day.later(), conflict_id)

        view = parcel_view(session, parcel_id, day.gesture.at)
        card = order_card(session, day.order_id, day.gesture.at)
        assert undecided is False
        assert view is not None
        assert (view.slip_outdated, view.wanted) == (True, 2)
        assert card.edited_at == day.gesture.at
        assert "Modifiée dans la boutique en ligne" in {each.sentence for each in card.story}


def test_a_slip_that_may_be_out_names_the_orders_that_changed_since(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        day = _begin(session, gesture)
        job_id = session.scalars(select(PrintJob.id)).one()
        begin_print(session, PrintJobId(job_id), "Bureau")
        settle_interrupted(session, gesture, set())
        before = print_queue(session, gesture.station_id).rows[0].edited

        day.edit(FEWER)

        assert before == ()
        assert print_queue(session, gesture.station_id).rows[0].edited == ("1042",)
