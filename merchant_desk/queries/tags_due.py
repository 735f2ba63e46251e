"""Articles whose tag no longer says their price: what is to be printed again."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.promotion import PriceShown, Promotion
from merchant_desk.models.stock import StockLevel
from merchant_desk.values.article_name import full_name
from merchant_desk.values.ids import ProductId, PromotionId
from merchant_desk.values.money import Money
from merchant_desk.values.words import PromotionState, ShownWhere

_PRODUCTS, _SHOWN, _CHANGES, _PROMOTIONS, _LEVELS = (
    table(Product), table(PriceShown), table(PriceChange), table(Promotion), table(StockLevel),
)  # fmt: skip
_ALIVE = (PromotionState.PLANNED, PromotionState.RUNNING)
RECENT = timedelta(days=30)
"""An article that never had a tag from the desk is told for so long after its price changed."""
_ON_HAND = (
    select(func.coalesce(func.sum(_LEVELS.c.quantity), 0))
    .where(_LEVELS.c.product_id == _PRODUCTS.c.id)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class _Tag:
    price: Money
    promotion_id: PromotionId | None


@dataclass(frozen=True, slots=True)
class TagDue:
    """An article to label again: what its tag said, None where none is known, and its price."""

    product_id: ProductId
    sku: str
    name: str
    shown: Money | None
    price: Money
    on_hand: int


def tags_due(session: Session, now: datetime) -> tuple[TagDue, ...]:
    """Return the articles on sale whose last tag says another price, by name.

    A tag of an operation that still runs or is to come is right as it is. Of articles without any
    tag, those in stock whose price changed lately.
    """
    tags = _last_tags(session)
    wrong = _wrong(session, tags)
    changed = [each for each in _changed_lately(session, now) if each not in tags]
    articles = _articles(session, [*wrong, *changed], wrong)
    found = [each for each in articles if each.shown is not None or each.on_hand > 0]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.sku)))


def _last_tags(session: Session) -> Mapping[ProductId, _Tag]:
    """Return the last tag of every article that has one; of one instant the last one written."""
    rows = session.execute(
        select(_SHOWN.c.product_id, _SHOWN.c.price, _SHOWN.c.promotion_id)
        .where(_SHOWN.c.where == ShownWhere.TAG)
        .order_by(_SHOWN.c.at, _SHOWN.c.id)
    )
    return {row.product_id: _Tag(row.price, row.promotion_id) for row in rows}


def _wrong(session: Session, tags: Mapping[ProductId, _Tag]) -> dict[ProductId, Money]:
    alive = set(session.scalars(select(_PROMOTIONS.c.id).where(_PROMOTIONS.c.state.in_(_ALIVE))))
    looked = [product for product, tag in tags.items() if tag.promotion_id not in alive]
    found: dict[ProductId, Money] = {}
    for some in chunks(looked):
        rows = session.execute(
            select(_PRODUCTS.c.id, _PRODUCTS.c.price).where(_PRODUCTS.c.id.in_(some))
        )
        found |= {row.id: tags[row.id].price for row in rows if tags[row.id].price != row.price}
    return found


def _changed_lately(session: Session, now: datetime) -> Collection[ProductId]:
    asked: Select[Any] = (
        select(_CHANGES.c.product_id)
        .where(_CHANGES.c.until_at.is_(None), _CHANGES.c.from_at <= now)
        .group_by(_CHANGES.c.product_id)
        .having(
            (func.count(func.distinct(_CHANGES.c.price)) > 1)
            & (func.max(_CHANGES.c.learned_at) > now - RECENT)
        )
    )
    return session.scalars(asked).all()


def _articles(
    session: Session, ids: Collection[ProductId], shown: Mapping[ProductId, Money]
) -> Iterator[TagDue]:
    named = ("id", "sku", "name", "option_text", "price")
    asked = select(*(_PRODUCTS.c[each] for each in named), _ON_HAND.label("on_hand"))
    for some in chunks(sorted(ids)):
        for row in session.execute(asked.where(_PRODUCTS.c.id.in_(some), _PRODUCTS.c.active)):
            name = full_name(row.name, row.option_text)
            yield TagDue(row.id, row.sku, name, shown.get(row.id), row.price, int(row.on_hand))
