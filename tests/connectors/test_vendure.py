"""What a real Vendure does that a connector must survive."""

import json
from dataclasses import replace

import pytest

from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.capabilities import Can
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.intents import (
    Outcome,
    RefundIntent,
    RefundLine,
    ShipIntent,
    ShipLine,
)
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import Delivery, RemoteState
from tests.connectors.reading import goods, new_orders, order_now, pulled
from tests.storefronts.vendure.customer import place
from tests.storefronts.vendure.graph import Graph
from tests.storefronts.vendure.seed import make_product
from tests.storefronts.vendure_backend import VendureBackend

pytestmark = [pytest.mark.vendure, pytest.mark.timeout(900)]
_FORGET = "mutation { logout { success } }"
_PROMOTION = """mutation ($code: String!, $percent: String!) {
  createPromotion(input: {enabled: true, couponCode: $code, conditions: [],
    actions: [{code: "order_percentage_discount",
      arguments: [{name: "discount", value: $percent}]}],
    translations: [{languageCode: en, name: $code}]}) {
    ... on Promotion { id } ... on ErrorResult { errorCode message } } }"""


def _fulfilled(vendure: VendureBackend, order: str, key: str, units: int) -> ShipIntent:
    line = goods(order_now(vendure, order), "SAV-01")
    lines = (ShipLine(line.remote_id, units, "SAV-01"),)
    return ShipIntent(order, key, f"6A{key}", "Colissimo", partial=True, lines=lines)


def test_a_password_that_is_wrong_is_told_as_such(vendure: VendureBackend) -> None:
    account = replace(vendure.account, secret="autre")

    with pytest.raises(ShopRejectedCredentialsError) as refused:
        vendure.reopened(account).probe()

    assert "mot de passe" in refused.value.title


def test_a_sign_in_that_ended_early_is_renewed_in_the_middle_of_a_pull(
    vendure: VendureBackend,
) -> None:
    vendure.order(("SAV-01", 1))
    before, position = pulled(vendure.connector.pull_orders)
    token = vendure.connector._calls._token.value()  # type: ignore[attr-defined]  # of Vendure's own
    order = vendure.order(("SAV-01", 1))
    Graph(f"{vendure.server.url}/admin-api", token).ask(_FORGET)

    assert list(new_orders(vendure, before, position)) == [order]
    assert vendure.connector._calls._token.value() != token  # type: ignore[attr-defined]  # as above


def test_a_sign_in_without_rights_is_named_before_anything_is_written(
    vendure: VendureBackend,
) -> None:
    role = vendure.admin.ask(
        """mutation { createRole(input: {code: "lecture", description: "Lecture",
             permissions: [ReadCatalog, ReadOrder, ReadSettings]}) { id } }"""
    )["createRole"]["id"]
    vendure.admin.ask(
        """mutation ($role: ID!) { createAdministrator(input: {firstName: "A", lastName: "B",
             emailAddress: "lit@example.com", password: "lit seulement",
             roleIds: [$role]}) { id } }""",
        role=role,
    )
    account = replace(vendure.account, key="lit@example.com", secret="lit seulement")

    facts = vendure.reopened(account).probe()

    assert facts.rights_missing == ("UpdateCatalog", "CreateCatalog", "UpdateOrder")
    assert not facts.can_write


def test_a_third_parcel_holds_no_more_than_is_left(vendure: VendureBackend) -> None:
    """Vendure counts the first parcel of a line only, and would let more leave than was sold."""
    order = vendure.order(("SAV-01", 3))
    first, second = (_fulfilled(vendure, order, key, 1) for key in ("01", "02"))
    third = _fulfilled(vendure, order, "03", 2)

    results = [vendure.connector.push_shipment(each) for each in (first, second, third)]

    assert [each.outcome for each in results] == [Outcome.DONE, Outcome.DONE, Outcome.REFUSED]
    assert [each.units for each in vendure.shipments(order)] == [1, 1]


def test_goods_put_back_leave_what_was_bought_as_it_was(vendure: VendureBackend) -> None:
    order = vendure.order(("SAV-01", 2), ("BOU-02", 1))
    bought = order_now(vendure, order)
    line = goods(bought, "SAV-01")
    vendure.connector.push_shipment(ShipIntent(order, "colis-1", "6A1"))
    back = RefundLine(line.remote_id, 1, Money(690), Money(115))
    intent = RefundIntent(order, "avoir-1", Money(690), (back,), restock=True)

    first = vendure.connector.push_refund(intent)
    again = vendure.connector.push_refund(intent)
    told = order_now(vendure, order)

    assert (first.outcome, again.outcome) == (Outcome.DONE, Outcome.ALREADY)
    shown = vendure.admin.ask("query ($id: ID!) { order(id: $id) { totalWithTax } }", id=order)
    assert shown["order"]["totalWithTax"] == bought.total.cents - 690
    assert told.total == bought.total
    assert (goods(told, "SAV-01").quantity, goods(told, "SAV-01").refunded_quantity) == (2, 1)
    assert [each.amount for each in told.refunds] == [Money(690)]
    assert vendure.stock("SAV-01") == 40 - 2 + 1


def test_everything_put_back_is_a_refund_and_no_cancellation(vendure: VendureBackend) -> None:
    order = vendure.order(("SAV-01", 1))
    vendure.connector.push_shipment(ShipIntent(order, "colis-1", "6A1"))
    line = goods(order_now(vendure, order), "SAV-01")
    back = RefundLine(line.remote_id, 1, Money(690), Money(115))
    vendure.connector.push_refund(RefundIntent(order, "a", Money(690), (back,), restock=True))

    told = order_now(vendure, order)

    assert (told.state, told.state_word) == (RemoteState.REFUNDED, "Cancelled")
    assert told.total == Money(690 + 490)


