"""The fake PrestaShop answers as a real 9.1.0 did: what was recorded, played again in its order."""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest

from tests.connectors.shops import RECORDED
from tests.storefronts.fake_server import Answer, Call
from tests.storefronts.prestashop import KEY, PrestaShopFake
from tests.storefronts.prestashop_schema import FIELDS

_FILE = RECORDED / "prestashop" / "exchanges.json"
_RECORD: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
_EXCHANGES: list[dict[str, Any]] = _RECORD["exchanges"]
_SECOND = datetime(2026, 11, 21, 20, 17, 24, tzinfo=UTC)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><prestashop xmlns:xlink="http://www.w3.org/1999/xlink">'
)
_LAST = {"specific_prices": 3, "order_histories": 10, "order_slip": 1}
"""The last ids that the real shop had given."""
_TOLD_ELSEWHERE = {
    "associations",
    "date_add",
    "delivery_date",
    "delivery_number",
    "valid",
    "secure_key",
}
"""Clocks, and what the real shop computes that no connector reads."""


def _recorded_shop() -> PrestaShopFake:
    shop = PrestaShopFake(lambda: _SECOND)
    for resource, rows in _RECORD["given"].items():
        for row in rows:
            known = {name: each for name, each in row.items() if name in FIELDS[resource].every}
            kept = shop.tables.add(resource, int(row["id"]), **known)
            for name in ("date_add", "date_upd"):
                if name in row:
                    kept[name] = row[name]
    for resource, number in _LAST.items():
        shop.tables.rows[resource].pop(int(shop.tables.add(resource, number)["id"]))
    return shop


def _call(exchange: Mapping[str, Any]) -> Call:
    sent = exchange["sent"]
    body = f"{_HEAD}{sent}</prestashop>" if sent.startswith("<") else sent
    query = tuple(
        (name, KEY if name == "ws_key" else told) for name, told in exchange["query"].items()
    )
    known = exchange["name"] not in {"no key", "key in address"}
    headers = {"authorization": _basic()} if known else {}
    return Call(exchange["method"], exchange["path"], query, headers, body.encode(), "")


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{KEY}:".encode()).decode()


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    """Play everything in its order against a shop that holds what the real one held."""
    shop = _recorded_shop()
    found = {}
    for exchange in _EXCHANGES:
        if exchange["name"] == "order list":  # the order that took two of them was placed here
            shop.tables.set_stock(6, 0, 40)
        found[exchange["name"]] = shop.answer(_call(exchange))
    return found


def _names() -> Iterator[str]:
    return (exchange["name"] for exchange in _EXCHANGES)


@pytest.mark.parametrize("name", list(_names()))
def test_the_fake_answers_as_the_real_shop_did(answers: dict[str, Answer], name: str) -> None:
    exchange = next(each for each in _EXCHANGES if each["name"] == name)

    answer = answers[name]

    assert answer.status == exchange["status"]
    if isinstance(exchange["answer"], str):
        assert answer.body.decode() == exchange["answer"]
    else:
        shown = json.loads(answer.body)
        wanted = _plain(exchange["answer"], exchange["resource"])
        assert _plain(shown, exchange["resource"]) == wanted


def _plain(answer: Any, resource: str) -> Any:
    """Return an answer without its types, which vary from call to call, and without clocks."""
    if isinstance(answer, dict) and "errors" in answer:
        return [str(each["code"]) for each in answer["errors"]][-1 if resource == "products" else 0]
    if isinstance(answer, list):
        rows = [_plain(each, resource) for each in answer]
        return sorted(
            rows, key=lambda row: str(row.get("id", "") if isinstance(row, dict) else row)
        )
    if not isinstance(answer, dict):
        return _number(answer)
    shown = FIELDS[resource].every
    kept = {n: v for n, v in answer.items() if n not in shown or n not in _TOLD_ELSEWHERE}
    return {
        name: _plain(each, resource)
        for name, each in kept.items()
        if name in {*shown, "id"} or isinstance(each, dict | list)
        if name not in _TOLD_ELSEWHERE and not _is_a_clock(resource, name)
    }


def _is_a_clock(resource: str, name: str) -> bool:
    return name == "date_upd" and resource in {"orders", "order_slip"}


def _number(told: object) -> object:
    if told is True:
        return Decimal(1)
    try:
        return Decimal(str(told)).normalize()
    except InvalidOperation:
        return str(told)
