"""Imports made for a test, and what the catalogue holds afterwards."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.import_products import import_products
from merchant_desk.operations.plan_import import preview_import
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ImportId
from merchant_desk.values.import_preview import ImportPreview, ImportReport
from tests.catalogue_files import ean, understood

TEA = ("THE", "Thé d’été", ean(1), "4,50", "5,5", "12")
NUTS = ("NOIX", "Noix", "", "7,00", "", "")


def bring(database: Database, gesture: Gesture, path: Path) -> ImportReport:
    return database.gesture(import_products, gesture, understood(path)).answer


def dry(database: Database, path: Path) -> ImportPreview:
    with database.read() as session:
        return preview_import(session, understood(path))


def products(session: Session) -> list[tuple[object, ...]]:
    shown = select(
        Product.sku, Product.name, Product.price, Product.rate_bp, Product.active,
        Product.search_text,
    )  # fmt: skip
    return [tuple(row) for row in session.execute(shown.order_by(Product.sku))]


def content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Products, codes and levels as anyone sees them, apart from when they were touched."""
    with database.read() as session:
        columns = [each for each in table(Product).c if each.name not in ("changed_at", "row")]
        codes = select(ProductCode.code, ProductCode.product_id, ProductCode.units)
        levels = select(StockLevel.product_id, StockLevel.place_id, StockLevel.quantity)
        return {
            "products": [tuple(r) for r in session.execute(select(*columns).order_by("id"))],
            "codes": sorted(tuple(r) for r in session.execute(codes)),
            "levels": sorted(
                tuple(r) for r in session.execute(levels.where(StockLevel.quantity != 0))
            ),
        }


def import_id_of(report: ImportReport) -> ImportId:
    assert report.import_id is not None
    return report.import_id
