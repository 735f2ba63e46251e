"""The carrier's number: before closing, after, or not at all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.set_tracking import TrackingSet
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import ScanOutcome
from tests.operations.packing_bench import CANDLE, SOAP, packing_bench

LABEL, DPD_LIKE_AN_ARTICLE = "6A12345678905", "13760123456781"


@pytest.mark.parametrize("code", [LABEL, DPD_LIKE_AN_ARTICLE, "relais 4471"])
def test_any_unknown_code_is_the_number_of_the_parcel_whose_label_is_awaited(
    database: Database, gesture: Gesture, code: str
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        bench.scan(SOAP)
        scan = scan_of_text(code, gesture.at)

        answer = scan_at_packing(session, bench.later(), None, scan, None, bench.parcel)

        assert isinstance(answer, TrackingSet)
        tracking = session.scalars(select(Parcel.tracking)).one()
        assert tracking == code.replace(" ", "").upper()


def test_an_article_is_never_taken_for_the_awaited_label(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        bench.scan(SOAP)
        scan = scan_of_text(CANDLE, gesture.at)

        answer = scan_at_packing(session, bench.later(), None, scan, None, bench.parcel)

        assert isinstance(answer, ItemScanned)
        assert answer.outcome is ScanOutcome.WRONG
        assert session.scalars(select(Parcel.tracking)).one() == ""


def test_a_stray_label_never_replaces_the_number_of_the_last_parcel(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        bench.scan(SOAP)
        first = scan_of_text(LABEL, gesture.at)
        scan_at_packing(session, bench.later(), None, first, None, bench.parcel)

        with pytest.raises(RefusedError, match="en a déjà un"):
            scan_at_packing(session, gesture, None, scan_of_text("6A99999999999", gesture.at))

        assert session.scalars(select(Parcel.tracking)).one() == LABEL


def test_a_number_noted_before_closing_lets_the_shipment_leave_at_once(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        scan_at_packing(session, bench.later(), bench.parcel, scan_of_text(LABEL, gesture.at))

        closed = bench.scan(SOAP).closed

        assert closed is not None
        assert not closed.wants_tracking
        due = session.scalars(select(OutboxMessage.next_attempt_at)).one()
        assert due == gesture.at + timedelta(seconds=bench.steps)
