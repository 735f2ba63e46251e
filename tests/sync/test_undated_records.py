"""Records that their platform does not date: a value that goes and comes back is seen twice."""

from datetime import UTC, datetime

import pytest

from merchant_desk.database.database import Database
from merchant_desk.models.shop import RemoteRecord
from merchant_desk.sync.connector import Page, RawRecord, RecordKind
from merchant_desk.sync.inbox import begin_at, cursor_position, keep_page
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from tests.makers import make_shop

_AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def _record(version: str, *, dated: bool) -> RawRecord:
    return RawRecord(RecordKind.PRODUCT, "7", version, _AT, f'{{"v":"{version}"}}', dated)


def _keep(database: Database, gesture: Gesture, shop_id: ShopId, *records: RawRecord) -> int:
    page = Page(records, "next", finished=True)
    with database.write() as session:
        return keep_page(session, gesture, shop_id, RecordKind.PRODUCT, page)


def _bodies(database: Database) -> list[str]:
    with database.read() as session:
        rows = session.query(RemoteRecord).order_by(RemoteRecord.row)
        return [each.body[6:-2] for each in rows]


@pytest.mark.parametrize(
    ("dated", "kept"), [(False, ["a", "b", "a", "b"]), (True, ["a", "b"])], ids=["undated", "dated"]
)
def test_a_version_that_comes_back_is_kept_again_where_nothing_dates_it(
    database: Database, gesture: Gesture, kept: list[str], *, dated: bool
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)

    for version in ("a", "a", "b", "b", "a", "a", "b"):
        _keep(database, gesture, shop_id, _record(version, dated=dated))

    assert _bodies(database) == kept


def test_a_first_pull_begins_where_she_said_and_is_never_moved_back(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)
        begin_at(session, gesture, shop_id, RecordKind.ORDER, "since-may")
        begin_at(session, gesture, shop_id, RecordKind.ORDER, "since-june")

        assert cursor_position(session, shop_id, RecordKind.ORDER) == "since-may"
