"""What stands on the labels of articles: name, price, code, and the lot they are for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.values.ids import LotId, ProductId
from merchant_desk.values.labels import Label
from merchant_desk.values.texts import _
from merchant_desk.values.words import CodeKind

_PRODUCTS, _CODES, _LOTS = table(Product), table(ProductCode), table(Lot)
_AT_ONCE = 500
_OWN_KINDS = (CodeKind.EAN, CodeKind.INTERNAL)


@dataclass(frozen=True, slots=True)
class LabelWanted:
    """Labels of one article, for the units of a lot where it says which."""

    product_id: ProductId
    count: int
    lot_id: LotId | None = None


def labels_of(session: Session, wanted: Sequence[LabelWanted]) -> tuple[tuple[Label, int], ...]:
    """Return the labels and how many of each, in the order asked for.

    Raises RefusedError for an article or a lot that does not exist, or a lot of another article.
    """
    ids = list(dict.fromkeys(each.product_id for each in wanted))
    articles = {row.id: row for part in _parts(ids) for row in _articles(session, part)}
    eans = {key: ean for part in _parts(ids) for key, ean in _eans(session, part)}
    lots = _lots(session, {each.lot_id for each in wanted if each.lot_id is not None})
    labels = []
    for each in wanted:
        article = articles.get(each.product_id)
        lot = lots.get(each.lot_id) if each.lot_id is not None else None
        strange = lot is not None and lot.product_id != each.product_id
        if article is None or strange or (each.lot_id is not None and lot is None):
            raise RefusedError(
                _("Les étiquettes n’ont pas été faites\u00a0: un article ou un lot n’existe plus."),
                _("Fermez cette fenêtre, puis choisissez de nouveau les articles."),
            )
        label = Label(
            name=f"{article.name}, {article.option_text}" if article.option_text else article.name,
            sku=article.sku,
            price=article.price,
            gtin=eans.get(each.product_id, ""),
            lot="" if lot is None else lot.number,
            expires_on=None if lot is None else lot.expires_on,
        )
        labels.append((label, each.count))
    return tuple(labels)


def lot_named(session: Session, product_id: ProductId, words: str) -> LotId:
    """Return the lot of an article by its number, or refuse."""
    named = " ".join(words.split()).upper()
    found = session.execute(
        select(_LOTS.c.id).where(_LOTS.c.product_id == product_id, _LOTS.c.number == named)
    ).scalar()
    if found is None:
        raise RefusedError(
            _(
                "Les étiquettes n’ont pas été faites\u00a0: cet article n’a pas de lot {number}."
            ).format(number=named),
            _("Recevez d’abord le lot, ou vérifiez son numéro."),
        )
    return LotId(found)


def without_code(
    session: Session, among: Collection[ProductId] | None = None, most: int | None = None
) -> tuple[ProductId, ...]:
    """Return the articles on sale that no EAN and no code of ours names, by reference."""
    question = select(_PRODUCTS.c.id).where(_has_none(), _PRODUCTS.c.active)
    question = question.order_by(_PRODUCTS.c.sku)
    if among is None:
        return tuple(session.execute(question.limit(most)).scalars())
    found: list[ProductId] = []
    for part in _parts(list(among)):
        found += session.execute(question.where(_PRODUCTS.c.id.in_(part))).scalars()
    return tuple(found[:most])


def count_without_code(session: Session) -> int:
    """Return how many articles on sale have neither an EAN nor a code of ours."""
    counted = select(func.count()).select_from(_PRODUCTS).where(_has_none(), _PRODUCTS.c.active)
    return int(session.execute(counted).scalar_one())


def _has_none() -> ColumnElement[bool]:
    own = select(_CODES.c.product_id).where(_CODES.c.kind.in_(_OWN_KINDS), _CODES.c.units == 1)
    return ~_PRODUCTS.c.id.in_(own)


def _parts(ids: Sequence[ProductId]) -> Iterator[Sequence[ProductId]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _articles(session: Session, ids: Sequence[ProductId]) -> Sequence[Row[Any]]:
    named = ("id", "name", "option_text", "sku", "price")
    asked = select(*(_PRODUCTS.c[each] for each in named)).where(_PRODUCTS.c.id.in_(ids))
    return session.execute(asked).all()


def _eans(session: Session, ids: Sequence[ProductId]) -> Iterator[tuple[ProductId, str]]:
    """Yield the code of one unit of each article; the last one said wins: an EAN before ours."""
    rows = session.execute(
        select(_CODES.c.product_id, _CODES.c.code, _CODES.c.kind)
        .where(_CODES.c.product_id.in_(ids), _CODES.c.units == 1, _CODES.c.kind.in_(_OWN_KINDS))
        .order_by(_CODES.c.code.desc())
    ).all()
    for kind in reversed(_OWN_KINDS):
        for row in rows:
            if row.kind is kind and len(row.code) == 14 and row.code.isdigit():  # noqa: PLR2004 - a GTIN-14
                yield row.product_id, row.code


def _lots(session: Session, ids: Collection[LotId]) -> dict[LotId, Lot]:
    return {lot.id: lot for lot in session.scalars(select(Lot).where(Lot.id.in_(ids)))}
