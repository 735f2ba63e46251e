"""Read what the first paint shows, straight from the file: the ORM would take longer than all."""

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from merchant_desk.app.folder import FILE_NAME, is_shared, kept_station
from merchant_desk.ui.first_picture import FirstOrder, FirstPicture
from merchant_desk.ui.theme import Look, Mode
from merchant_desk.ui.window_facts import WindowFacts
from merchant_desk.values import settings as declared
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import euros, moment
from merchant_desk.values.money import Money
from merchant_desk.values.settings import Scope, Setting, V
from merchant_desk.values.words import OrderState

_ROWS = 30
_MICROS = 1_000_000
_ORDERS = """
    SELECT number, customer_name, total, ship_by_at FROM sales_order
    WHERE state = ? AND blocked_reason = '' ORDER BY ship_by_at LIMIT ?
"""
_COUNT = "SELECT count(*) FROM sales_order WHERE state = ? AND blocked_reason = ''"
_SHOP = """
    SELECT (SELECT seller FROM shop_profile), (SELECT name FROM shop WHERE active ORDER BY added_at)
"""
_SETTINGS = "SELECT station, key, value FROM setting WHERE station IN ('', ?)"
_PLACES = "SELECT name FROM location ORDER BY position LIMIT 2"


def first_picture(folder: Path, environment: Mapping[str, str] = os.environ) -> FirstPicture:
    """Return what can be shown at once; an empty frame when the file cannot tell.

    Nothing is decided here: a file of another version, a locked or a broken one shows nothing,
    and the real opening that follows says what is wrong.
    """
    path = folder / FILE_NAME
    if is_shared(environment) or not path.exists():
        return FirstPicture()
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=0.1)) as file:
            return _picture(file, kept_station(folder))
    except (sqlite3.Error, ValueError, TypeError, OverflowError):
        return FirstPicture()


def _picture(file: sqlite3.Connection, station: str) -> FirstPicture:
    stored = {(row[0], row[1]): row[2] for row in file.execute(_SETTINGS, (station,))}

    def get(setting: Setting[V]) -> V:
        owner = station if setting.scope is Scope.STATION else ""
        return setting.read(stored.get((owner, setting.key)))

    mode = get(declared.THEME)
    return FirstPicture(
        look=Look(
            mode=Mode(mode) if mode in set(Mode) else Mode.SYSTEM,
            font_scale=get(declared.FONT_SCALE),
            reduced_motion=get(declared.REDUCED_MOTION),
        ),
        language=get(declared.LANGUAGE),
        person=get(declared.PERSON),
        facts=_facts(file),
        orders=_orders(file),
    )


def _facts(file: sqlite3.Connection) -> WindowFacts:
    seller, shop = file.execute(_SHOP).fetchone()
    known = json.loads(seller) if seller else {}
    return WindowFacts(
        shop=str(known.get("trade_name") or known.get("name") or shop or ""),
        detail=", ".join(row[0] for row in file.execute(_PLACES)),
        counts={"orders": _count(file, OrderState.TO_PREPARE)},
    )


def _count(file: sqlite3.Connection, state: OrderState) -> int:
    return int(file.execute(_COUNT, (state.value,)).fetchone()[0])


def _orders(file: sqlite3.Connection) -> tuple[FirstOrder, ...]:
    now = utc_now()
    rows = file.execute(_ORDERS, (OrderState.TO_PREPARE.value, _ROWS))
    return tuple(_order(*row, now=now) for row in rows)


def _order(number: str, customer: str, cents: int, due: int, *, now: datetime) -> FirstOrder:
    instant = datetime.fromtimestamp(due / _MICROS, UTC)
    return FirstOrder(
        number=number if number.startswith("#") else f"#{number}",
        customer=customer,
        total=euros(Money(cents)),
        due=moment(instant),
        late=instant < now,
    )
