"""Neither a customer nor a key in a log record or in what the database says of an error."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError

from merchant_desk.app.logs import kept_logs
from merchant_desk.connectors import CONNECTORS
from merchant_desk.database.database import Database
from merchant_desk.demo.buyers import BUYERS
from merchant_desk.demo.orders import DemoItem
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET
from merchant_desk.errors import UnavailableError
from merchant_desk.models.base import table
from merchant_desk.models.order import Customer
from merchant_desk.models.shop import RemoteRecord
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.inbox import apply_some
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CustomerId, new_id
from merchant_desk.values.log_folder import LOG_FOLDER
from merchant_desk.values.words import RecordState
from merchant_desk.values.words import Trouble as Parked
from tests.sync.exchange import Exchange, open_exchange

NOTE = "Sonnez chez Mme Bourdieu-Vasseur"
BUYER = BUYERS[3]
PERSONAL = (
    BUYER.first_name, BUYER.last_name, BUYER.email, BUYER.phone, BUYER.line1, NOTE,
    DEMO_KEY, DEMO_SECRET,
)  # fmt: skip


@pytest.fixture
def begun(database: Database, gesture: Gesture) -> Iterator[Exchange]:
    with open_exchange(database, gesture) as exchange:
        exchange.begin()
        yield exchange


def _said(records: list[logging.LogRecord]) -> str:
    """Everything any log could write of these records: message, fields, exception, stack."""
    formatter = logging.Formatter()
    return "\n".join(
        f"{formatter.format(each)}\n{json.dumps(vars(each), default=repr, ensure_ascii=False)}"
        for each in records
    )


def _told(text: str) -> list[str]:
    return [word for word in PERSONAL if word in text or json.dumps(word)[1:-1] in text]


@pytest.mark.journey
def test_a_whole_day_logged_in_full_names_nobody(
    begun: Exchange, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    with kept_logs(tmp_path, "day", logging.DEBUG), caplog.at_level(logging.DEBUG):
        number = begun.place(DemoItem("SAV-01"), buyer=BUYER, note=NOTE)
        rotten = begun.place(DemoItem("SAV-01"), buyer=BUYER, note=NOTE)
        begun.front.change_order(rotten, total="beaucoup")
        begun.sync()
        begun.track(begun.pack(number, "SAV-01").parcel_id, "6A12345678901")
        begun.sync()
        for failure in (Failure.UNAUTHORISED, Failure.BROKEN, Failure.HTML, Failure.CUT):
            begun.front.fail_always(Trouble(failure))
            with pytest.raises(UnavailableError) as told:
                begun.sync()
            assert _told(f"{told.value} {told.value.title} {told.value.advice}") == []
        begun.front.fail_always(None)
        begun.storefronts.close()

    assert begun.order(number).customer_name == f"{BUYER.first_name} {BUYER.last_name}"
    assert begun.front.order(number)["status"] == "completed"
    assert "urllib3" in {record.name.split(".")[0] for record in caplog.records}
    assert _told(_said(caplog.records)) == []
    kept = (tmp_path / LOG_FOLDER / "day.log").read_text("utf-8")
    assert kept.count("shop answered") > 10
    assert _told(kept) == []


class _WithABug:
    """A connector that stumbles over what it reads, and says so with the data itself."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)

    def read_order(self, body: str) -> Any:
        order = self._connector.read_order(body)
        raise ValueError(order.customer.name, order.customer.email, body)


def test_a_bug_met_in_a_record_is_logged_by_its_place_and_not_by_its_words(
    begun: Exchange, caplog: pytest.LogCaptureFixture
) -> None:
    number = begun.place(DemoItem("SAV-01"), buyer=BUYER, note=NOTE)
    begun.sync()
    http = HttpClient()
    good = CONNECTORS["woocommerce"](ShopAccount(begun.front.url, DEMO_KEY, DEMO_SECRET), http)
    stumbling: Any = _WithABug(good)
    with begun.lanes.database.write() as session:
        session.execute(update(RemoteRecord).values(state=RecordState.APPLIED))
        session.execute(
            update(RemoteRecord)
            .where(RemoteRecord.remote_id == number)
            .values(state=RecordState.WAITING)
        )

    begun.lanes.write(apply_some, begun.act(), begun.shop_id, stumbling).result()
    http.close()

    parked = [each for each in begun.records() if each.state is RecordState.PARKED]
    assert {each.trouble for each in parked} == {Parked.BUG}
    assert _told(f"{parked[0].reason} {parked[0].advice}") == []
    (record,) = [each for each in caplog.records if each.name == "merchant_desk.sync.inbox"]
    assert "ValueError" in vars(record)["trace"]
    assert "read_order" in vars(record)["trace"]
    assert _told(_said(caplog.records)) == []


def test_an_error_of_the_database_does_not_repeat_the_row(database: Database) -> None:
    row = {
        "id": CustomerId(new_id()),
        "shop_id": None,
        "remote_id": None,
        "name": f"{BUYER.first_name} {BUYER.last_name}",
        "email": BUYER.email,
        "phone": BUYER.phone,
    }

    with pytest.raises(DBAPIError) as told, database.write() as session:
        session.execute(insert(table(Customer)), row)

    assert _told(f"{told.value}\n{told.value.orig}\n{told.value.args}") == []
    assert _told("".join(map(repr, (told.value, told.value.orig)))) == []
