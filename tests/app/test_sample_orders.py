"""The sample shop has suppliers, and orders that are late, to come and being written."""

from pathlib import Path

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.sample_orders import order_sample
from merchant_desk.queries.purchase_list import PurchaseCounts, purchase_counts
from merchant_desk.queries.supplier_list import SupplierList
from merchant_desk.values.clock import paris_date, utc_now


def test_the_pages_of_the_sample_are_not_empty(tmp_path: Path) -> None:
    shop = DemoShop(tmp_path, utc_now())
    try:
        shop.prepare()

        order_sample(shop)

        today = paris_date(utc_now())
        counts = shop.home.lanes.read(purchase_counts, today).result()
        rows = shop.home.lanes.read(SupplierList().fetch, 0, 9).result()
    finally:
        shop.close()

    assert counts == PurchaseCounts(open=2, draft=1, late=1, over=0, all=3)
    assert [each.open_orders for each in rows] == [1, 1]
