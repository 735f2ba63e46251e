"""The sample shop is believable, the same at every start, and holds every kind of order."""

from datetime import UTC, datetime, timedelta

from merchant_desk.demo.catalogue import demo_catalogue
from merchant_desk.demo.orders import Payment, demo_orders
from merchant_desk.demo.storefront import Storefront
from merchant_desk.values.barcode import check_digit

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_every_code_of_the_catalogue_is_its_own() -> None:
    products = demo_catalogue()

    assert 290 <= len(products) <= 320
    for name in ("sku", "ean", "bin"):
        assert len({getattr(each, name) for each in products}) == len(products)


def test_every_ean_is_valid_and_french() -> None:
    for product in demo_catalogue():
        assert product.ean.startswith("376")
        assert len(product.ean) == 13
        assert check_digit(product.ean[:-1]) == int(product.ean[-1])


def test_the_catalogue_has_variations_two_rates_and_empty_shelves() -> None:
    products = demo_catalogue()

    assert {each.rate_bp for each in products} == {2000, 550}
    assert len([each for each in products if len(each.options) == 2]) > 80
    assert {0, 1} < {each.stock for each in products}


def test_the_day_of_orders_is_the_same_at_every_start() -> None:
    assert demo_orders(NOW) == demo_orders(NOW)
    assert demo_orders(NOW) != demo_orders(NOW, seed=7)


def test_the_day_holds_every_kind_of_order() -> None:
    orders = demo_orders(NOW)
    skus = {product.sku for product in demo_catalogue()}

    assert 55 <= len(orders) <= 65
    assert {order.status for order in orders} == {
        "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed",
    }  # fmt: skip
    assert {order.payment for order in orders} == set(Payment)
    assert any(order.buyer.siren for order in orders)
    assert any(order.gift_note for order in orders)
    assert any(order.note for order in orders)
    assert any(order.coupon for order in orders)
    assert any(order.fee for order in orders)
    assert any(order.refunded and order.status == "processing" for order in orders)
    assert any(item.sku not in skus for order in orders for item in order.items)
    assert any(order.broken for order in orders)
    assert all(NOW - timedelta(days=7) < order.placed_at < NOW for order in orders)


def test_some_orders_are_late_and_one_product_alone_is_short() -> None:
    orders = demo_orders(NOW)
    shop = Storefront(orders=orders, now=lambda: NOW)

    two_days_ago = NOW - timedelta(days=2)
    late = [o for o in orders if o.status == "processing" and o.placed_at < two_days_ago]
    short = {each.sku for each in demo_catalogue() if (shop.stock(each.sku) or 0) < 0}
    assert len(late) == 3
    assert short == {"SAV-10"}
