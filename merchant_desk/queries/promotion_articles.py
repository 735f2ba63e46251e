"""Which articles an operation could take: by category, supplier, age of stock, lack of sales."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import ProductLaw
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.values.ids import ProductId
from merchant_desk.values.words import MoveReason

_PRODUCTS, _LAW, _LEVELS, _MOVES = (
    table(Product),
    table(ProductLaw),
    table(StockLevel),
    table(StockMove),
)
MOST = 5000
"""More articles than this are not put into one operation at once."""


@dataclass(frozen=True, slots=True)
class ArticleChoices:
    """The categories and suppliers there are, with how many articles each has."""

    categories: tuple[tuple[str, int], ...]
    suppliers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are wanted; what is empty does not count.

    ``unsold_days``: nothing left for a customer since; ``held_days``: in stock and nothing came
    in since.
    """

    category: str = ""
    supplier: str = ""
    unsold_days: int = 0
    held_days: int = 0
    in_stock: bool = True


def article_choices(session: Session) -> ArticleChoices:
    """Return what articles can be chosen by."""
    categories = (
        select(_PRODUCTS.c.category, func.count())
        .where(_PRODUCTS.c.active, _PRODUCTS.c.category != "")
        .group_by(_PRODUCTS.c.category)
        .order_by(_PRODUCTS.c.category)
    )
    suppliers = (
        select(_LAW.c.supplier, func.count())
        .where(_LAW.c.supplier != "")
        .group_by(_LAW.c.supplier)
        .order_by(_LAW.c.supplier)
    )
    return ArticleChoices(_pairs(session, categories), _pairs(session, suppliers))


def articles_wanted(
    session: Session, wanted: ArticleFilter, now: datetime
) -> tuple[ProductId, ...]:
    """Return the articles for sale that a filter asks for, in the order of the catalogue."""
    found = session.scalars(
        select(_PRODUCTS.c.id)
        .where(_PRODUCTS.c.active, *_conditions(wanted, now))
        .order_by(_PRODUCTS.c.search_text, _PRODUCTS.c.row)
        .limit(MOST)
    )
    return tuple(ProductId(each) for each in found)


def _conditions(wanted: ArticleFilter, now: datetime) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.category:
        found.append(_PRODUCTS.c.category == wanted.category)
    if wanted.supplier:
        mine = _LAW.c.product_id == _PRODUCTS.c.id
        found.append(exists().where(mine, _LAW.c.supplier == wanted.supplier))
    if wanted.in_stock or wanted.held_days:
        found.append(exists().where(_LEVELS.c.product_id == _PRODUCTS.c.id, _LEVELS.c.quantity > 0))
    if wanted.unsold_days:
        since = now - timedelta(days=wanted.unsold_days)
        found.append(~_moved([MoveReason.SALE], since))
    if wanted.held_days:
        since = now - timedelta(days=wanted.held_days)
        came = [MoveReason.RECEIPT, MoveReason.OPENING, MoveReason.IMPORT]
        found.append(~_moved(came, since))
    return found


def _moved(reasons: Sequence[MoveReason], since: datetime) -> ColumnElement[bool]:
    return exists().where(
        _MOVES.c.product_id == _PRODUCTS.c.id,
        _MOVES.c.reason.in_(reasons),
        _MOVES.c.at >= since,
    )


def _pairs(session: Session, wanted: Select[Any]) -> tuple[tuple[str, int], ...]:
    return tuple((row[0], row[1]) for row in session.execute(wanted))
