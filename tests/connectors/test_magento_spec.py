"""Every call we make of a Magento shop, held to what such a shop exports of itself."""

import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from merchant_desk.connectors.magento.connector import Magento
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpRequest
from merchant_desk.sync.intents import (
    PriceIntent,
    ProductIntent,
    RefundIntent,
    RefundLine,
    ShipIntent,
    ShipLine,
    StockIntent,
)
from merchant_desk.values.money import Money
from tests.connectors.magento_spec import answer_problems, call_problems, operation
from tests.storefronts import magento_access as access
from tests.storefronts.fake_server import Call
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_backend import TOKENS

ADDRESS = "https://boutique.example"


class Checked:
    """A shop without a socket: every call and answer is checked on its way."""

    def __init__(self, shop: MagentoShop) -> None:
        self.shop = shop
        self.problems: list[str] = []
        self.routes: set[str] = set()

    def exchange(self, request: HttpRequest) -> HttpAnswer:
        path = urlsplit(request.url).path
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = request.body or b""
        call = Call(request.method, path, tuple(request.query), headers, body, ADDRESS)
        answer = self.shop.answer(call)
        if path != "/magento_version":
            payload = json.loads(body) if body else None
            self.problems += call_problems(request.method, path, request.query, payload)
            self.routes.add(f"{request.method} {path}")
            if answer.status == 200:
                self.problems += answer_problems(request.method, path, json.loads(answer.body))
        return HttpAnswer(answer.status, {}, answer.body.decode())


def _account(**more: str) -> ShopAccount:
    settings = {"prior_price": "custom_prior", **more}
    return ShopAccount(ADDRESS, access.CONSUMER, access.CONSUMER_SECRET, TOKENS, settings)


def _opened(shop: MagentoShop, account: ShopAccount) -> tuple[Checked, Magento]:
    checked = Checked(shop)
    http = HttpClient(now=shop.now, sleep=lambda _s: None, exchange=checked.exchange)
    return checked, Magento(account, http)


def _reads(shop: MagentoShop, magento: Magento) -> None:
    magento.probe()
    magento.count_orders(shop.at)
    page = magento.pull_orders(magento.orders_from(shop.at - timedelta(days=1)))
    magento.pull_orders(page.next_position)
    magento.pull_products("")
    magento.list_levels("")
    magento.list_orders(shop.at, "")
    magento.fetch_order("1")


def _pushes(shop: MagentoShop, magento: Magento) -> None:
    soap, now = str(shop.goods.by_sku("SAV-01")["id"]), shop.at
    magento.push_stock([StockIntent(soap, "", 33, None)])
    sale = PriceIntent(
        soap, "", Money(650), 2000, Money(590), now, now + timedelta(days=7),
        prior_price=Money(640),
    )  # fmt: skip
    magento.push_prices([sale])
    magento.push_prices([PriceIntent(soap, "", Money(650), 2000)])
    new = ProductIntent("k", "A/B 1", "Panier", Money(1490), 2000, "3760001000050", 3, 250)
    (made,) = magento.push_products([new])
    again = ProductIntent("k", "A/B 1", "Panier rond", Money(1490), 2000, remote_id=made.remote_id)
    magento.push_products([again])
    line = str(shop.sales.order("1")["items"][0]["item_id"])
    parcel = ShipIntent("1", "colis", "6A1", "Colissimo", lines=(ShipLine(line, 1),), partial=True)
    magento.push_shipment(parcel)
    magento.push_shipment(ShipIntent("1", "colis", "6A2", "Colissimo"))
    back = (RefundLine(line, 1, Money(690)),)
    magento.push_refund(RefundIntent("1", "avoir", Money(690), back, restock=True))
    shop.sales.online = True
    magento.push_refund(
        RefundIntent("1", "argent", Money(100), carriage=Money(100), move_money=True)
    )


@pytest.mark.parametrize("play", [_reads, _pushes])
@pytest.mark.parametrize("gross", [True, False])
@pytest.mark.parametrize("location", ["", "boutique"])
def test_every_call_is_one_the_shop_describes(
    play: Callable[[MagentoShop, Magento], None], gross: bool, location: str
) -> None:
    shop = MagentoShop(gross=gross)
    shop.goods.source_codes.add("boutique")
    shop.sales.place([("SAV-01", 3), ("TAB-S", 1)])
    shop.sales.invoice(1)
    checked, magento = _opened(shop, _account(location=location))

    play(shop, magento)

    assert checked.problems == []
    assert len(checked.routes) >= 9


def test_a_token_is_asked_for_as_the_shop_describes() -> None:
    shop = MagentoShop()
    checked, magento = _opened(shop, ShopAccount(ADDRESS, access.ADMIN, access.PASSWORD))

    magento.pull_orders("")

    assert checked.problems == []
    assert "POST /rest/V1/integration/admin/token" in checked.routes


@pytest.mark.parametrize(
    ("path", "payload", "problem"),
    [
        ("/rest/V1/inventory/source-items", {"sourceItems": [{"qty": 3}]}, "qty: unknown"),
        ("/rest/V1/inventory/source-items", {"sourceItems": [{"quantity": "3"}]}, "no number"),
        ("/rest/V1/products/base-prices", {"prices": [{"sku": "A"}]}, "store_id: missing"),
        ("/rest/all/V1/order/1/ship", {"items": 3}, "no array"),
        ("/rest/V1/order/1/shipped", {}, "no such route"),
    ],
)  # fmt: skip
def test_the_check_sees_what_is_wrong(path: str, payload: object, problem: str) -> None:
    found = call_problems("POST", path, [], payload)

    assert any(problem in each for each in found)


def test_the_description_holds_the_routes_of_the_connector_only() -> None:
    assert operation("GET", "/rest/default/V1/orders") is not None
    assert operation("DELETE", "/rest/V1/products/A") is None
