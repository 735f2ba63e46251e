"""What was practised when: the price ledger of articles, and prices that are planned already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction
from functools import lru_cache

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.promotion import Promotion, PromotionLine
from merchant_desk.rules.legal.items import PriceEntry
from merchant_desk.rules.legal.words_of_law import Channel
from merchant_desk.rules.price_ledger import PriceLine, PriceSpan, price_spans
from merchant_desk.rules.promotion_audience import history_audience
from merchant_desk.rules.promotion_draft import read_draft
from merchant_desk.values.ids import ProductId, PromotionId
from merchant_desk.values.words import PromotionState

_PRICES, _PROMOTIONS, _LINES, _PRODUCTS = (
    table(PriceChange),
    table(Promotion),
    table(PromotionLine),
    table(Product),
)
_IMPORTED = "import"
"""An imported price has a line of its own only once another took its place."""
_INSTANT = timedelta(microseconds=1)
_EVERY, _FOLLOWED = "all", "online"
"""Prices of every channel: set at the desk, or followed from a storefront by the whole desk."""

_LEDGER = PreparedSet(
    lambda products: (
        select(
            _PRICES.c.product_id,
            _PRICES.c.channel,
            _PRICES.c.price,
            _PRICES.c.from_at,
            _PRICES.c.until_at,
            _PRICES.c.learned_at,
            _PRICES.c.source,
            _PRICES.c.audience,
            _PROMOTIONS.c.title,
        )
        .join(_PROMOTIONS, _PROMOTIONS.c.id == _PRICES.c.promotion_id, isouter=True)
        .where(_PRICES.c.product_id.in_(products))
        .order_by(_PRICES.c.product_id, _PRICES.c.learned_at, _PRICES.c.id)
    )
)
_FIRST = PreparedSet(
    lambda products: select(_PRODUCTS.c.id, _PRODUCTS.c.price, _PRODUCTS.c.created_at).where(
        _PRODUCTS.c.id.in_(products)
    )
)
_PLANNED = PreparedSet(
    lambda products: (
        select(
            _LINES.c.product_id,
            _PROMOTIONS.c.channels,
            _LINES.c.price,
            _LINES.c.starts_at,
            _LINES.c.ends_at,
            _PROMOTIONS.c.changed_at,
            _PROMOTIONS.c.id,
            _PROMOTIONS.c.title,
            _PROMOTIONS.c.plan,
        )
        .join(_PROMOTIONS, _PROMOTIONS.c.id == _LINES.c.promotion_id)
        .where(
            _LINES.c.product_id.in_(products),
            or_(
                _PROMOTIONS.c.state == PromotionState.PLANNED,
                _PROMOTIONS.c.state == PromotionState.RUNNING,
            ),
        )
    )
)


def law_channel(channel: str) -> str:
    """Return the channel as the law names it; empty for every one."""
    return "" if channel in (_EVERY, _FOLLOWED) else channel


def ledger_lines(
    session: Session, product_ids: Sequence[ProductId]
) -> dict[ProductId, list[tuple[str, PriceLine]]]:
    """Return every line of the ledger of articles, with its channel (empty: every channel)."""
    found: dict[ProductId, list[tuple[str, PriceLine]]] = {each: [] for each in product_ids}
    for row in _LEDGER.typed(session, list(product_ids)):
        line = PriceLine(
            row.price, row.from_at, row.learned_at, row.until_at, row.source, row.audience,
            row.title or "",
        )  # fmt: skip
        found[ProductId(row.product_id)].append((law_channel(row.channel), line))
    silent = [each for each, lines in found.items() if not lines]
    for row in _FIRST.typed(session, silent):
        first = PriceLine(row.price, row.created_at, row.created_at, source=_IMPORTED)
        found[ProductId(row.id)].append(("", first))
    return found


def planned_lines(
    session: Session,
    product_ids: Sequence[ProductId],
    but_not: PromotionId | None = None,
) -> dict[ProductId, list[tuple[str, PriceLine]]]:
    """Return the prices of operations that are planned or running, as the ledger will say them.

    A promotion planned before the soldes lowers their prior price: this is how it is known now.
    """
    found: dict[ProductId, list[tuple[str, PriceLine]]] = {each: [] for each in product_ids}
    for row in _PLANNED.typed(session, list(product_ids)):
        if row.id == but_not:
            continue
        audience = history_audience(read_draft(row.plan))
        for channel in row.channels.split(","):
            line = PriceLine(
                row.price, row.starts_at, row.changed_at, row.ends_at, "promotion", audience,
                row.title,
            )  # fmt: skip
            found[ProductId(row.product_id)].append((channel, line))
    return found


@dataclass(frozen=True, slots=True)
class DayReading:
    """How lines become days: in the shop's zone, nothing that ended before ``since``."""

    clock: tzinfo
    since: date = date.min
    _days: dict[datetime, date] = field(default_factory=dict)

    def day(self, instant: datetime) -> date:
        """Return the day of an instant in the shop; the same instants come again and again."""
        found = self._days.get(instant)
        if found is None:
            found = self._days[instant] = instant.astimezone(self.clock).date()
        return found


def price_histories(
    lines: Sequence[tuple[str, PriceLine]], channels: Sequence[Channel], reading: DayReading
) -> dict[Channel, tuple[PriceEntry, ...]]:
    """Return the history of each channel in days of its shop, as questions of law tell it.

    A day on which two prices were practised belongs to both: the law takes the lowest. Where every
    line is of every channel, all channels have the same one.
    """
    if not any(named for named, _line in lines):
        same = _entries([line for _named, line in lines], None, reading)
        return dict.fromkeys(channels, same)
    return {
        channel: _entries(
            [line for named, line in lines if named in ("", channel)], channel, reading
        )
        for channel in channels
    }


def _entries(
    lines: Sequence[PriceLine], channel: Channel | None, reading: DayReading
) -> tuple[PriceEntry, ...]:
    found = []
    for audience in ("all", "segment"):
        for span in price_spans([each for each in lines if each.audience == audience]):
            last = None if span.until_at is None else reading.day(span.until_at - _INSTANT)
            if last is None or last >= reading.since:
                found.append(_entry(span, last, channel, reading))
    return tuple(found)


def _entry(
    span: PriceSpan, last: date | None, channel: Channel | None, reading: DayReading
) -> PriceEntry:
    return PriceEntry(
        from_=reading.day(span.from_at),
        to=last,
        price=_euros(span.price.cents),
        channel=channel,
        audience="all" if span.line.audience == "all" else "segment",
        operation=span.line.promotion,
    )


@lru_cache(maxsize=4096)
def _euros(cents: int) -> Fraction:
    return Fraction(cents, 100)
