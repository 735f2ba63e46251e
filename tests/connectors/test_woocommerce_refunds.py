"""The traps of refunding on WooCommerce: amounts believed blindly, money moved unless told not to.

What the sample shop is told is what WooCommerce 9.8.5 was recorded to take.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.demo.orders import DemoItem, DemoOrder, Payment
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.intents import Effect, Outcome, RefundIntent, RefundLine
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind, RemoteState
from tests.connectors.shops import Shop, an_order, open_shop

BOTH_RATES = (DemoItem("SAV-03", 2), DemoItem("MI2-02", 1))
MARK = "_merchant_desk_key"


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop("woocommerce", orders=()) as running:
        yield running


def placed(shop: Shop, order: DemoOrder) -> str:
    return str(shop.front.place_order(order)["id"])


def one_soap(shop: Shop, number: str, **changes: object) -> RefundIntent:
    line = shop.front.order(number)["line_items"][0]
    back = RefundLine(str(line["id"]), 1, Money(490), Money(82))
    intent = RefundIntent(number, "avoir-1", Money(490), (back,), reason="Savon cassé")
    return replace(intent, **changes)  # type: ignore[arg-type]  # named by the tests


def only_refund(shop: Shop, number: str) -> dict[str, Any]:
    (refund,) = shop.front.refunds(number)
    return refund


def test_net_and_tax_of_each_rate_are_told_apart(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))
    record = shop.connector.fetch_order(number)
    assert record is not None
    order = shop.connector.read_order(record.body)
    lines = tuple(
        RefundLine(line.remote_id, line.quantity, line.total, line.vat)
        for line in order.lines
        if line.kind is LineKind.PRODUCT
    )

    shop.connector.push_refund(
        RefundIntent(number, "avoir-1", order.total, lines, Money(590), "Retour")
    )

    refund, sold = only_refund(shop, number), shop.front.order(number)
    for name in ("line_items", "shipping_lines"):
        given = [(each["total"], each["total_tax"]) for each in refund[name]]
        assert given == [(f"-{each['total']}", f"-{each['total_tax']}") for each in sold[name]]
    assert sold["status"] == "refunded"


def test_a_tax_that_nobody_told_is_the_one_that_was_charged(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))
    line = shop.front.order(number)["line_items"][0]
    back = RefundLine(str(line["id"]), 1, Money(490))

    shop.connector.push_refund(RefundIntent(number, "avoir-1", Money(490), (back,)))

    (given,) = only_refund(shop, number)["line_items"]
    assert (given["total"], given["total_tax"]) == ("-4.08", "-0.82")


def test_no_money_moves_unless_asked(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))

    shop.connector.push_refund(one_soap(shop, number))

    assert only_refund(shop, number)["refunded_payment"] is False


def test_money_moves_when_asked(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))

    result = shop.connector.push_refund(one_soap(shop, number, move_money=True))

    assert result.outcome is Outcome.DONE
    assert only_refund(shop, number)["refunded_payment"] is True


def test_a_means_of_payment_that_pays_nothing_back_is_refused_in_french(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES, payment=Payment.CHEQUE))

    result = shop.connector.push_refund(one_soap(shop, number, move_money=True))

    assert result.outcome is Outcome.REFUSED
    assert "votre banque" in result.reason
    assert shop.front.refunds(number) == ()


def test_a_failure_that_is_not_of_woocommerce_is_no_refusal(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))
    late = Trouble(Failure.SLOW)
    shop.front.fail(late, late, Trouble(Failure.BROKEN))

    with pytest.raises(UnavailableError):
        shop.connector.push_refund(one_soap(shop, number))


def test_more_than_is_left_is_never_sent(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))
    left = shop.front.order(number)["total"]
    shop.front.refund_order(number, round(float(left) * 100) - 400)

    result = shop.connector.push_refund(one_soap(shop, number))

    assert result.outcome is Outcome.REFUSED
    assert "reste à rembourser" in result.reason
    assert len(shop.front.refunds(number)) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (RefundLine("", 1, Money(490)), "n’est pas de cette commande"),
        (RefundLine("first", 3, Money(490)), "plus d’unités"),
        (RefundLine("first", -1, Money(490)), "plus d’unités"),
        (RefundLine("first", 1, Money(990)), "plus que ce qui a été payé"),
    ],
)
def test_lines_that_cannot_be_are_refused(shop: Shop, line: RefundLine, words: str) -> None:
    number = placed(shop, an_order(*BOTH_RATES))
    if line.line_remote_id:
        first = shop.front.order(number)["line_items"][0]["id"]
        line = replace(line, line_remote_id=str(first))

    result = shop.connector.push_refund(one_soap(shop, number, lines=(line,), amount=line.amount))

    assert result.outcome is Outcome.REFUSED
    assert words in result.reason
    assert shop.front.refunds(number) == ()


def test_carriage_given_back_is_never_more_than_it_was(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))
    intent = RefundIntent(number, "avoir-1", Money(600), carriage=Money(600))

    result = shop.connector.push_refund(intent)

    assert result.outcome is Outcome.REFUSED
    assert "frais de port" in result.reason


def test_a_refund_that_may_be_ours_is_left_to_a_person(shop: Shop) -> None:
    """WooCommerce adds our mark after the refund stands: killed in between, it bears none."""
    number = placed(shop, an_order(*BOTH_RATES))
    shop.front.refund_order(number, 490, "Savon cassé")
    intent = one_soap(shop, number)

    result = shop.connector.push_refund(intent)

    assert result.outcome is Outcome.UNSURE
    assert shop.connector.find_effect(intent) is Effect.UNKNOWN
    assert len(shop.front.refunds(number)) == 1


def test_a_refund_of_another_reason_made_in_the_shop_is_another_one(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))
    shop.front.refund_order(number, 490, "Geste commercial")

    assert shop.connector.push_refund(one_soap(shop, number)).outcome is Outcome.DONE


def test_the_mark_of_a_refund_is_its_key(shop: Shop) -> None:
    number = placed(shop, an_order(*BOTH_RATES))

    result = shop.connector.push_refund(one_soap(shop, number))

    refund = only_refund(shop, number)
    assert (MARK, "avoir-1") in [(each["key"], each["value"]) for each in refund["meta_data"]]
    assert result.remote_id == str(refund["id"])


def test_units_put_back_are_those_the_order_took(shop: Shop) -> None:
    number = placed(shop, an_order(DemoItem("SAV-03", 2)))
    before = shop.front.stock("SAV-03")

    shop.connector.push_refund(one_soap(shop, number, restock=True))

    assert before is not None
    assert shop.front.stock("SAV-03") == before + 1


def test_an_order_given_back_whole_is_read_as_refunded(shop: Shop) -> None:
    number = placed(shop, an_order(DemoItem("SAV-03", 2)))
    line = shop.front.order(number)["line_items"][0]
    back = RefundLine(str(line["id"]), 2, Money(980))
    shop.connector.push_refund(RefundIntent(number, "a", Money(1570), (back,), Money(590)))

    record = shop.connector.fetch_order(number)

    assert record is not None
    assert shop.connector.read_order(record.body).state is RemoteState.REFUNDED


def test_the_sample_shop_believes_an_amount_that_its_lines_do_not_make(shop: Shop) -> None:
    """As recorded: 82.50 in the lines, 99.00 as amount, 201."""
    number = placed(shop, an_order(DemoItem("SAV-03", 4)))
    line = shop.front.order(number)["line_items"][0]
    payload = {
        "amount": "15.00",
        "api_refund": False,
        "line_items": [{"id": line["id"], "quantity": 1, "refund_total": 4.08, "refund_tax": []}],
    }
    account = ShopAccount(shop.front.url, DEMO_KEY, DEMO_SECRET)

    reply = Calls(account, shop.http).ask("POST", f"orders/{number}/refunds", None, payload)

    assert (reply.status, reply.row()["amount"]) == (201, "15.00")
