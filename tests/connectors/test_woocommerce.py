"""What WooCommerce sends is read strictly: understood whole, or refused with a reason."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from merchant_desk.connectors.woocommerce.connector import WooCommerce
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Delivery, LineKind, RemoteOrder, RemoteRefund, RemoteState
from tests.connectors.shops import RECORDED

FOLDER = RECORDED / "woocommerce"
READER = WooCommerce(ShopAccount("https://boutique.invalid", "ck", "cs"), HttpClient())


def recorded(name: str) -> dict[str, Any]:
    data = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def read(**changes: object) -> RemoteOrder:
    return READER.read_order(json.dumps({**recorded("order.json"), **changes}))


def refusal(**changes: object) -> str:
    with pytest.raises(RemoteDataError) as refused:
        read(**changes)
    return refused.value.title


def with_line(**changes: object) -> list[dict[str, object]]:
    first, second = recorded("order.json")["line_items"]
    return [{**first, **changes}, second]


def test_a_recorded_order_says_who_what_and_how() -> None:
    order = read()

    assert order.customer.name == "Zoé Martin"
    assert (order.customer.siren, order.customer.vat_number) == ("732829320", "FR44732829320")
    assert order.billing.company == "Gîte du Lac"
    assert (order.shipping.line1, order.shipping.postcode) == ("9 rue du Relais", "69002")
    assert (order.delivery, order.relay_id) == (Delivery.RELAY, "FR-066974")
    assert (order.carrier, order.payment_means) == ("Mondial Relay", "Carte bancaire")
    assert (order.note, order.gift_note) == ("Sonner 2 fois\nMerci !", "Bon anniversaire")
    assert order.coupon_codes == ("lavande10",)
    assert order.refunds == (RemoteRefund("130", Money(345), "Retour"),)
    assert order.placed_at == datetime(2026, 11, 21, 9, 16, 37, tzinfo=UTC)
    assert order.paid_at == order.placed_at


def test_a_line_has_what_was_paid_its_discount_and_its_options() -> None:
    shirt, honey, *_rest = read().lines

    assert (shirt.total, shirt.vat, shirt.discount) == (Money(2270), Money(378), Money(220))
    assert (shirt.product_remote_id, shirt.variation_remote_id) == ("10", "12")
    assert shirt.option_text == "Bleu, M, Prénom à broder\u00a0: Léa"
    assert (honey.name, honey.rate_bp, honey.discount) == ("Miel & noix 250 g", 550, ZERO)


def test_carriage_and_fees_are_lines_with_their_rate() -> None:
    others = [line for line in read().lines if line.kind is not LineKind.PRODUCT]

    assert [(line.kind, line.name, line.total, line.rate_bp) for line in others] == [
        (LineKind.SHIPPING, "Mondial Relay", Money(450), 2000),
        (LineKind.FEE, "Papier cadeau", Money(510), 2000),
    ]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("pending", RemoteState.UNPAID),
        ("failed", RemoteState.UNPAID),
        ("processing", RemoteState.READY),
        ("on-hold", RemoteState.ON_HOLD),
        ("completed", RemoteState.COMPLETED),
        ("cancelled", RemoteState.CANCELLED),
        ("trash", RemoteState.CANCELLED),
        ("refunded", RemoteState.REFUNDED),
        ("attente-atelier", RemoteState.UNKNOWN),
    ],
)
def test_every_state_has_a_meaning_and_a_foreign_one_is_kept(word: str, state: RemoteState) -> None:
    order = read(status=word)

    assert (order.state, order.state_word) == (state, word)


@pytest.mark.parametrize("total", [None, "", "abc", "12,50", "1e3", [], {}, True, "NaN", "٣.٠٠"])
def test_a_total_that_is_no_amount_is_refused(total: object) -> None:
    assert refusal(total=total) == (
        "La commande 117 n’a pas été reprise\u00a0: "
        "«\u00a0total\u00a0» manque ou n’est pas lisible."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"currency": "USD"}, "en USD et non en euros"),
        ({"currency": None}, "non en euros"),
        ({"total": "-39.20"}, "négatif"),
        ({"total": "45.00"}, "45,00\u00a0€ alors que ses lignes font 39,20\u00a0€"),
        ({"line_items": []}, "alors que ses lignes font 9,60\u00a0€"),
        ({"line_items": with_line(quantity=-1)}, "quantité -1"),
        ({"line_items": with_line(quantity=0)}, "quantité 0"),
        ({"line_items": with_line(quantity="1.5")}, "«\u00a0quantity\u00a0»"),
        ({"line_items": with_line(quantity=None)}, "«\u00a0quantity\u00a0»"),
        ({"line_items": with_line(total="-18.92")}, "total négatif"),
        ({"line_items": with_line(total=None)}, "«\u00a0line_items.total\u00a0»"),
        ({"line_items": "beaucoup"}, "«\u00a0line_items\u00a0»"),
        ({"line_items": [1, 2]}, "«\u00a0line_items\u00a0»"),
        ({"status": None}, "«\u00a0status\u00a0»"),
        ({"id": 0}, "«\u00a0id\u00a0»"),
        ({"date_created_gmt": "hier"}, "«\u00a0date_created_gmt\u00a0»"),
        ({"date_created_gmt": None}, "«\u00a0date_created_gmt\u00a0»"),
        ({"billing": "rue"}, "«\u00a0billing\u00a0»"),
        ({"meta_data": {"a": 1}}, "«\u00a0meta_data\u00a0»"),
    ],
)
def test_an_order_that_does_not_add_up_is_refused_with_its_reason(
    changes: dict[str, object], words: str
) -> None:
    assert words in refusal(**changes)


def test_a_cent_of_rounding_a_line_goes_on_the_largest_line() -> None:
    order = read(total="39.22")

    assert order.total == Money(3922)
    assert order.lines[0].total == Money(2272)
    assert order.lines[0].vat == Money(378)


def test_amounts_with_more_digits_are_rounded_half_up() -> None:
    order = read(line_items=with_line(total="18.915000", total_tax="3.7840"))

    assert (order.lines[0].total, order.lines[0].vat) == (Money(2270), Money(378))


def test_a_shop_without_vat_has_lines_without_rate() -> None:
    lines = with_line(total="22.70", total_tax="0.00", taxes=[])
    order = read(line_items=lines, tax_lines=[])

    assert (order.lines[0].rate_bp, order.lines[0].vat) == (0, ZERO)


def test_a_rate_that_is_not_told_is_found_from_the_amounts() -> None:
    order = read(tax_lines=[])

    assert [line.rate_bp for line in order.lines] == [2000, 550, 2000, 2000]


def test_a_free_line_keeps_its_rate() -> None:
    free = with_line(total="0.00", total_tax="0.00", taxes=[{"id": 1, "total": "0"}])
    order = read(line_items=free, total="16.50")

    assert order.lines[0].rate_bp == 2000


def test_a_hostile_name_is_text() -> None:
    hostile = "<script>alert('x')</script>\u202e\x00 =cmd()"
    order = read(line_items=with_line(name=hostile))

    assert order.lines[0].name == "<script>alert('x')</script> =cmd()"


def test_half_a_character_does_not_break_the_database() -> None:
    order = READER.read_order(json.dumps(recorded("order.json")).replace("Sonner", "\\ud83d"))

    assert order.note.encode().decode() == order.note


def test_a_note_of_five_megabytes_is_shortened_for_people() -> None:
    order = read(customer_note="é" * 5_000_000)

    assert len(order.note) == 5000
    assert order.note.endswith("…")


def test_ten_thousand_lines_are_read() -> None:
    line = with_line(total="0.01", total_tax="0.00", taxes=[])[0]
    order = read(
        line_items=[{**line, "id": number + 1} for number in range(10_000)],
        shipping_lines=[],
        fee_lines=[],
        total="100.00",
    )

    assert len(order.lines) == 10_000


def test_a_pickup_paid_at_the_counter_is_a_reservation() -> None:
    pickup = [
        {"id": 8, "method_id": "local_pickup", "method_title": "Retrait", "total": "0.00"},
    ]
    paid = read(shipping_lines=pickup, fee_lines=[], total="29.60")
    due = read(
        shipping_lines=pickup, fee_lines=[], total="29.60", date_paid_gmt=None,
        payment_method="cod", meta_data=[{"key": "_pickup_slot", "value": "samedi"}],
    )  # fmt: skip

    assert (paid.delivery, paid.relay_id) == (Delivery.COLLECT, "")
    assert (due.delivery, due.pickup_slot) == (Delivery.RESERVED, "samedi")


@pytest.mark.parametrize(
    ("key", "value", "point"),
    [
        ("_lpc_meta_pickUpLocationId", "692410", "692410"),
        ("_shipping_method_chronorelais", {"id": "5779R", "name": "Tabac"}, "5779R"),
        ("bw_parcel_point_code", "66974", "66974"),
        ("sendcloudshipping_service_point_meta", {"id": 10875349, "extra": "x"}, "10875349"),
        ("mon_extension_point_relais", "X1", "X1"),
    ],
)
def test_relay_points_of_the_usual_plugins_are_found(key: str, value: object, point: str) -> None:
    order = read(meta_data=[{"id": 1, "key": key, "value": value}])

    assert (order.delivery, order.relay_id) == (Delivery.RELAY, point)


def test_refunded_quantities_come_from_the_refunds_themselves() -> None:
    about = [{"key": "_refunded_item_id", "value": "4"}]
    order = read(_refund_details=[{"line_items": [{"quantity": -1, "meta_data": about}]}])

    assert [line.refunded_quantity for line in order.lines] == [0, 1, 0, 0]


def test_a_recorded_product_is_read_whole() -> None:
    product = READER.read_product(json.dumps(recorded("product.json")))

    assert (product.sku, product.name, product.ean) == (
        "SAV-77",
        "Savon d’Alep 100 g",
        "3760421000016",
    )
    assert (product.price, product.sale_price, product.rate_bp) == (Money(490), None, 2000)
    assert (product.stock, product.weight_g, product.bin_hint) == (7, 115, "A1-03")
    assert product.image_url == "https://boutique.invalid/savon.jpg"


def test_a_recorded_variation_takes_after_its_parent() -> None:
    product = READER.read_product(json.dumps(recorded("variation.json")))

    assert (product.parent_remote_id, product.name) == ("11", "T-shirt Cigale")
    assert (product.option_text, product.ean) == ("S, Bleu", "3760421000016")
    assert (product.price, product.sale_price) == (Money(2400), Money(2000))
    assert (product.stock, product.weight_g) == (-2, 200)


def changed_product(*settings: tuple[str, object], **changes: object) -> str:
    envelope = recorded("product.json")
    envelope["product"] |= changes
    envelope["desk"] |= dict(settings)
    return json.dumps(envelope)


def test_prices_typed_without_tax_get_theirs() -> None:
    body = changed_product(("prices_include_tax", False), ("rate_bp", 550), regular_price="10")

    assert READER.read_product(body).price == Money(1055)


@pytest.mark.parametrize("managed", [False, "parent"])
def test_a_stock_the_shop_does_not_count_here_is_none(managed: object) -> None:
    product = READER.read_product(changed_product(manage_stock=managed))

    assert product.stock is None


def test_a_parent_is_not_sold_and_a_trashed_product_is_gone() -> None:
    parent = READER.read_product(changed_product(type="variable"))
    trashed = READER.read_product(changed_product(status="trash"))

    assert (parent.sellable, parent.stock, parent.price) == (False, None, None)
    assert trashed.deleted


@pytest.mark.parametrize(
    "changes",
    [
        {"regular_price": "dix"},
        {"regular_price": "-1.00"},
        {"stock_quantity": "2.5"},
        {"name": ""},
        {"id": None},
        {"weight": "lourd"},
    ],
)
def test_a_product_that_makes_no_sense_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(RemoteDataError, match="n’a pas été repris"):
        READER.read_product(changed_product(**changes))
