"""The sample shop answers as WooCommerce 9.8.5 did when it was recorded: words, codes and shapes.

``recorded/woocommerce/exchanges.json`` holds what a real shop was asked and what it said, all data
invented, long texts left out. The sample shop is asked the same of articles made alike.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from merchant_desk.connectors.woocommerce.calls import Calls, Reply
from merchant_desk.connectors.woocommerce.pulling import ORDER_FIELDS, PRODUCT_FIELDS
from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.orders import DemoItem
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.values.money import Money
from tests.connectors.shops import NOW, RECORDED, an_order

RECORDING: Mapping[str, Any] = json.loads(
    (RECORDED / "woocommerce" / "exchanges.json").read_text(encoding="utf-8")
)
BIKE = DemoProduct(
    "VELO-1", "Vélo enfant", "3760123456789", Money(12000), 2000, 10, "A1-01", 9000, "Vélos"
)
VEST = DemoProduct("GILET-1", "Gilet", "", Money(2000), 2000, 5, "A1-02", 200, "Vélos")
WORDS = ("code in use", "batch too large", "page too large", "no list of all variations",
         "barcode in use")  # fmt: skip
LISTS = ("few fields", "past the end", "trash")


class Replay:
    """The sample shop, asked what the real one was asked."""

    def __init__(self, front: Storefront, calls: Calls) -> None:
        self.front = front
        self._calls = calls
        self.bike = front.product("VELO-1")["id"]
        self.order = front.orders[0]

    def asked(self, name: str, **changes: object) -> Reply:
        exchange = RECORDING[name]
        parts = urlsplit(exchange["path"])
        path = parts.path.replace("/products/10", f"/products/{self.bike}")
        path = path.replace("/orders/117", f"/orders/{self.order['id']}").removeprefix("/")
        sent = exchange["sent"] and {**exchange["sent"], **changes}
        return self._calls.ask(exchange["method"], path, dict(parse_qsl(parts.query)), sent)


@pytest.fixture
def replay() -> Iterator[Replay]:
    placed = (an_order(DemoItem("VELO-1", 2)),)
    with Storefront(catalogue=(BIKE, VEST), orders=placed, now=lambda: NOW) as front:
        http = HttpClient(sleep=lambda _s: None)
        yield Replay(front, Calls(ShopAccount(front.url, DEMO_KEY, DEMO_SECRET), http))
        http.close()


def answer(name: str) -> Any:
    return RECORDING[name]["answer"]


def kinds(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the kind of every field; numbers are all alike to PHP."""
    return {name: _kind(value) for name, value in record.items() if value is not None}


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "bool"
    return "number" if isinstance(value, int | float) else type(value).__name__


