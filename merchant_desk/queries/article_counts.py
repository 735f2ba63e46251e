"""Every count of an article: when, where, by whom, and what it found."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.lot import Lot
from merchant_desk.models.stock import Place
from merchant_desk.queries.count_review import cents_of
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId, ProductId
from merchant_desk.values.money import Money

_LINES, _COUNTS, _PLACES, _LOTS = table(CountLine), table(StockCount), table(Place), table(Lot)
_OF_ARTICLE = Prepared(
    select(
        _LINES.c.count_id,
        _COUNTS.c.number,
        _COUNTS.c.state,
        _PLACES.c.code,
        _LOTS.c.number.label("lot"),
        _LINES.c.expected,
        _LINES.c.counted,
        _LINES.c.unit_cost,
        _LINES.c.at,
        _LINES.c.by,
    )
    .join(_COUNTS, _COUNTS.c.id == _LINES.c.count_id)
    .join(_PLACES, _PLACES.c.id == _LINES.c.place_id)
    .outerjoin(_LOTS, _LOTS.c.id == _LINES.c.lot_id)
    .where(_LINES.c.product_id == bindparam("product"))
    .order_by(_LINES.c.at.desc(), _COUNTS.c.row.desc(), _PLACES.c.walk_order)
)


@dataclass(frozen=True, slots=True)
class ArticleCount:
    """What one count found of the article in one bin; kept for ever."""

    count_id: CountId
    number: str
    undone: bool
    bin: str
    lot: str
    expected: int
    counted: int
    worth: Money
    at: datetime
    by: str

    @property
    def variance(self) -> int:
        """Return the units too many (or, negative, missing)."""
        return self.counted - self.expected


def article_counts(session: Session, product_id: ProductId) -> tuple[ArticleCount, ...]:
    """Return the counts of an article, the latest first."""
    return tuple(
        ArticleCount(
            count_id=row.count_id,
            number=row.number,
            undone=row.state is CountState.UNDONE,
            bin=row.code,
            lot=row.lot or "",
            expected=row.expected,
            counted=row.counted,
            worth=cents_of((row.counted - row.expected) * (row.unit_cost or 0)),
            at=row.at,
            by=row.by,
        )
        for row in _OF_ARTICLE.typed(session, product=product_id)
    )
