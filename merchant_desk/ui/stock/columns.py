"""The columns of the stock list."""

from merchant_desk.queries.stock_list import StockRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.stock.stock_chip import stock_chip
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import number
from merchant_desk.values.texts import _


def _state(row: StockRow) -> ChipText:
    return stock_chip(row.on_hand, row.available, row.blocked)


def stock_columns() -> tuple[Column[StockRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (
        *_identity(),
        *_units(),
        Column("state", _("État"), lambda row: _state(row).text, 118, chip=_state),
    )


def _identity() -> tuple[Column[StockRow], ...]:
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
        Column("sku", _("Référence"), lambda row: row.sku, 132, sort="sku"),
        Column(
            "bin",
            _("Emplacement"),
            lambda row: row.code or _("Aucun"),
            112,
            sort="bin",
            icon=lambda row: "map-pin" if row.code else "",
        ),
        Column("location", _("Lieu"), lambda row: row.location, 96),
    )


def _units() -> tuple[Column[StockRow], ...]:
    return (
        Column(
            "quantity",
            _("Ici"),
            lambda row: number(row.quantity),
            58,
            sort="quantity",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("on_hand", _("En tout"), lambda row: number(row.on_hand), 76, numeric=True),
        Column(
            "reserved",
            _("Réservé"),
            lambda row: number(row.reserved) if row.reserved else "—",
            78,
            sort="reserved",
            numeric=True,
        ),
        Column(
            "available",
            _("À vendre"),
            lambda row: number(row.available),
            82,
            sort="available",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
    )
