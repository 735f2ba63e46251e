"""The tables of a fake PrestaShop shop: what a filter finds, what a change changes besides."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.storefronts.prestashop_schema import FIELDS, NODES
from tests.storefronts.prestashop_words import Row

_FILTER = re.compile(r"(?P<sign>[<>!]?)\[(?P<inside>.*)\]", re.DOTALL)


class Tables:
    """Rows by resource and id, values as the webservice writes them."""

    def __init__(self, clock: Callable[[], datetime], zone: ZoneInfo) -> None:
        self.rows: dict[str, dict[int, Row]] = {name: {} for name in NODES}
        self._last: dict[str, int] = dict.fromkeys(NODES, 0)
        self._clock = clock
        self.zone = zone

    def now(self) -> str:
        """Return the shop's clock as it writes it."""
        return self._clock().astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S")

    def add(self, resource: str, /, row_id: int | None = None, **told: Any) -> Row:
        """Make a row; what is not told is empty."""
        number = row_id or self._last[resource] + 1
        self._last[resource] = max(self._last[resource], number)
        fields = FIELDS[resource]
        row: Row = {"id": str(number)} | dict.fromkeys(fields.every, "")
        for name in {"date_add", "date_upd"} & set(fields.every):
            row[name] = self.now()
        row |= {name: kept(resource, name, each) for name, each in told.items()}
        self.rows[resource][number] = row
        return row

    def change(self, resource: str, row: Row, told: Mapping[str, Any]) -> None:
        """Change a row; its own date follows, where it has one."""
        row |= {name: kept(resource, name, each) for name, each in told.items() if name != "id"}
        if "date_upd" in row:
            row["date_upd"] = self.now()

    def get(self, resource: str, number: object) -> Row | None:
        """Return a row by its id."""
        shown = str(number)
        return self.rows[resource].get(int(shown)) if shown.isdecimal() else None

    def where(self, resource: str, **told: object) -> list[Row]:
        """Return the rows whose fields are so."""
        return [
            row
            for row in self.rows[resource].values()
            if all(str(row.get(name)) == str(each) for name, each in told.items())
        ]

    def found(self, resource: str, filters: Mapping[str, str], sort: str, limit: str) -> list[Row]:
        """Return what a query asks for, by id where it does not say."""
        rows = [
            row
            for _number, row in sorted(self.rows[resource].items())
            if all(_passes(str(row.get(name, "")), asked) for name, asked in filters.items())
        ]
        for each in reversed(sort.strip("[]").split(",") if sort else []):
            name, _dash, way = each.rpartition("_")
            rows.sort(key=lambda row: _key(str(row.get(name, ""))), reverse=way == "DESC")
        if not limit:
            return rows
        numbers = [int(each) for each in limit.split(",")]
        start, count = numbers if len(numbers) > 1 else (0, numbers[0])
        return rows[start : start + count]

    def set_stock(self, product: object, combination: object, quantity: int) -> None:
        """Write a level; the row of a product with combinations is their sum."""
        (row,) = self.where(
            "stock_availables", id_product=product, id_product_attribute=combination
        )
        row["quantity"] = str(quantity)
        self.sum_up(product)

    def sum_up(self, product: object) -> None:
        """Bring the sum of a product with combinations up to date."""
        rows = self.where("stock_availables", id_product=product)
        parts = [row for row in rows if row["id_product_attribute"] != "0"]
        for row in rows:
            if parts and row["id_product_attribute"] == "0":
                row["quantity"] = str(sum(int(part["quantity"]) for part in parts))


def kept(resource: str, name: str, told: Any) -> Any:
    """Return a value as the database keeps it."""
    if name in FIELDS[resource].amounts and told != "":
        return f"{Decimal(str(told)):.6f}"
    return told if isinstance(told, dict | list) else str(told)


def _key(text: str) -> tuple[int, int, str]:
    return (0, int(text), "") if text.lstrip("-").isdecimal() else (1, 0, text)


def _passes(value: str, asked: str) -> bool:
    match = _FILTER.fullmatch(asked)
    if match is None:
        return value == asked
    sign, inside = match["sign"], match["inside"]
    if sign == ">":
        return _key(value) > _key(inside)
    if sign == "<":
        return _key(value) < _key(inside)
    if "|" in inside or "," not in inside:
        among = value.lower() in inside.lower().split("|")
        return among is not (sign == "!")
    low, high = inside.split(",")
    return _key(low) <= _key(value) <= _key(high)
