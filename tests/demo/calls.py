"""Calls to the sample storefront made without any of our own client code."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from merchant_desk.demo.buyers import BUYERS
from merchant_desk.demo.orders import DemoItem, DemoOrder
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront

NOW = datetime(2026, 11, 21, 20, 16, 39, tzinfo=UTC)
API = "/wp-json/wc/v3"


@dataclass
class Reply:
    status: int
    headers: Mapping[str, str]
    body: Any


class Clock:
    at = NOW

    def __call__(self) -> datetime:
        return self.at


def call(
    shop: Storefront,
    path: str,
    query: Mapping[str, str] | None = None,
    *,
    method: str = "GET",
    payload: object = None,
    key: str = f"{DEMO_KEY}:{DEMO_SECRET}",
) -> Reply:
    connection = HTTPConnection("127.0.0.1", int(shop.url.rpartition(":")[2]), timeout=5)
    coded = base64.b64encode(key.encode()).decode()
    headers = {"X-Forwarded-Proto": "https", "Authorization": f"Basic {coded}"}
    url = f"{path}?{urlencode(query or {})}"
    body = None if payload is None else json.dumps(payload)
    try:
        connection.request(method, url, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        is_json = "json" in answer.headers["Content-Type"]
        return Reply(
            answer.status, dict(answer.headers.items()), json.loads(text) if is_json else text
        )
    finally:
        connection.close()


def order(*items: DemoItem, placed_at: datetime = NOW, status: str = "processing") -> DemoOrder:
    return DemoOrder(
        placed_at=placed_at,
        buyer=BUYERS[0],
        items=items or (DemoItem("SAV-02"),),
        status=status,
    )
