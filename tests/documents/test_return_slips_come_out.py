"""The slip of a return that was queued comes out of the station, and again when asked again."""

from pathlib import Path

import pytest

from merchant_desk.database.database import Database
from merchant_desk.documents.writing.bring_out import Ending, bring_out_as_pdf
from merchant_desk.errors import RefusedError
from merchant_desk.lanes import Lanes
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.declare_return import ReturnDeclared, declare_return
from merchant_desk.operations.print_return_slip import print_return_slip
from merchant_desk.queries.print_jobs import print_queue
from merchant_desk.queries.return_card import return_card
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnKind
from merchant_desk.values.ids import OrderId, ReturnId
from tests.documents.reading import page_codes
from tests.operations.returns_desk import ReturnsDesk, returns_desk


def _declared(room: ReturnsDesk, order: OrderId) -> ReturnId:
    told = ReturnDeclared(order_id=order, kind=ReturnKind.WITHDRAWAL)
    return declare_return(room.session, room.gesture, told).return_id


def test_a_slip_asked_for_twice_comes_out_twice_and_its_code_is_read(
    sqlite_database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    with sqlite_database.write() as session:
        room = returns_desk(session, gesture)
        returned = _declared(room, room.shipped())
    lanes = Lanes(sqlite_database)
    before = bring_out_as_pdf(lanes, gesture, tmp_path)
    with sqlite_database.write() as session:
        for _copy in range(2):
            print_return_slip(session, gesture, returned)

    out = bring_out_as_pdf(lanes, gesture, tmp_path)
    with sqlite_database.read() as session:
        card = return_card(session, returned, paris_date(gesture.at))
        left = print_queue(session, gesture.station_id).rows
    lanes.close()

    assert card is not None
    assert before
    assert left == ()
    assert [each.ending for each in out] == [Ending.OUT, Ending.OUT]
    for each in out:
        codes = page_codes(Path(each.file).read_bytes(), dots=203)
        assert codes == [("Code 128", card.number)]
    assert [each.detail for each in card.story].count("Bon de retour imprimé") == 2


def test_a_slip_without_the_address_of_the_shop_is_not_queued(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        room = returns_desk(session, gesture)
        returned = _declared(room, room.shipped())
        queued = len(print_queue(session, gesture.station_id).rows)
        session.delete(session.get_one(ShopProfile, 1))
        session.flush()

        with pytest.raises(RefusedError, match="l’identité de la boutique manque"):
            print_return_slip(session, gesture, returned)

        assert len(print_queue(session, gesture.station_id).rows) == queued
