"""Suppliers and orders for the sample shop: one late, one to come, one still being written."""

from dataclasses import replace
from datetime import timedelta

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.operations.save_supplier_article import save_supplier_article
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.queries.stock_list import StockList
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import (
    ArticleTerms,
    PriceBreak,
    PurchaseDraft,
    PurchaseWish,
    SupplierTerms,
)
from merchant_desk.values.remote import Address

_SOAPS = SupplierTerms(
    name="Savonnerie du Ventoux",
    email="commandes@savonnerie-ventoux.example",
    phone="04 90 00 00 00",
    address=Address(line1="3 route de Bédoin", postcode="84200", city="Carpentras"),
    customer_number="C-1042",
    lead_days=8,
    minimum=Money(10_000),
    carriage=Money(1_500),
    free_carriage_from=Money(25_000),
)
_JARS = SupplierTerms(
    name="Verrerie des Alpes",
    email="ventes@verrerie-alpes.example",
    address=Address(line1="12 quai de l’Isère", postcode="38000", city="Grenoble"),
    lead_days=15,
    minimum=Money(20_000),
)
_BY_TWELVE = ArticleTerms(
    "", 12, 12, 31_000, (PriceBreak(60, 28_500), PriceBreak(120, 26_000)), preferred=True
)
_BY_SIX = ArticleTerms("", 6, 6, 55_000, (PriceBreak(48, 51_000),), preferred=True)


def order_sample(shop: DemoShop) -> None:
    """Order as she would over the last weeks."""
    lanes = shop.home.lanes
    rows = lanes.read(StockList().fetch, 0, 8).result()
    ids = list(dict.fromkeys(ProductId(each.product_id) for each in rows))
    soaps, jars = _sold(shop, _SOAPS, _BY_TWELVE, ids[::2]), _sold(shop, _JARS, _BY_SIX, ids[1::2])
    _order(shop, jars, ids[1::2][:2], 30)
    _order(shop, soaps, ids[::2][:3], 4)
    wishes = tuple(PurchaseWish(each, 24) for each in ids[::2][:2])
    draft = PurchaseDraft(supplier_id=soaps, lines=wishes)
    lanes.write(draft_purchase, shop.gesture(), draft).result()


def _sold(
    shop: DemoShop, terms: SupplierTerms, article: ArticleTerms, ids: list[ProductId]
) -> SupplierId:
    lanes = shop.home.lanes
    supplier = lanes.write(save_supplier, shop.gesture(), terms).result()
    for place, each in enumerate(ids, 1):
        said = replace(article, supplier_sku=f"{terms.name.split()[-1][:3].upper()}-{100 + place}")
        lanes.write(save_supplier_article, shop.gesture(), supplier, each, said).result()
    return supplier


def _order(shop: DemoShop, supplier: SupplierId, ids: list[ProductId], days_ago: int) -> None:
    now = shop.gesture()
    then = replace(now, at=now.at - timedelta(days=days_ago))
    lanes = shop.home.lanes
    wishes = tuple(PurchaseWish(each, 60) for each in ids)
    draft = PurchaseDraft(supplier_id=supplier, lines=wishes)
    kept = lanes.write(draft_purchase, then, draft).result()
    lanes.write(send_purchase, then, kept.purchase_id, accept_below=True).result()
