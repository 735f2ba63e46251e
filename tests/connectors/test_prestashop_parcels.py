"""Parcels and refunds told to PrestaShop: each step once, wherever the network cuts."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.intents import (
    Effect,
    Outcome,
    RefundIntent,
    RefundLine,
    ShipIntent,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteState
from tests.connectors.reading import (
    carriage,
    goods,
    is_explained_refusal,
    order_now,
    outcomes,
)
from tests.storefronts.fake_server import Answer, Call, Failure
from tests.storefronts.prestashop_backend import PrestaShopBackend, opened

OLD, NEW = "1.7.8.11", "9.1.0"


@pytest.fixture
def backend() -> Iterator[PrestaShopBackend]:
    with opened() as backend:
        yield backend


def _refund(backend: PrestaShopBackend, order: str, key: str, units: int = 1) -> RefundIntent:
    line = goods(order_now(backend, order), "SAV-01").remote_id
    amount = Money(690 * units)
    back = RefundLine(line, units, amount, Money(115 * units))
    return RefundIntent(order, key, amount, (back,))


def test_the_customer_is_written_to_when_asked_and_not_twice(backend: PrestaShopBackend) -> None:
    told, silent = backend.order(("SAV-01", 1)), backend.order(("SAV-01", 1))

    for _time in range(2):
        backend.connector.push_shipment(ShipIntent(told, "c1", "6A1"))
        backend.connector.push_shipment(ShipIntent(silent, "c2", "6A2", notify=False))

    assert backend.shop.mails == [told]


def test_the_number_is_written_before_the_state_that_sends_the_mail(
    backend: PrestaShopBackend,
) -> None:
    backend.connector.push_shipment(ShipIntent(backend.order(("SAV-01", 1)), "c1", "6A1"))

    verbs = [(verb, path) for verb, path in backend.server.calls if verb != "GET"]
    assert [verb for verb, _path in verbs] == ["PATCH", "POST"]
    assert "order_carriers" in verbs[0][1]
    assert "order_histories" in verbs[1][1]


def test_a_state_that_the_shop_replaced_is_found_out(backend: PrestaShopBackend) -> None:
    backend.shop.stored_instead["4"] = "3"
    order = backend.order(("SAV-01", 1))

    result = backend.connector.push_shipment(ShipIntent(order, "c1", "6A1"))

    assert is_explained_refusal(result)
    assert "En cours de préparation" in result.reason


def test_a_shop_that_replaces_shipped_by_delivered_is_content(backend: PrestaShopBackend) -> None:
    backend.shop.stored_instead["4"] = "5"
    order = backend.order(("SAV-01", 1))

    assert backend.connector.push_shipment(ShipIntent(order, "c1")).outcome is Outcome.DONE


def test_more_numbers_than_the_field_holds_are_written_down_beside_it(
    backend: PrestaShopBackend,
) -> None:
    order = backend.order(("SAV-01", 9))
    parcels = [
        ShipIntent(order, f"c{n}", f"6A1234567890123456{n}", partial=n < 5) for n in range(6)
    ]

    first = [backend.connector.push_shipment(each) for each in parcels]
    again = [backend.connector.push_shipment(each) for each in parcels]

    assert outcomes(first) == [Outcome.DONE] * 6
    assert outcomes(again) == [Outcome.ALREADY] * 6
    assert all(len(row["tracking_number"]) <= 64
               for row in backend.shop.tables.where("order_carriers"))  # fmt: skip
    assert "6A12345678901234565" in str(backend.shop.tables.rows["messages"])


def test_a_part_without_number_is_told_once_though_the_shop_has_no_room_for_it(
    backend: PrestaShopBackend,
) -> None:
    order = backend.order(("SAV-01", 3))
    parcel = ShipIntent(order, "c1", partial=True)
    found = [backend.connector.find_effect(parcel)]

    results = [backend.connector.push_shipment(parcel) for _time in range(2)]

    found.append(backend.connector.find_effect(parcel))
    assert found == [Effect.NOT_FOUND, Effect.FOUND]
    assert outcomes(results) == [Outcome.DONE, Outcome.ALREADY]
    assert not backend.is_complete(order)


def test_an_order_given_back_whole_gets_the_state_that_says_so(
    backend: PrestaShopBackend,
) -> None:
    order = backend.order(("SAV-01", 2))
    told = order_now(backend, order)

    half = backend.connector.push_refund(_refund(backend, order, "a1"))
    between = order_now(backend, order).state
    rest = replace(
        _refund(backend, order, "a2"), amount=Money(690) + carriage(told), carriage=carriage(told)
    )
    whole = backend.connector.push_refund(rest)
    backend.connector.push_refund(rest)

    assert (half.outcome, whole.outcome) == (Outcome.DONE, Outcome.DONE)
    assert between is RemoteState.READY
    assert order_now(backend, order).state is RemoteState.REFUNDED
    assert len(backend.shop.tables.where("order_histories")) == 1
    assert list(backend.refunds(order)) == [690, 1180]


def test_no_more_is_given_back_than_was_paid(backend: PrestaShopBackend) -> None:
    order = backend.order(("SAV-01", 2))
    backend.note_refund(order, 1500)

    result = backend.connector.push_refund(_refund(backend, order, "a1"))

    assert is_explained_refusal(result)
    assert "3,70" in result.reason
    assert list(backend.refunds(order)) == [1500]


def test_a_slip_holds_its_lines_its_tax_and_its_carriage(backend: PrestaShopBackend) -> None:
    order = backend.order(("SAV-01", 2))
    line = replace(_refund(backend, order, "a1").lines[0], vat=Money(0))
    intent = RefundIntent(order, "a1", Money(1180), (line,), Money(490))

    backend.connector.push_refund(intent)

    (slip,) = backend.shop.tables.where("order_slip")
    assert slip["total_products_tax_excl"] == "5.750000"
    assert (slip["total_shipping_tax_incl"], slip["total_shipping_tax_excl"]) == (
        "4.900000",
        "4.080000",
    )
    assert slip["associations"]["order_slip_details"] == [
        {
            "id_order_detail": line.line_remote_id,
            "product_quantity": "1",
            "amount_tax_excl": "5.750000",
            "amount_tax_incl": "6.900000",
        }
    ]


@pytest.mark.parametrize("at", range(16))
def test_goods_go_back_into_the_stock_once_wherever_the_push_is_cut(
    backend: PrestaShopBackend, at: int
) -> None:
    order = backend.order(("SAV-01", 2))
    intent = replace(_refund(backend, order, "a1"), restock=True)
    before = backend.stock("SAV-01")
    backend.fail(*[Failure.NONE] * at, Failure.DONE_THEN_CUT)
    try:
        backend.connector.push_refund(intent)
    except UnavailableError:
        effect = backend.connector.find_effect(intent)
        assert effect is not Effect.FOUND or backend.stock("SAV-01") == before + 1
    backend.fail()

    for _time in range(2):
        result = backend.connector.push_refund(intent)

    assert result.outcome is Outcome.ALREADY
    assert list(backend.refunds(order)) == [690]
    assert backend.stock("SAV-01") == before + 1
    assert backend.connector.find_effect(intent) is Effect.FOUND


def test_a_stock_that_moved_while_a_refund_was_cut_is_left_and_told(
    backend: PrestaShopBackend,
) -> None:
    order = backend.order(("SAV-01", 2))
    intent = replace(_refund(backend, order, "a1"), restock=True)
    answer = backend.shop.answer

    def cut(call: Call) -> Answer:
        if call.method != "PATCH":
            return answer(call)
        backend.set_stock("SAV-01", 30)
        return Answer(502, b"")

    backend.server.answer = cut
    with pytest.raises(UnavailableError):
        backend.connector.push_refund(intent)
    backend.server.answer = answer

    result = backend.connector.push_refund(intent)

    assert (result.outcome, "a bougé" in result.reason) == (Outcome.ALREADY, True)
    assert (list(backend.refunds(order)), backend.stock("SAV-01")) == ([690], 30)


def test_a_stock_that_the_key_may_not_raise_is_for_her_to_raise(
    backend: PrestaShopBackend,
) -> None:
    order = backend.order(("SAV-01", 2))
    backend.shop.closed |= {("stock_availables", "put"), ("stock_availables", "patch")}

    result = backend.connector.push_refund(replace(_refund(backend, order, "a1"), restock=True))

    assert (result.outcome, "à la main" in result.reason) == (Outcome.DONE, True)
    assert (list(backend.refunds(order)), backend.stock("SAV-01")) == ([690], 38)


def test_two_like_refunds_that_were_both_cut_are_for_a_person(
    backend: PrestaShopBackend,
) -> None:
    order = backend.order(("SAV-01", 2))
    first, second = (_refund(backend, order, key) for key in ("a1", "a2"))
    answer = backend.shop.answer
    backend.server.answer = lambda call: (
        answer(replace(call, path="/api/nothing"))
        if call.method == "POST" and "order_slip" in call.path
        else answer(call)
    )
    begun = backend.connector.push_refund(first)
    backend.server.answer = answer
    backend.server.failures.extend([Failure.NONE] * 5 + [Failure.DONE_THEN_CUT])
    with pytest.raises(UnavailableError):
        backend.connector.push_refund(second)
    backend.fail()

    result = backend.connector.push_refund(first)

    assert (begun.outcome, result.outcome) == (Outcome.REFUSED, Outcome.UNSURE)
    assert " " in result.reason
    assert list(backend.refunds(order)) == [690]


def test_a_parcel_that_left_is_no_proof_that_a_transfer_came_in(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 1), paid=False)

    backend.connector.push_shipment(ShipIntent(number, "c1", "6A1"))

    order = order_now(backend, number)
    assert (order.state, order.paid_at) == (RemoteState.COMPLETED, None)
