"""What was practised when: the price ledger of articles, and prices that are planned already."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange
from merchant_desk.models.promotion import Promotion, PromotionLine
from merchant_desk.rules.legal.items import PriceEntry
from merchant_desk.rules.legal.words_of_law import Channel
from merchant_desk.rules.price_ledger import PriceLine, price_spans
from merchant_desk.rules.promotion_audience import history_audience
from merchant_desk.rules.promotion_draft import read_draft
from merchant_desk.values.ids import ProductId, PromotionId
from merchant_desk.values.words import PromotionState

_PRICES, _PROMOTIONS, _LINES = table(PriceChange), table(Promotion), table(PromotionLine)
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


def price_entries(
    lines: Sequence[tuple[str, PriceLine]], channel: Channel, clock: tzinfo
) -> tuple[PriceEntry, ...]:
    """Return the history of a channel in days of its shop, as questions of law tell it.

    A day on which two prices were practised belongs to both: the law takes the lowest.
    """
    mine = [line for named, line in lines if named in {"", channel}]
    return tuple(
        PriceEntry(
            from_=_day(span.from_at, clock),
            to=None if span.until_at is None else _day(span.until_at - _INSTANT, clock),
            price=Fraction(span.price.cents, 100),
            channel=channel,
            audience="all" if audience == "all" else "segment",
            operation=span.line.promotion,
        )
        for audience in ("all", "segment")
        for span in price_spans([each for each in mine if each.audience == audience])
    )


def _day(instant: datetime, clock: tzinfo) -> date:
    return instant.astimezone(clock).date()
