"""What lies on the counter of a station: its basket, and those that wait."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.station import Setting
from merchant_desk.queries.counter_article import articles_of_scan, counter_article
from merchant_desk.values.basket import Baskets
from merchant_desk.values.basket_text import read_baskets
from merchant_desk.values.ids import ProductId, StationId, id_text
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.settings import COUNTER_BASKETS

_SETTINGS = table(Setting)
_KEPT = Prepared(
    select(_SETTINGS.c.value).where(
        _SETTINGS.c.station == bindparam("station"), _SETTINGS.c.key == COUNTER_BASKETS.key
    )
)
_NOBODY = ProductId(bytes(16))


def baskets_of(session: Session, station_id: StationId) -> Baskets | None:
    """Return the baskets of a station; None before its first scan."""
    rows = _KEPT.rows(session, station=id_text(station_id))
    return read_baskets(rows[0][0]) if rows else None


def opened_counter(session: Session, station_id: StationId, now: datetime) -> Baskets | None:
    """Return the same, and ask once what every scan will ask: the first is not slower then."""
    articles_of_scan(session, scan_of_text("0000", now))
    counter_article(session, _NOBODY, now)
    return baskets_of(session, station_id)
