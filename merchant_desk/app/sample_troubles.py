"""A morning at the sample shop where things went wrong, so that their screens hold something."""

from dataclasses import replace

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.demo.catalogue import DemoProduct, demo_catalogue
from merchant_desk.demo.orders import demo_orders
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.queries import demo_report as figures
from merchant_desk.sync.progress import Silent
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import OrderId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import MoveReason

_TWINS = ("Coffret découverte lavande", "Coffret voyage au thé noir", "Panier garni du Luberon")
_LOST = 3


def leave_troubles(shop: DemoShop) -> None:
    """Leave articles to match, a foreign order, a conflict, a refusal, gaps, and what waits."""
    shop_id = shop.shop_id
    if shop_id is None:
        shop_id = shop.prepare()
    _sell_articles_that_could_be_two_products(shop)
    _place_a_foreign_order(shop)
    _edit_an_order_on_the_packing_table(shop)
    shop.storefronts.sync_all()
    _differ(shop, shop_id)
    _leave_stock_to_tell(shop)


def _sell_articles_that_could_be_two_products(shop: DemoShop) -> None:
    """Sell articles under the code of one product and the barcode of another."""
    for place, (name, known) in enumerate(zip(_TWINS, demo_catalogue()[::9], strict=False)):
        sku = f"COF-{place + 1:02}"
        draft = ProductDraft(sku=sku, name=name, price=Money(3900), rate_bp=2000)
        shop.home.lanes.write(save_product, shop.gesture(), draft).result()
        shop.storefront.add_product(
            DemoProduct(sku, name, known.ean, Money(3900), 2000, 12, "", 900, "Coffrets")
        )


def _place_a_foreign_order(shop: DemoShop) -> None:
    order = replace(demo_orders(utc_now())[0], placed_at=utc_now(), broken={"currency": "CHF"})
    shop.storefront.place_order(order)


def _edit_an_order_on_the_packing_table(shop: DemoShop) -> None:
    """Begin two parcels; the customer of one moves meanwhile, the shop loses the other's order."""
    lanes = shop.home.lanes
    ready = lanes.read(figures.orders_with_stock).result()
    moved, lost = ready[-1], ready[-2]
    _scan(shop, moved, 1)
    number = lanes.read(figures.remote_number, moved).result()
    kept = shop.storefront.order(number)["shipping"]
    street = {**kept, "address_1": "48 cours Mirabeau", "city": "Aix-en-Provence"}
    shop.storefront.change_order(number, shipping={**street, "postcode": "13100"})
    _scan(shop, lost, None)
    shop.storefront.delete_order(lanes.read(figures.remote_number, lost).result())


def _scan(shop: DemoShop, order_id: OrderId, count: int | None) -> None:
    """Scan the first articles of an order into a parcel; all of them close it."""
    lanes = shop.home.lanes
    codes = lanes.read(figures.codes_to_scan, order_id).result()
    parcel_id = lanes.write(open_parcel, shop.gesture(), order_id).result().parcel_id
    for code in codes.article_codes[:count]:
        scan = scan_of_text(code, utc_now())
        lanes.write(scan_at_packing, shop.gesture(), parcel_id, scan).result()


def _differ(shop: DemoShop, shop_id: ShopId) -> None:
    """Let somebody change stock and prices at the shop, then compare."""
    changes: tuple[tuple[str, dict[str, object]], ...] = (
        ("SAV-01", {"stock_quantity": 4}),
        ("SAV-03", {"regular_price": "9.90"}),
        ("BOG-02", {"stock_quantity": 31}),
        ("MI2-02", {"regular_price": "14.50", "stock_quantity": 2}),
    )
    for sku, fields in changes:
        shop.storefront.change_product(sku, **fields)
    shop.errands.compare_shop(shop_id, Silent())


def _leave_stock_to_tell(shop: DemoShop) -> None:
    """Lose some units of a few articles after the last exchange."""
    for stock in shop.home.lanes.read(figures.adjustable_ones, _LOST).result():
        lost = Adjustment(
            product_id=stock.product_id,
            place_id=stock.place_id,
            reason=MoveReason.LOSS,
            quantity=-1,
        )
        shop.home.lanes.write(adjust_stock, shop.gesture(), lost).result()
