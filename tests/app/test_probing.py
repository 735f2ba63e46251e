"""What a probe that failed says: what was not found, and what to do now; nobody tries again."""

from collections.abc import Callable

import pytest

from merchant_desk.app.probing import probe
from merchant_desk.connectors import CONNECTORS
from merchant_desk.errors import DeskError, RefusedError, UnavailableError
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpRequest
from merchant_desk.sync.http_refusals import NetworkTrouble
from merchant_desk.values.shop_access import ShopAccess

SITE = "lavande.example"
UNTRUE = ("nouvel essai", "ajoutée", "tout seul")
Answer = Callable[[HttpRequest], HttpAnswer]


def _cut(trouble: NetworkTrouble) -> Answer:
    def exchange(_request: HttpRequest) -> HttpAnswer:
        raise refusals.from_network(trouble, None)

    return exchange


def _told(status: int, text: str, kind: str) -> Answer:
    return lambda _request: HttpAnswer(status, {"content-type": kind}, text)


_JSON = "application/json"
TROUBLES: dict[str, Answer] = {
    **{each.value: _cut(each) for each in NetworkTrouble},
    "a site without a shop": _told(404, "<!doctype html><p>Introuvable</p>", "text/html"),
    "a page for people": _told(200, "<!doctype html><p>Bonjour</p>", "text/html"),
    "nothing at the address of the API": _told(404, '{"message":"Not Found"}', _JSON),
    "something refused": _told(400, '{"message":"Nope"}', _JSON),
    "no data": _told(200, "Notice: undefined index", "text/plain"),
    "a server that broke": _told(500, "", _JSON),
    "maintenance": _told(503, "", _JSON),
    "too many requests": _told(429, "", _JSON),
}


def _failed(platform: str, answer: Answer) -> DeskError:
    access = ShopAccess(platform, f"https://{SITE}", "key", "secret")
    with pytest.raises((UnavailableError, RefusedError)) as failed:
        probe(access, lambda: HttpClient(exchange=answer, sleep=lambda _s: None))
    assert isinstance(failed.value, DeskError)
    return failed.value


@pytest.mark.parametrize("platform", CONNECTORS)
@pytest.mark.parametrize("name", TROUBLES)
def test_a_probe_that_failed_promises_no_other_try(platform: str, name: str) -> None:
    failed = _failed(platform, TROUBLES[name])

    said = f"{failed.title} {failed.advice}"
    assert not [words for words in UNTRUE if words in said]
    assert failed.title.endswith((".", ").")), failed.title
    assert failed.advice.endswith("."), failed.advice


@pytest.mark.parametrize("name", ["name", "refused", "timeout", "cut", "a page for people"])
def test_a_probe_that_failed_names_the_site(name: str) -> None:
    failed = _failed("woocommerce", TROUBLES[name])

    assert SITE in failed.title
    assert "adresse" in failed.advice


def test_a_site_that_is_no_shop_of_this_platform_is_said_so() -> None:
    failed = _failed("prestashop", TROUBLES["a page for people"])

    assert failed.title.startswith("Aucune boutique PrestaShop n’a été trouvée")
    assert "plate-forme" in failed.advice


def test_a_platform_nobody_knows_is_named_beside_those_that_are_known() -> None:
    failed = _failed("ventes-du-coin", TROUBLES["name"])

    assert failed.title.startswith("La boutique n’a pas été interrogée")
    assert "ventes-du-coin" in failed.title
    assert "woocommerce" in failed.advice


def test_the_same_trouble_of_an_exchange_is_tried_again_by_itself() -> None:
    assert "nouvel essai" in refusals.from_network(NetworkTrouble.NAME, None).advice
