"""The search of the product list, on SQLite, read in the order of the list and counted apart.

SQLite is led by hand, with signs that keep it off an index: where many match, it walks along the
names until the page is full; where few do, it goes from the full-text index to each of them.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Select,
    TableClause,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.queries.product_search import match_of, pieces_of

_PRODUCT = table(Product)
_FOR_SALE: ColumnElement[bool] = literal_column("+product.active", Boolean)
_ROW: ColumnElement[int] = literal_column("+product.row", BigInteger)
_MANY = 1_500


class ListedSearch:
    """One search of products for sale, by name; ``of`` says whether it can be answered here."""

    def __init__(self, index: TableClause, words: str) -> None:
        self._index = index
        self._words = words

    @classmethod
    def of(cls, session: Session, text: str) -> "ListedSearch | None":
        """Return the search of this text; None on PostgreSQL, and where an index is not enough."""
        if not text or session.get_bind().dialect.name != "sqlite":
            return None
        pieces = pieces_of(text)
        if pieces.empty or (pieces.inside and pieces.starts):
            return None
        return cls(*match_of(pieces))

    def count(self, session: Session) -> int:
        """Count the matches less the retired ones, without looking at any product."""
        return int(_counted(self._index).rows(session, words=self._words)[0][0])

    def ids(
        self, session: Session, offset: int, limit: int, *, descending: bool
    ) -> Sequence[bytes]:
        """Return a page of the matches in the order of their names."""
        found = _bounded(self._index).rows(session, words=self._words)[0][0]
        page = _page(self._index, many=found >= _MANY, descending=descending)
        rows = page.rows(session, words=self._words, skipped=offset, wanted=limit)
        return [row[0] for row in rows]


def _matches(index: TableClause) -> Select[Any]:
    matched = literal_column(index.name).op("MATCH")(bindparam("words"))
    return select(index.c.rowid).where(matched)


@lru_cache
def _bounded(index: TableClause) -> Prepared:
    return Prepared(select(func.count()).select_from(_matches(index).limit(_MANY).subquery()))


@lru_cache
def _counted(index: TableClause) -> Prepared:
    retired = select(_PRODUCT.c.row).where(~_PRODUCT.c.active)
    found = _matches(index).subquery()
    return Prepared(select(func.count()).select_from(found).where(found.c.rowid.not_in(retired)))


@lru_cache
def _page(index: TableClause, *, many: bool, descending: bool) -> Prepared:
    row, for_sale = (_ROW, _PRODUCT.c.active) if many else (_PRODUCT.c.row, _FOR_SALE)
    name = _PRODUCT.c.search_text
    return Prepared(
        select(_PRODUCT.c.id)
        .where(for_sale, row.in_(_matches(index)))
        .order_by(name.desc() if descending else name, _PRODUCT.c.row)
        .offset(bindparam("skipped"))
        .limit(bindparam("wanted"))
    )
