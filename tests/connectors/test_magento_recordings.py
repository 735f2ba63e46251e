"""The fake answers as the recorded Magento 2.4.7 did; each trap below fails on a naive fake."""

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.connectors.magento_spec import RECORDED
from tests.storefronts import magento_access as access
from tests.storefronts.fake_server import Call
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_goods import Row

ADDRESS = "https://boutique.example"
VELO = {"sku": "VELO-1", "name": "Vélo enfant", "price": 110, "weight": 5}


def _recorded() -> dict[str, Row]:
    lines = (RECORDED / "exchanges.jsonl").read_text(encoding="utf-8").splitlines()
    return {each["name"]: each for each in map(json.loads, lines)}


EXCHANGES: Mapping[str, Row] = _recorded()


class Asked:
    """A fake that is asked as the recorded shop was, with a token."""

    def __init__(self) -> None:
        self.shop = MagentoShop()
        self.shop.goods.products.clear()
        self.shop.goods.sources.clear()
        self.shop.goods.add({"sku": "OLD", "name": "Autre", "price": 5})
        self.shop.goods.add(VELO)
        self.shop.goods.set_source("VELO-1", "default", Decimal(9), 1)
        self.shop.sales.place([("OLD", 1)])
        self.shop.at += timedelta(seconds=30)
        self.order = self.shop.sales.place([("VELO-1", 2)])
        token = self.shop.doors.give_token(access.ADMIN, access.PASSWORD)
        self._headers = {"authorization": f"Bearer {token}"}

    def ask(self, method: str, path: str, sent: object = None) -> tuple[int, Any]:
        parts = urlsplit(path)
        query = tuple(parse_qsl(parts.query, keep_blank_values=True))
        body = b"" if sent is None else json.dumps(sent).encode()
        answer = self.shop.answer(Call(method, parts.path, query, self._headers, body, ADDRESS))
        return answer.status, json.loads(answer.body)

    def again(self, name: str) -> tuple[Any, Any]:
        """Ask as it was asked when this was recorded; return what was told then and now."""
        recorded = EXCHANGES[name]
        status, told = self.ask(recorded["method"], recorded["path"], recorded["sent"])
        assert status == recorded["status"]
        return recorded["told"], told


@pytest.fixture
def asked() -> Asked:
    return Asked()


def _strange(place: str, told: object, recorded: object) -> list[str]:
    """Return what the fake tells that the shop never told, or in another kind of value."""
    if told is None or recorded is None:
        return []
    if isinstance(told, dict) and isinstance(recorded, dict):
        return [
            problem
            for name, value in told.items()
            for problem in (
                _strange(f"{place}.{name}", value, recorded[name])
                if name in recorded
                else [f"{place}.{name}: never told"]
            )
        ]
    if isinstance(told, list) and isinstance(recorded, list):
        return _strange(f"{place}[]", told[0], recorded[0]) if told and recorded else []
    if isinstance(told, int | float) and isinstance(recorded, int | float):
        return []
    return [] if type(told) is type(recorded) else [f"{place}: {told!r}, not {recorded!r}"]


@pytest.mark.parametrize(
    "name",
    ["prices with an unknown SKU", "stock written", "orders without criteria",
     "product that is not there", "page after the end", "orders after the second"],
)  # fmt: skip
def test_these_answers_are_the_recorded_ones_to_the_letter(asked: Asked, name: str) -> None:
    if name == "orders after the second":
        moment = EXCHANGES["orders from the second"]["told"]["items"][0]["updated_at"]
        asked.order["updated_at"] = moment  # the second that was asked for when it was recorded

    recorded, told = asked.again(name)

    assert told == recorded


def test_a_search_after_a_second_loses_it_and_one_from_it_does_not(asked: Asked) -> None:
    recorded = EXCHANGES["orders from the second"]["told"]
    asked.order["updated_at"] = recorded["items"][0]["updated_at"]

    assert asked.again("orders from the second") == (recorded, recorded)
    assert asked.again("orders after the second")[1]["items"] is None


@pytest.mark.parametrize("name", ["stores", "product", "stock listed", "order placed"])
def test_what_is_listed_has_the_recorded_shape(asked: Asked, name: str) -> None:
    recorded = EXCHANGES[name]
    path = recorded["path"]
    if name == "order placed":
        path = "/rest/V1/orders?searchCriteria[filterGroups][0][filters][0][field]=entity_id"
        path += "&searchCriteria[filterGroups][0][filters][0][value]=2"
    told = asked.ask("GET", path)[1]
    if name == "order placed":
        told = told["items"][0]

    problems = [
        each
        for each in _strange(name, told, recorded["told"])
        if "applied_taxes" not in each  # a shop without VAT told none
    ]
    assert problems == []


