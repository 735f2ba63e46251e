"""List what a WooCommerce shop holds now, a hundred at a time: levels, and the orders that live.

A list goes by id and offset, each page beginning with the last record of the one before. Where
something was deleted meanwhile the next page begins too far, and the list goes back a page: what
is missing at the end counts as gone. Shops from 10.3 on list all variations together. 9.8 refuses
``products?type=variation`` and has no such list, both recorded: older shops are asked for those of
each product.
"""

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from merchant_desk.connectors.woocommerce.calls import Calls, refused
from merchant_desk.connectors.woocommerce.orders import NOT_ORDERS
from merchant_desk.connectors.woocommerce.products import (
    NOT_SOLD,
    counted_stock,
    price_with_tax,
)
from merchant_desk.connectors.woocommerce.pulling import AT_ONCE, VARIABLE
from merchant_desk.connectors.woocommerce.pushing import INVALID_ID
from merchant_desk.connectors.woocommerce.settings import ShopSettings
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import LevelPage, NumberPage
from merchant_desk.sync.record_fields import Body, UnfitError, optional_id, text
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteLevel

PAGE = 100
_PRODUCTS = "products"
_VARIATIONS = "variations"
_LEVEL_FIELDS = (
    "id,type,sku,manage_stock,stock_quantity,regular_price,sale_price,on_sale,tax_class,tax_status,"
    "parent_id"
)
_ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list stands: the record it begins with must not come after ``last``."""

    stream: str = _PRODUCTS
    offset: int = 0
    last: int = 0

    def text(self) -> str:
        """Return the place as it is handed back."""
        return json.dumps([self.stream, self.offset, self.last])


def read_place(kept: str) -> Place:
    """Return a place that was handed out; one that cannot be read begins anew."""
    try:
        stream, offset, last = json.loads(kept)
        known = _VARIATIONS if stream == _VARIATIONS else _PRODUCTS
        return Place(known, max(0, int(offset)), int(last))
    except (ValueError, TypeError):
        return Place()


class Levels:
    """Lists stock and prices; finds out whether variations can be listed together.

    That is remembered until the list of all variations fails: then it is asked anew.
    """

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._together: bool | None = None

    def page(self, settings: ShopSettings, kept: str) -> LevelPage:
        """List the page of levels that begins at this position."""
        here = read_place(kept)
        rows, after = self._rows(here)
        if here.stream == _VARIATIONS:
            levels = [_level(each, optional_id(each.get("parent_id")), settings) for each in rows]
            return LevelPage(tuple(levels), "" if after is None else after.text())
        sold = [each for each in rows if text(each.get("type")) not in NOT_SOLD]
        levels = [_level(each, "", settings) for each in sold]
        parents = [each for each in rows if each.get("type") in VARIABLE]
        if parents and not self._lists_variations():
            levels += self._of_each(parents, settings)
        if after is None and self._together:
            after = Place(_VARIATIONS)
        return LevelPage(tuple(levels), "" if after is None else after.text())

    def _rows(self, here: Place) -> tuple[list[dict[str, object]], Place | None]:
        try:
            return _page(self._calls, here.stream, here, {"_fields": _LEVEL_FIELDS})
        except UnavailableError:
            if here.stream == _VARIATIONS:
                self._together = None
            raise

    def _lists_variations(self) -> bool:
        if self._together is None:
            reply = self._calls.ask("GET", _VARIATIONS, {"per_page": "1", "_fields": "id"})
            if not reply.fine and reply.code != "rest_no_route":
                raise refused(reply)
            if reply.fine:
                reply.rows()  # an answer that is no list says nothing of what the shop can do
            self._together = reply.fine
        return self._together

    def _of_each(self, parents: Iterable[Body], settings: ShopSettings) -> list[RemoteLevel]:
        """List the variations of each product, two products at once."""

        def of(parent: Body) -> list[RemoteLevel]:
            number = optional_id(parent.get("id"))
            found: list[RemoteLevel] = []
            after: Place | None = Place()
            while after is not None:
                path = f"products/{number}/variations"
                rows, after = _page(self._calls, path, after, {"_fields": _LEVEL_FIELDS})
                found += [_level(_inheriting(each, parent), number, settings) for each in rows]
            return found

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return [level for some in pool.map(of, parents) for level in some]


def list_orders(calls: Calls, since: datetime, kept: str) -> NumberPage:
    """List the orders placed since then that are neither trashed nor deleted."""
    here = read_place(kept)
    asked = {**_placed_since(since), "_fields": "id,status"}
    rows, after = _page(calls, "orders", here, asked)
    numbers = (optional_id(each.get("id")) for each in rows if each.get("status") not in NOT_ORDERS)
    return NumberPage(tuple(filter(None, numbers)), "" if after is None else after.text())


def count_orders(calls: Calls, since: datetime | None) -> int | None:
    """Return how many orders were placed since then, as the shop counts them."""
    placed = {} if since is None else _placed_since(since)
    return calls.read("orders", {**placed, "per_page": "1", "_fields": "id"}).total


def _placed_since(since: datetime) -> dict[str, str]:
    """Return the question; « after » is strictly greater, to the second."""
    before = since.astimezone(UTC) - _ONE_SECOND
    return {"after": before.strftime("%Y-%m-%dT%H:%M:%S"), "dates_are_gmt": "true"}


def _page(
    calls: Calls, path: str, here: Place, asked: Mapping[str, str]
) -> tuple[list[dict[str, object]], Place | None]:
    """Return the records of a page and where the next begins, None after the last."""
    order = {"orderby": "id", "order": "asc", "per_page": str(PAGE)}
    shift = {"offset": str(here.offset)} if here.offset else {}
    reply = calls.ask("GET", path, {**order, **shift, **asked})
    if not reply.fine and reply.code.endswith(INVALID_ID):
        return [], None  # the product went while its variations were asked for
    if not reply.fine:
        raise refused(reply)
    rows = reply.rows()
    if here.offset and (not rows or _number(rows[0]) > here.last):
        return rows, Place(here.stream, max(0, here.offset - PAGE), here.last)
    if len(rows) < PAGE:
        return rows, None
    return rows, Place(here.stream, here.offset + len(rows) - 1, _number(rows[-1]))


def _number(row: Body) -> int:
    number = row.get("id")
    return number if type(number) is int else 0


def _inheriting(variation: dict[str, object], parent: Body) -> dict[str, object]:
    if variation.get("tax_class") != "parent":
        return variation
    return {**variation, "tax_class": parent.get("tax_class")}


def _level(row: Body, parent: str, settings: ShopSettings) -> RemoteLevel:
    """Return what is shown of one article; what cannot be read is not told, the article is."""
    return RemoteLevel(
        remote_id=optional_id(row.get("id")),
        parent_remote_id=parent,
        sku=text(row.get("sku")),
        stock=_stock(row),
        price=_price(row, "regular_price", settings),
        sale_price=_price(row, "sale_price", settings) if row.get("on_sale") is True else None,
    )


def _stock(row: Body) -> int | None:
    try:
        return counted_stock(row)
    except UnfitError:
        return None


def _price(row: Body, name: str, settings: ShopSettings) -> Money | None:
    taxed, tax_class = settings.prices_include_tax, text(row.get("tax_class"))
    if not taxed and tax_class == "parent":
        return None
    try:
        return price_with_tax(row.get(name), name, settings.rate_bp(tax_class, row), taxed=taxed)
    except UnfitError:
        return None
