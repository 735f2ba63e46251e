"""Refunds on a Shopify shop: noted once, to the cent, and money only by the ways it came."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from merchant_desk.sync.errors import ShopBusyError
from merchant_desk.sync.intents import (
    Outcome,
    RefundIntent,
    RefundLine,
    ShipIntent,
    ShipLine,
)
from merchant_desk.values.money import Money
from tests.connectors.reading import answer_lost, goods, is_explained_refusal, order_now
from tests.storefronts.shopify import ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend, opened


@pytest.fixture
def backend() -> Iterator[ShopifyBackend]:
    with opened(ShopifyShop()) as running:
        yield running


def parcel(
    backend: ShopifyBackend, order: str, key: str, units: int = 1, tracking: str = ""
) -> ShipIntent:
    line = goods(order_now(backend, order), "SAV-01")
    lines = (ShipLine(line.remote_id, units, "SAV-01"),)
    return ShipIntent(order, key, tracking, "Colissimo", partial=True, lines=lines)


def refund(backend: ShopifyBackend, order: str, cents: int = 690, **more: object) -> RefundIntent:
    line = goods(order_now(backend, order), "SAV-01")
    back = (RefundLine(line.remote_id, 1, Money(cents), Money(cents // 6)),)
    intent = RefundIntent(order, "avoir-1", Money(cents), back, reason="Savon cassé")
    return replace(intent, **more)  # type: ignore[arg-type]  # named by the tests


def test_money_goes_back_through_the_payments_it_came_by(backend: ShopifyBackend) -> None:
    order = backend.shop.sales.place([("SAV-01", 2)])
    backend.shop.sales.pay(order, "gift_card", 500)
    backend.shop.sales.pay(order, value=1370)
    number = str(order["number"])

    result = backend.connector.push_refund(refund(backend, number, move_money=True))

    given = [each for each in order["transactions"] if each["kind"] == "REFUND"]
    assert result.outcome is Outcome.DONE
    assert [(each["gateway"], each["cents"]) for each in given] == [
        ("gift_card", 500), ("shopify_payments", 190)
    ]  # fmt: skip
    assert [each.amount for each in order_now(backend, number).refunds] == [Money(690)]


@pytest.mark.parametrize("at", range(8))
def test_money_goes_back_once_whatever_is_lost(backend: ShopifyBackend, at: int) -> None:
    order = backend.order(("SAV-01", 2))
    intent = refund(backend, order, move_money=True)

    answer_lost(backend, at, lambda: backend.connector.push_refund(intent))
    again = backend.connector.push_refund(intent)

    assert again.outcome in {Outcome.DONE, Outcome.ALREADY}
    assert list(backend.refunds(order)) == [690]
    assert backend.money(order) == "PARTIALLY_REFUNDED"


def test_more_money_than_came_in_is_not_given_back(backend: ShopifyBackend) -> None:
    order = backend.shop.sales.place([("SAV-01", 2)])
    backend.shop.sales.pay(order, value=300)
    number = str(order["number"])

    result = backend.connector.push_refund(refund(backend, number, move_money=True))

    assert is_explained_refusal(result)
    assert list(backend.refunds(number)) == []


def test_a_gesture_without_goods_goes_back_as_money_or_not_at_all(
    backend: ShopifyBackend,
) -> None:
    order = backend.order(("SAV-01", 2))
    line = goods(order_now(backend, order), "SAV-01")
    gesture = refund(backend, order, lines=(RefundLine(line.remote_id, 0, Money(690)),))

    noted = backend.connector.push_refund(gesture)
    moved = backend.connector.push_refund(replace(gesture, move_money=True))

    assert is_explained_refusal(noted)
    assert moved.outcome is Outcome.DONE
    assert list(backend.refunds(order)) == [690]


def test_an_amount_that_differs_from_the_goods_is_kept_in_the_note(
    backend: ShopifyBackend,
) -> None:
    order = backend.order(("SAV-01", 2))

    backend.connector.push_refund(refund(backend, order, 500))

    (seen,) = order_now(backend, order).refunds
    assert (seen.amount, seen.reason) == (Money(500), "Savon cassé")


@pytest.mark.parametrize(("sent", "kind"), [(0, "CANCEL"), (2, "RETURN")])
def test_goods_put_back_are_cancelled_or_returned(
    backend: ShopifyBackend, sent: int, kind: str
) -> None:
    order = backend.order(("SAV-01", 2))
    if sent:
        backend.connector.push_shipment(parcel(backend, order, "colis-1", sent))
    before = backend.stock("SAV-01")

    result = backend.connector.push_refund(refund(backend, order, restock=True))

    (noted,) = backend.shop.sales.order(order)["refunds"]
    assert result.outcome is Outcome.DONE
    assert [each["kind"] for each in noted["lines"]] == [kind]
    assert backend.stock("SAV-01") == before + 1


def test_a_part_of_the_carriage_then_the_rest_go_back_and_no_more(
    backend: ShopifyBackend,
) -> None:
    order = backend.order(("SAV-01", 1))
    some = RefundIntent(order, "avoir-1", Money(200), carriage=Money(200))
    rest = RefundIntent(order, "avoir-2", Money(290), carriage=Money(290))
    more = RefundIntent(order, "avoir-3", Money(1), carriage=Money(1))

    results = [backend.connector.push_refund(each) for each in (some, rest, more)]

    assert [each.outcome for each in results[:2]] == [Outcome.DONE, Outcome.DONE]
    assert is_explained_refusal(results[2])
    assert list(backend.refunds(order)) == [200, 290]


def test_a_refund_refused_once_goes_through_when_it_can(backend: ShopifyBackend) -> None:
    order = backend.order(("SAV-01", 2))
    intent = refund(backend, order)
    line = backend.shop.sales.order(order)["lines"][0]

    def sold_out_meanwhile(name: str) -> None:
        line["back"] = 2 if name == "GiveBack" else 0

    backend.shop.before_answering = sold_out_meanwhile
    refused = [backend.connector.push_refund(intent) for _each in range(2)]
    backend.shop.before_answering = lambda _name: None
    line["back"] = 0
    done = backend.connector.push_refund(intent)

    assert all(map(is_explained_refusal, refused))
    assert done.outcome is Outcome.DONE
    assert list(backend.refunds(order)) == [690]


def test_a_refund_of_which_the_shop_knows_another_shape_is_left_to_a_person(
    backend: ShopifyBackend,
) -> None:
    order = backend.order(("SAV-01", 2))
    intent = refund(backend, order, move_money=True)
    backend.connector.push_refund(intent)
    backend.shop.sales.order(order)["refunds"].clear()  # its note was taken away by hand
    backend.shop.sales.order(order)["lines"][0]["back"] = 0

    other = replace(intent, reason="Autre chose")
    result = backend.connector.push_refund(other)

    assert result.outcome is Outcome.UNSURE
    assert " " in result.reason


def test_a_refund_at_work_is_waited_for(backend: ShopifyBackend) -> None:
    order = backend.order(("SAV-01", 2))
    intent = refund(backend, order)
    backend.connector.probe()
    backend.shop.changes.concurrent = True

    with pytest.raises(ShopBusyError):
        backend.connector.push_refund(intent)

    backend.shop.changes.concurrent = False
    assert backend.connector.push_refund(intent).outcome is Outcome.DONE


def test_an_order_of_another_currency_is_not_refunded(backend: ShopifyBackend) -> None:
    order = backend.order(("SAV-01", 2))
    intent = refund(backend, order)
    backend.shop.sales.currency = "CHF"

    assert is_explained_refusal(backend.connector.push_refund(intent))
    assert list(backend.refunds(order)) == []


def test_a_refund_of_many_lines_and_the_carriage_is_read_whole(backend: ShopifyBackend) -> None:
    order = backend.shop.sales.place([("SAV-01", 1)])
    for _each in range(29):
        backend.shop.sales.add_line(order, "CAR-09", 1)
    paid = backend.shop.sales.pay(order)
    lines = [(line, 1, "NO_RESTOCK") for line in order["lines"]]
    whole = paid["cents"]
    backend.shop.sales.give_back(order, lines=lines, carriage=490, money=[(paid, whole)])

    seen = order_now(backend, str(order["number"]))

    assert all(each.refunded == each.total for each in seen.lines)
    assert [each.amount for each in seen.refunds] == [Money(whole)]