def test_a_life_of_an_order_is_the_recorded_one(asked: Asked) -> None:
    goods, sales = asked.shop.goods, asked.shop.sales
    held = [goods.held("VELO-1")]
    sales.invoice(2)
    item = asked.order["items"][0]["item_id"]
    assert item == 2

    shipped = asked.again("shipped")
    held.append(goods.held("VELO-1"))
    again = asked.again("shipped again")
    shipments = asked.again("shipments")
    refunded = asked.again("refunded")
    held.append(goods.held("VELO-1"))
    memos = asked.again("credit memos")

    levels = [
        EXCHANGES[f"stock after {each}"]["told"]["qty"] for each in ("shipping", "the refund")
    ]
    assert held == [9, *levels] == [9, 7, 8]
    assert again[0] == again[1]
    assert (type(shipped[1]), type(refunded[1])) == (type(shipped[0]), type(refunded[0]))
    for recorded, told in (shipments, memos):
        ours = told["items"][0]
        assert _strange("", ours, recorded["items"][0]) == []


def test_an_order_after_its_refund_has_the_recorded_shape(asked: Asked) -> None:
    asked.shop.sales.invoice(2)
    asked.again("shipped")
    asked.again("refunded")
    recorded = EXCHANGES["order refunded"]["told"]

    told = json.loads(json.dumps(asked.order, default=float))

    strange = [each for each in _strange("", told, recorded) if "applied_taxes" not in each]
    assert strange == []
    for name in ("state", "status"):
        assert told[name] == recorded[name] == "complete"
    lines = [each["items"][0] for each in (told, recorded)]
    for name in ("qty_ordered", "qty_invoiced", "qty_shipped", "qty_refunded"):
        assert lines[0][name] == lines[1][name]


def test_no_price_and_no_stock_dates_a_product_and_a_save_does(asked: Asked) -> None:
    dates = {
        EXCHANGES[each]["told"]["updated_at"]
        for each in ("product", "product after its price", "product after its stock")
    }
    assert len(dates) == 1
    before = asked.shop.goods.by_sku("VELO-1")["updated_at"]
    asked.shop.at += timedelta(minutes=5)

    asked.again("prices with an unknown SKU")
    asked.again("stock written")
    after = asked.ask("GET", EXCHANGES["product"]["path"])[1]["updated_at"]
    told = {"product": {"sku": "VELO-1", "price": 115}}
    saved = asked.ask("PUT", "/rest/all/V1/products/VELO-1", told)[1]

    assert after == before
    assert saved["updated_at"] != before
    assert (saved["price"], saved["name"]) == (115, "Vélo enfant")


def test_a_stock_for_a_code_that_is_not_there_is_taken_in_silence(asked: Asked) -> None:
    row = {"sku": "NOPE", "source_code": "default", "quantity": 3, "status": 1}

    told = asked.ask("POST", "/rest/V1/inventory/source-items", {"sourceItems": [row]})

    assert told == (200, [])
    assert "NOPE" in [each["sku"] for each in asked.shop.goods.sources]


def test_a_second_sale_takes_the_place_of_the_first(asked: Asked) -> None:
    first = {"price": 99, "store_id": 0, "sku": "VELO-1",
             "price_from": "2026-11-01 00:00:00", "price_to": "2026-12-24 00:00:00"}  # fmt: skip
    second = first | {"price": 89, "price_from": "2026-12-26 00:00:00"}

    for each in (first, second):
        asked.ask("POST", "/rest/V1/products/special-price", {"prices": [each]})

    kept = asked.again("sales of a product")[1]
    assert [each["price"] for each in kept] == [89]
    assert _strange("", kept, EXCHANGES["sales of a product"]["told"]) == []


def test_the_token_of_an_integration_is_no_bearer_token(asked: Asked) -> None:
    asked._headers["authorization"] = f"Bearer {access.TOKEN}"

    assert asked.ask("GET", EXCHANGES["product"]["path"])[0] == 401


def test_a_token_dies_after_an_hour(asked: Asked) -> None:
    asked.shop.at += timedelta(minutes=59)
    before = asked.ask("GET", EXCHANGES["product"]["path"])[0]
    asked.shop.at += timedelta(minutes=2)

    assert (before, asked.ask("GET", EXCHANGES["product"]["path"])[0]) == (200, 401)
