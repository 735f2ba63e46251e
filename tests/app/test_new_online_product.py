"""A product made in the shop after the desk became master is never told to be out of stock."""

from pathlib import Path

import pytest

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.queries import demo_report as figures
from merchant_desk.values.clock import utc_now
from merchant_desk.values.money import Money


@pytest.mark.journey
def test_a_product_made_online_later_keeps_its_stock(tmp_path: Path) -> None:
    shop = DemoShop(tmp_path, utc_now())
    try:
        shop.prepare()
        shop.storefront.add_product(
            DemoProduct(
                sku="NOUVEAU-01",
                name="Eau de linge lavande 500 ml",
                ean="3760421999993",
                price=Money(1290),
                rate_bp=2000,
                stock=17,
                bin="Z9-01",
                weight_g=520,
                category="Maison",
            )
        )

        shop.storefronts.sync_all()
        shop.storefronts.sync_all()

        assert shop.storefront.stock("NOUVEAU-01") == 17
        assert shop.home.lanes.read(figures.sellable).result()["NOUVEAU-01"] == 17
    finally:
        shop.close()
