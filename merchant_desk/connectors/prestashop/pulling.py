"""Fetch raw pages of orders, each with all that it takes to understand it later without the shop.

An order's own date follows its states and its sheet, not the credit slips written about it: slips
are a second stream, and the orders they concern are fetched again.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from merchant_desk.connectors.prestashop.calls import Calls
from merchant_desk.connectors.prestashop.directory import Directory
from merchant_desk.connectors.prestashop.fields import optional_id
from merchant_desk.connectors.prestashop.local_time import local_text, optional_instant
from merchant_desk.connectors.prestashop.marks import without_ours
from merchant_desk.connectors.prestashop.positions import (
    OVERLAP,
    Position,
    Seen,
    entered,
    next_position,
    read_position,
    shifted,
    wall_of,
)
from merchant_desk.connectors.prestashop.settings import ShopSettings, rate_of
from merchant_desk.connectors.prestashop.states import label, meaning
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.connector import Page, RawRecord, RecordKind

ORDERS = "orders"
SLIPS = "slips"
_SLIP_FIELDS = "[id,id_order,amount,total_shipping_tax_incl,date_upd]"
_SECRET = ("secure_key",)  # with it a guest's order can be opened
_CUSTOMER_FIELDS = "[id,firstname,lastname,email,company,siret]"


@dataclass(frozen=True, slots=True)
class Shop:
    """One shop to ask: how to call it, what it is set to, its short lists."""

    calls: Calls
    settings: ShopSettings
    directory: Directory


def pull_orders(shop: Shop, kept: str) -> Page:
    """Fetch the page of orders that begins at this position."""
    here = read_position(kept)
    if not here.stream:
        here = entered(here, ORDERS)
    if here.stream == SLIPS:
        return _pull_slips(shop, here)
    reply = shop.calls.read("orders", {**here.query(), "display": "full"})
    orders = reply.rows()
    seen = [_seen(each) for each in orders]
    wall = local_text(reply.server_time or shop.calls.server_now(), shop.settings.zone)
    after, ended = next_position(here, seen, wall)
    fresh = [order for order, each in zip(orders, seen, strict=True) if not here.knows(each)]
    after = _with_slips_from(after, wall)
    if ended:
        after = entered(after, SLIPS)
    return Page(tuple(order_records(shop, fresh)), after.text(), finished=False,
                server_time=reply.server_time)  # fmt: skip


def position_from(shop: Shop, since: datetime) -> str:
    """Return the position that leaves orders alone which were last touched before then."""
    wall = local_text(since, shop.settings.zone)
    return Position(begins={ORDERS: wall, SLIPS: wall}).text()


def _with_slips_from(here: Position, wall: str) -> Position:
    """Begin with the slips of the first page of the first pull: older ones come with orders."""
    if here.begins.get(SLIPS):
        return here
    return replace(here, begins={**here.begins, SLIPS: shifted(wall, -OVERLAP)})


def _pull_slips(shop: Shop, here: Position) -> Page:
    query = {**here.query(), "display": _SLIP_FIELDS}
    reply = shop.calls.ask("GET", "order_slip", query)
    if reply.lacks_right:
        return Page((), replace(here, stream="").text(), finished=True)
    rows = shop.calls.fine(reply, "order_slip").rows()
    seen = [_seen(each) for each in rows]
    wall = local_text(reply.server_time or shop.calls.server_now(), shop.settings.zone)
    after, ended = next_position(here, seen, wall)
    fresh = [row for row, each in zip(rows, seen, strict=True) if not here.knows(each)]
    orders = shop.calls.about("orders", "id", [str(row.get("id_order")) for row in fresh])
    records = tuple(order_records(shop, orders))
    return Page(records, (replace(after, stream="") if ended else after).text(), finished=ended,
                server_time=reply.server_time)  # fmt: skip


def _seen(row: Row) -> Seen:
    mark = digest(json.dumps(row, sort_keys=True))[:12]
    return Seen(optional_id(row.get("id")) or mark, wall_of(row.get("date_upd")), mark)


def digest(body: str) -> str:
    """Return a short hash of a text."""
    return hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def fetch_order(shop: Shop, remote_id: str) -> RawRecord | None:
    """Fetch one order as it is now; None when the shop no longer has it."""
    order = shop.calls.row("orders", remote_id)
    return None if order is None else order_records(shop, [order])[0]


def order_records(shop: Shop, orders: Sequence[Row]) -> list[RawRecord]:
    """Return the records of some orders: what belongs to them is asked for all of them at once."""
    if not orders:
        return []
    belongings = _belongings(shop, orders)
    return [_record(shop, order, belongings) for order in orders]


@dataclass(frozen=True, slots=True)
class _Belongings:
    """What lies around some orders, by the id it is known under."""

    of_order: Mapping[str, Mapping[str, list[Row]]]
    payments: Mapping[str, list[Row]]
    brothers: Mapping[str, list[str]]
    addresses: Mapping[str, Row]
    customers: Mapping[str, Row]


def _belongings(shop: Shop, orders: Sequence[Row]) -> _Belongings:
    calls = shop.calls
    ids = _all(orders, "id")
    references = _all(orders, "reference")
    addresses = [*_all(orders, "id_address_delivery"), *_all(orders, "id_address_invoice")]
    customers = _all(orders, "id_customer")
    return _Belongings(
        of_order={
            "details": _by(calls.about("order_details", "id_order", ids), "id_order"),
            "carriers": _by(calls.about("order_carriers", "id_order", ids), "id_order"),
            "slips": _by(_optional(shop, "order_slip", ids), "id_order"),
            "discounts": _by(_optional(shop, "order_cart_rules", ids), "id_order"),
            "messages": _by(without_ours(_optional(shop, "messages", ids)), "id_order"),
        },
        payments=_by(
            calls.about("order_payments", "order_reference", references, optional=True),
            "order_reference",
        ),
        brothers=_brothers(calls, references),
        addresses=_named(calls.about("addresses", "id", addresses)),
        customers=_named(calls.about("customers", "id", customers, shown=_CUSTOMER_FIELDS)),
    )


def _optional(shop: Shop, resource: str, ids: Sequence[str]) -> list[Row]:
    return shop.calls.about(resource, "id_order", ids, optional=True)


def _brothers(calls: Calls, references: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the orders that share a reference: one basket split over several."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in calls.about("orders", "reference", references, shown="[id,reference]"):
        found[str(row.get("reference"))].append(str(row.get("id")))
    return {name: sorted(ids, key=lambda each: (len(each), each)) for name, ids in found.items()}


def _record(shop: Shop, order: Row, around: _Belongings) -> RawRecord:
    order_id, reference = str(order.get("id")), str(order.get("reference"))
    addresses = {
        name: around.addresses.get(str(order.get(f"id_address_{name}")), {})
        for name in ("delivery", "invoice")
    }
    body = json.dumps(
        {
            "desk": _desk(shop, order, addresses),
            "order": {name: told for name, told in order.items() if name not in _SECRET},
            **{name: rows.get(order_id, []) for name, rows in around.of_order.items()},
            "payments": around.payments.get(reference, []),
            "brothers": around.brothers.get(reference, [order_id]),
            **addresses,
            "customer": around.customers.get(str(order.get("id_customer")), {}),
        },
        ensure_ascii=False,
    )
    wall = wall_of(order.get("date_upd"))
    zone = shop.settings.zone
    changed = optional_instant(wall, zone, not_after=shop.calls.server_now())
    version = f"{wall.replace(' ', 'T').replace('-', '').replace(':', '')}-{digest(body)}"
    return RawRecord(
        RecordKind.ORDER,
        optional_id(order.get("id")) or digest(body),
        version,
        changed or shop.calls.server_now(),
        body,
    )


def _desk(shop: Shop, order: Row, addresses: Mapping[str, Row]) -> dict[str, Any]:
    """Return what the ids of an order stand for in this shop."""
    look, settings = shop.directory, shop.settings
    state = look.get("order_states", str(order.get("current_state")))
    carrier = look.get("carriers", str(order.get("id_carrier")))
    countries = {str(each.get("id_country") or "") for each in addresses.values()} - {""}
    taxes = look.every("taxes")
    return {
        "zone": settings.zone.key,
        "language": settings.language,
        "currency": look.get("currencies", str(order.get("id_currency"))).get("iso_code", ""),
        "state": meaning(state, settings),
        "state_label": label(state, settings),
        # « shipped » bears the flag too: a parcel that left is no proof that a cheque came in
        "state_paid": state.get("paid") == "1" and state.get("shipped") != "1",
        "carrier": {name: carrier.get(name) for name in ("name", "delay", "external_module_name")},
        "countries": {
            each: look.get("countries", each).get("iso_code", "") for each in sorted(countries)
        },
        "rates": {number: rate_of(taxes[number]) for number in sorted(taxes)},
    }


def _all(rows: Sequence[Row], name: str) -> list[str]:
    found = {str(row.get(name) or "") for row in rows} - {"", "0"}
    return sorted(found)


def _by(rows: Sequence[Row], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row.get(name))].append(row)
    return found


def _named(rows: Sequence[Row]) -> dict[str, Row]:
    return {str(row.get("id")): row for row in rows}