def test_a_refund_is_told_though_the_shop_does_not_date_the_order_anew(
    vendure: VendureBackend,
) -> None:
    order, _other = vendure.order(("SAV-01", 2)), vendure.order(("SAV-01", 1))
    before, position = pulled(vendure.connector.pull_orders)
    vendure.forward(2)
    vendure.note_refund(order, 100)

    told = new_orders(vendure, before, position)
    after, position = pulled(vendure.connector.pull_orders, position)

    last, _position = pulled(vendure.connector.pull_orders, position)
    assert list(told) == [order]
    known = {(each.remote_id, each.version) for each in (*before, *after)}
    assert {(each.remote_id, each.version) for each in last} <= known


def test_a_discount_and_a_line_cancelled_whole_keep_what_was_paid(vendure: VendureBackend) -> None:
    vendure.admin.ask(_PROMOTION, code="NOEL", percent="10")
    goods_of = [(vendure.article("SAV-01"), 3), (vendure.article("BOU-02"), 1)]
    order = place(vendure.server.url, goods_of, coupon="NOEL")
    bought = order_now(vendure, order)
    vendure.cancel(order)

    told = order_now(vendure, order)

    assert bought.coupon_codes == ("NOEL",)
    assert total(each.discount for each in bought.lines) > Money(0)
    assert told.state is RemoteState.CANCELLED
    assert told.total == bought.total == total(each.amount for each in told.payments)
    assert all(each.refunded_quantity == each.quantity for each in told.lines if each.sku)


def test_an_order_of_nothing_at_all_is_paid(vendure: VendureBackend) -> None:
    vendure.admin.ask(_PROMOTION, code="CADEAU", percent="100")
    order = place(vendure.server.url, [(vendure.article("SAV-01"), 1)], method="3", coupon="CADEAU")

    told = order_now(vendure, order)

    assert told.total == Money(0)
    assert told.paid_at is not None
    assert told.state is RemoteState.READY


def test_rates_are_told_apart_line_by_line(vendure: VendureBackend) -> None:
    article = {"sku": "MIEL", "price": 1055, "taxCategoryId": "2", "stockOnHand": 9,
               "trackInventory": "TRUE",
               "translations": [{"languageCode": "en", "name": "Miel"}]}  # fmt: skip
    make_product(vendure.admin, "Miel", "miel", [article])
    order = order_now(vendure, vendure.order(("MIEL", 2), ("SAV-01", 1)))

    honey, soap = goods(order, "MIEL"), goods(order, "SAV-01")

    assert (honey.rate_bp, honey.total, honey.vat) == (550, Money(2110), Money(110))
    assert (soap.rate_bp, soap.vat) == (2000, Money(115))


@pytest.mark.parametrize(
    ("method", "means", "delivery"),
    [("1", "carte", Delivery.HOME), ("2", "carte", Delivery.RELAY),
     ("3", "carte", Delivery.COLLECT), ("3", "carte-autorisee", Delivery.RESERVED)],
)  # fmt: skip
def test_how_the_goods_travel_is_understood(
    vendure: VendureBackend, method: str, means: str, delivery: Delivery
) -> None:
    goods_of = [(vendure.article("SAV-01"), 1)]
    order = place(vendure.server.url, goods_of, method=method, means=means)

    assert order_now(vendure, order).delivery is delivery


def test_the_fields_that_a_shop_added_are_read(vendure: VendureBackend) -> None:
    order = vendure.order(("SAV-01", 1))
    vendure.admin.ask(
        "mutation ($id: ID!, $fields: UpdateOrderCustomFieldsInput) {"
        " setOrderCustomFields(input: {id: $id, customFields: $fields}) { id } }",
        id=order,
        fields={"note": "Sonner deux fois", "giftMessage": "Bon Noël", "relayPoint": "FR-01234"},
    )

    told = order_now(vendure, order)

    assert (told.note, told.gift_note) == ("Sonner deux fois", "Bon Noël")
    assert (told.delivery, told.relay_id) == (Delivery.RELAY, "FR-01234")


def test_a_payment_that_could_send_money_is_never_refunded_on_the_quiet(
    vendure: VendureBackend,
) -> None:
    order = vendure.order(("SAV-01", 1))
    line = goods(order_now(vendure, order), "SAV-01")
    back = RefundLine(line.remote_id, 1, Money(690), Money(115))

    result = vendure.connector.push_refund(
        RefundIntent(order, "avoir-1", Money(690), (back,), move_money=True)
    )

    assert result.outcome is Outcome.REFUSED
    assert "rendez l’argent vous-même" in result.reason
    assert vendure.refunds(order) == []


def test_a_shop_says_what_it_can(vendure: VendureBackend) -> None:
    assert vendure.connector.capabilities.can == frozenset(Can)
    states = {each.word: each.state for each in vendure.connector.probe().order_states}
    assert states["Engraving"] is RemoteState.UNKNOWN
    assert states["PaymentSettled"] is RemoteState.READY


@pytest.mark.parametrize(
    ("field", "value"),
    [("currencyCode", "USD"), ("totalWithTax", 1), ("lines", [{"id": "1", "quantity": -1}]),
     ("orderPlacedAt", "hier"), ("state", None), ("lines", "abc"), ("id", "")],
)  # fmt: skip
def test_an_order_that_cannot_be_is_refused_with_a_reason(
    vendure: VendureBackend, field: str, value: object
) -> None:
    record = vendure.connector.fetch_order(vendure.order(("SAV-01", 1)))
    assert record is not None
    body = json.loads(record.body)
    body["order"][field] = value

    with pytest.raises(RemoteDataError) as refused:
        vendure.connector.read_order(json.dumps(body))

    assert refused.value.advice
