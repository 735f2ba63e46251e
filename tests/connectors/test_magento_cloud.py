"""Adobe Commerce as a Cloud Service, as Adobe's pages describe it: other doors, the same shop."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs

import pytest

from merchant_desk.connectors.magento.cloud import IMS, ORGANISATION, is_cloud
from merchant_desk.connectors.magento.connector import Magento
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpRequest
from merchant_desk.sync.intents import Outcome, StockIntent
from tests.connectors.reading import pulled
from tests.storefronts import magento_access as access
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_backend import MagentoBackend, opened

TENANT = "https://na1.api.commerce.adobe.com/Lavande84"
CLIENT, SECRET, HOUSE = "client-id", "client-secret", "ORG@AdobeOrg"


@dataclass
class Adobe:
    """Adobe's house before the fake shop: gives its tokens, checks who asks, passes calls on."""

    backend: MagentoBackend
    given: int = 0
    seen: list[HttpRequest] = field(default_factory=list)

    def __call__(self, request: HttpRequest) -> HttpAnswer:
        if request.url == IMS:
            return self._token(parse_qs((request.body or b"").decode()))
        self.seen.append(request)
        if request.headers.get("x-gw-ims-org-id") != HOUSE:
            return HttpAnswer(403, {}, '{"message":"Forbidden"}')
        assert request.url.startswith(f"{TENANT}/V1/")
        store = request.headers.get("Store", "")
        place = f"{self.backend.server.url}/rest/{store + '/' if store else ''}V1/"
        return self._send(replace(request, url=place + request.url.partition("/V1/")[2]))

    def _token(self, form: dict[str, list[str]]) -> HttpAnswer:
        if form["client_secret"] != [SECRET] or "commerce.accs" not in form["scope"][0]:
            return HttpAnswer(400, {}, '{"error":"invalid_client"}')
        self.given += 1
        keys = json.dumps({"username": access.ADMIN, "password": access.PASSWORD}).encode()
        door = f"{self.backend.server.url}/rest/V1/integration/admin/token"
        headers = {"Content-Type": "application/json"}
        token = json.loads(self._send(HttpRequest("POST", door, body=keys, headers=headers)).text)
        return HttpAnswer(200, {}, json.dumps({"access_token": token, "expires_in": 86399}))

    def _send(self, request: HttpRequest) -> HttpAnswer:
        return self.backend.http._over_the_network(request)


@pytest.fixture
def adobe() -> Iterator[Adobe]:
    with opened(MagentoShop()) as backend:
        yield Adobe(backend)


def _magento(adobe: Adobe, secret: str = SECRET, house: str = HOUSE, **settings: str) -> Magento:
    account = ShopAccount(TENANT, CLIENT, secret, {ORGANISATION: house}, settings)
    http = HttpClient(now=adobe.backend.shop.now, sleep=lambda _s: None, exchange=adobe)
    return Magento(account, http)


def test_a_shop_run_by_adobe_is_probed_read_and_written(adobe: Adobe) -> None:
    number = adobe.backend.order(("SAV-01", 1))
    article = adobe.backend.article("SAV-01")
    magento = _magento(adobe)

    facts = magento.probe()
    records, _position = pulled(magento.pull_orders)
    (result,) = magento.push_stock([StockIntent(article, "", 12, adobe.backend.stock("SAV-01"))])

    assert facts.version == "Adobe Commerce as a Cloud Service"
    assert "documentation" in facts.problems[0]
    assert [each.remote_id for each in records] == [number]
    assert (result.outcome, adobe.backend.stock("SAV-01")) == (Outcome.DONE, 12)
    assert adobe.given == 1
    assert {each.headers["x-api-key"] for each in adobe.seen} == {CLIENT}


def test_a_token_taken_back_is_replaced_and_the_call_made_again(adobe: Adobe) -> None:
    magento = _magento(adobe)
    magento.pull_orders("")
    adobe.backend.shop.doors.take_back_tokens()

    magento.pull_orders("")

    assert adobe.given == 2


def test_the_view_she_chose_is_named_in_a_header(adobe: Adobe) -> None:
    _magento(adobe, store="default").pull_orders("")

    assert {each.headers.get("Store") for each in adobe.seen} == {"default"}


def test_a_project_that_adobe_does_not_know_is_named_as_the_reason(adobe: Adobe) -> None:
    with pytest.raises(ShopRejectedCredentialsError, match="Adobe n’a pas accepté") as refused:
        _magento(adobe, secret="wrong").probe()

    assert "Developer Console" in refused.value.advice


def test_another_organisation_is_refused(adobe: Adobe) -> None:
    with pytest.raises(ShopRejectedCredentialsError):
        _magento(adobe, house="").probe()


@pytest.mark.parametrize(
    ("address", "cloud"),
    [
        (TENANT, True),
        ("https://na1-sandbox.api.commerce.adobe.com/x", True),
        ("https://www.maboutique.fr", False),
        ("https://api.commerce.adobe.com.ailleurs.fr/x", False),
    ],
)
def test_only_addresses_of_adobe_are_taken_for_its_service(address: str, *, cloud: bool) -> None:
    assert is_cloud(address) is cloud
