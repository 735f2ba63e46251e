"""The columns of the product list."""

from merchant_desk.queries.products import ProductRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.stock.stock_chip import stock_chip
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.french import euros, number
from merchant_desk.values.texts import _


def _state(row: ProductRow) -> ChipText:
    return stock_chip(row.on_hand, row.available, row.blocked, stocked=row.stocked)


def _code(row: ProductRow) -> str:
    if not row.code:
        return "—"
    more = f"  +{row.code_count - 1}" if row.code_count > 1 else ""
    return spoken_code(row.code) + more


def _units(row: ProductRow, units: int) -> str:
    return number(units) if row.stocked else "—"


def product_columns() -> tuple[Column[ProductRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (
        *_identity(),
        *_units_columns(),
        Column("state", _("État"), lambda row: _state(row).text, 118, chip=_state),
    )


def _identity() -> tuple[Column[ProductRow], ...]:
    return (
        Column(
            "name",
            _("Produit"),
            lambda row: row.title,
            220,
            sort="name",
            role=Role.STRONG,
            ink=Ink.TEXT,
            picture=lambda row: row.name,
            stretch=True,
        ),
        Column("sku", _("Référence"), lambda row: row.sku, 116, sort="sku"),
        Column("code", _("Code-barres"), _code, 136),
        Column(
            "category", _("Catégorie"), lambda row: row.category, 130, sort="category", hidden=True
        ),
        Column(
            "price",
            _("Prix TTC"),
            lambda row: euros(row.price),
            104,
            sort="price",
            numeric=True,
            ink=Ink.TEXT,
        ),
    )


def _units_columns() -> tuple[Column[ProductRow], ...]:
    return (
        Column(
            "on_hand",
            _("En stock"),
            lambda row: _units(row, row.on_hand),
            82,
            sort="on_hand",
            numeric=True,
        ),
        Column(
            "reserved",
            _("Réservé"),
            lambda row: number(row.reserved) if row.reserved else "—",
            80,
            sort="reserved",
            numeric=True,
        ),
        Column(
            "available",
            _("À vendre"),
            lambda row: _units(row, row.available),
            84,
            sort="available",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
    )
