"""What PrestaShop's states and carriers mean, and what people wrote on an order."""

from collections.abc import Iterator

import pytest

from merchant_desk.values.remote import Delivery, RemoteState
from tests.connectors.reading import goods, order_now, pulled
from tests.storefronts.prestashop_backend import PrestaShopBackend, opened
from tests.storefronts.prestashop_orders import place_order
from tests.storefronts.prestashop_words import Row


@pytest.fixture
def backend() -> Iterator[PrestaShopBackend]:
    with opened() as backend:
        yield backend


def _row(backend: PrestaShopBackend, resource: str, number: object) -> Row:
    row = backend.shop.tables.get(resource, number)
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("state", "meant"),
    [
        ("1", RemoteState.ON_HOLD), ("2", RemoteState.READY), ("3", RemoteState.READY),
        ("4", RemoteState.COMPLETED), ("5", RemoteState.COMPLETED), ("6", RemoteState.CANCELLED),
        ("7", RemoteState.REFUNDED), ("8", RemoteState.UNPAID), ("9", RemoteState.ON_HOLD),
        ("10", RemoteState.ON_HOLD), ("11", RemoteState.READY), ("12", RemoteState.ON_HOLD),
        ("13", RemoteState.ON_HOLD), ("999", RemoteState.UNKNOWN), ("0", RemoteState.UNKNOWN),
    ],
)  # fmt: skip
def test_a_state_means_what_its_flags_say(
    backend: PrestaShopBackend, state: str, meant: RemoteState
) -> None:
    number = backend.order(("SAV-01", 1))
    _row(backend, "orders", number)["current_state"] = state

    order = order_now(backend, number)

    assert (order.state, order.state_word) == (meant, state)


def test_a_shop_that_numbers_its_states_otherwise_is_understood(
    backend: PrestaShopBackend,
) -> None:
    tables = backend.shop.tables
    for name, number in (("PS_OS_CANCELED", "106"), ("PS_OS_REFUND", "107")):
        tables.where("configurations", name=name)[0]["value"] = number
        tables.add("order_states", int(number), name={"1": "Autre"}, paid="1")
    _row(backend, "order_states", 6).update(name={"1": "Gravure"}, paid="1", template={})
    engraved, cancelled = backend.order(("SAV-01", 1)), backend.order(("SAV-01", 1))
    for number, state in ((engraved, "6"), (cancelled, "106")):
        backend.shop.tables.rows["orders"][int(number)]["current_state"] = state

    assert order_now(backend, engraved).state is RemoteState.READY
    assert order_now(backend, cancelled).state is RemoteState.CANCELLED


def test_a_state_made_after_the_shop_was_met_is_looked_up(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 1))
    order_now(backend, number)
    made = backend.shop.tables.add("order_states", name={"1": "Prêt au magasin"}, shipped="1")
    backend.shop.enter_state(number, made["id"])

    assert order_now(backend, number).state is RemoteState.COMPLETED


def test_a_relay_point_is_known_by_its_carrier_and_its_number_by_the_address(
    backend: PrestaShopBackend,
) -> None:
    number = place_order(backend.shop, ("SAV-01", 1), carrier=3)
    address = _row(backend, "orders", number)["id_address_delivery"]
    _row(backend, "addresses", address)["other"] = "Point relais FR-012345"

    order = order_now(backend, number)

    assert (order.delivery, order.relay_id) == (Delivery.RELAY, "FR-012345")
    assert order.carrier == "Mondial Relay"


def test_a_postcode_in_an_address_is_no_relay_point(backend: PrestaShopBackend) -> None:
    number = place_order(backend.shop, ("SAV-01", 1), carrier=3)
    address = _row(backend, "orders", number)["id_address_delivery"]
    _row(backend, "addresses", address)["address2"] = "BP 69001 Lyon"

    assert order_now(backend, number).relay_id == ""


def test_goods_to_fetch_are_told_from_goods_to_pay_at_the_counter(
    backend: PrestaShopBackend,
) -> None:
    fetched = place_order(backend.shop, ("SAV-01", 1), carrier=1)
    reserved = place_order(
        backend.shop, ("SAV-01", 1), carrier=1, paid=False, module="ps_cashondelivery",
        payment="Paiement en magasin",
    )  # fmt: skip
    nothing = place_order(backend.shop, ("SAV-01", 1), carrier=0)

    ways = [order_now(backend, each).delivery for each in (fetched, reserved, nothing)]

    assert ways == [Delivery.COLLECT, Delivery.RESERVED, Delivery.NONE]


def test_a_carrier_that_was_edited_since_has_another_id_and_is_found(
    backend: PrestaShopBackend,
) -> None:
    order_now(backend, backend.order(("SAV-01", 1)))
    backend.shop.tables.add("carriers", 9, name="Chronopost", delay={"1": "Demain"}, active="1")

    order = order_now(backend, place_order(backend.shop, ("SAV-01", 1), carrier=9))

    assert order.carrier == "Chronopost"


def test_what_the_customer_wrote_is_told_and_what_was_written_for_us_is_not(
    backend: PrestaShopBackend,
) -> None:
    number = place_order(backend.shop, ("SAV-01", 1), gift="1", gift_message="Bon anniversaire")
    for message, employee, private in (
        ("Sonnez deux fois", "0", "0"), ("Client difficile", "3", "1"),
        ("MerchantDesk step=refund key=a1", "0", "1"),
    ):  # fmt: skip
        backend.shop.tables.add("messages", id_order=number, message=message,
                                id_employee=employee, private=private)  # fmt: skip

    order = order_now(backend, number)

    assert (order.note, order.gift_note) == ("Sonnez deux fois", "Bon anniversaire")


def test_no_secret_of_a_customer_is_kept(backend: PrestaShopBackend) -> None:
    backend.order(("SAV-01", 1))

    (record,), _position = pulled(backend.connector.pull_orders)

    assert "secure_key" not in record.body
    assert "passwd" not in record.body
    assert "$2y$" not in record.body


@pytest.mark.parametrize(
    ("told", "name", "options"),
    [
        ("Tablier - Taille : S", "Tablier", "Taille : S"),
        ("Savon - vert - Taille : S - Teinte : Ocre", "Savon - vert", "Taille : S, Teinte : Ocre"),
        ("Tablier (Taille : S - Couleur : Bleu)", "Tablier", "Taille : S, Couleur : Bleu"),
        ("Tablier (lin)", "Tablier (lin)", ""),
        ("Tablier", "Tablier", ""),
    ],
)  # fmt: skip
def test_the_options_of_a_line_are_told_from_its_name(
    backend: PrestaShopBackend, told: str, name: str, options: str
) -> None:
    number = backend.order(("TAB-S", 1))
    (line_row,) = backend.shop.tables.where("order_details", id_order=number)
    line_row["product_name"] = told

    line = goods(order_now(backend, number), "TAB-S")

    assert (line.name, line.option_text) == (name, options)