def same_kinds(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    """Check that fields of both have one kind, a decimal that stays text aside."""
    mine, real = kinds(ours), kinds(theirs)
    both = set(mine) & set(real)
    odd = {name: (mine[name], real[name]) for name in both if mine[name] != real[name]}
    odd.pop("price", None)  # read as text: it is the one decimal that is no text in the JSON
    assert both
    assert not odd


@pytest.mark.parametrize("name", WORDS)
def test_a_refusal_has_the_status_the_code_and_the_words_of_the_real_shop(
    replay: Replay, name: str
) -> None:
    more = {"update": [{"id": replay.bike}] * 101} if name == "batch too large" else {}

    reply = replay.asked(name, **more)

    said = reply.row()
    assert reply.status == RECORDING[name]["status"]
    assert (said["code"], said["message"]) == (answer(name)["code"], answer(name)["message"])
    assert set(said["data"]) == set(answer(name)["data"])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_the_fields_that_were_asked_for(replay: Replay, name: str) -> None:
    replay.front.trash_product("GILET-1")

    rows = replay.asked(name).rows()

    assert bool(rows) is bool(answer(name))
    assert all(set(row) == set(answer(name)[0]) for row in rows)


def test_a_page_past_the_end_is_empty_and_counts_nothing(replay: Replay) -> None:
    reply = replay.asked("past the end")

    assert (reply.rows(), reply.total) == ([], 0)
    assert RECORDING["past the end"]["headers"]["X-WP-Total"] == "0"


@pytest.mark.parametrize("name", ["order", "order given back in part"])
def test_an_order_has_the_fields_and_kinds_of_a_real_one(replay: Replay, name: str) -> None:
    if "given back" in name:
        replay.front.refund_order(replay.order["id"], 300)

    ours = replay.asked(name).row()

    theirs = answer(name)
    assert set(ORDER_FIELDS.split(",")) <= set(ours) & set(theirs)
    same_kinds(ours, theirs)
    for lines in ("line_items", "refunds"):
        if theirs[lines]:
            same_kinds(ours[lines][0], theirs[lines][0])


def test_a_product_has_the_fields_and_kinds_of_a_real_one(replay: Replay) -> None:
    ours, theirs = replay.asked("stock").row(), answer("stock")

    assert set(PRODUCT_FIELDS.split(",")) - {"images"} <= set(ours) & set(theirs)
    assert ours["stock_quantity"] == theirs["stock_quantity"] == 100
    same_kinds(ours, theirs)


def test_a_new_product_has_the_kinds_of_a_real_one(replay: Replay) -> None:
    reply = replay.asked("new product")

    assert reply.status == RECORDING["new product"]["status"]
    ours, theirs = reply.row(), answer("new product")
    same_kinds(ours, theirs)
    same = ("name", "sku", "regular_price", "status", "manage_stock", "stock_quantity", "type")
    assert {each: ours[each] for each in same} == {each: theirs[each] for each in same}


def test_an_item_that_is_gone_fails_alone_in_a_batch_that_succeeds(replay: Replay) -> None:
    updates = [{"id": replay.bike, "regular_price": "111"}, {"id": 999999, "regular_price": "1"}]

    reply = replay.asked("batch with an item that is gone", update=updates)

    (done, gone), (real_done, real_gone) = reply.row()["update"], answer(
        "batch with an item that is gone"
    )["update"]  # fmt: skip
    assert reply.status == 200
    assert done["regular_price"] == real_done["regular_price"] == "111"
    assert (gone["id"], gone["error"]["code"]) == (real_gone["id"], real_gone["error"]["code"])
    assert gone["error"]["message"] == real_gone["error"]["message"]


def test_a_sale_above_the_price_is_dropped_in_silence(replay: Replay) -> None:
    reply = replay.asked("sale above the price")

    kept = answer("sale above the price")["sale_price"]
    assert (reply.status, reply.row()["sale_price"]) == (200, kept)


def test_null_leaves_the_dates_of_a_sale(replay: Replay) -> None:
    replay.front.change_product(
        "VELO-1", sale_price="90", date_on_sale_from_gmt="2027-01-06T07:00:00"
    )

    ours, theirs = replay.asked("dates that stay").row(), answer("dates that stay")

    assert (ours["sale_price"], theirs["sale_price"]) == ("", "")
    assert ours["date_on_sale_from_gmt"] == theirs["date_on_sale_from_gmt"]


def test_a_refund_has_the_fields_and_kinds_of_a_real_one(replay: Replay) -> None:
    line = replay.order["line_items"][0]["id"]
    lines = [{"id": line, "quantity": 1, "refund_total": 82.5, "refund_tax": []}]

    reply = replay.asked("refund", line_items=lines)

    ours, theirs = reply.row(), answer("refund")
    assert reply.status == RECORDING["refund"]["status"]
    same_kinds(ours, theirs)
    same_kinds(ours["line_items"][0], theirs["line_items"][0])
    for name in ("amount", "reason", "refunded_payment", "meta_data"):
        assert ours[name] == theirs[name]
    given, real = ours["line_items"][0], theirs["line_items"][0]
    assert (given["quantity"], given["total"]) == (real["quantity"], real["total"])
    assert [m["key"] for m in given["meta_data"]] == [m["key"] for m in real["meta_data"]]
    assert replay.front.stock("VELO-1") == 9  # two sold of ten, one put back
