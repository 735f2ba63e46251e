"""Suppliers: how many articles each sells, what is on order, how long it really takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.purchasing import Purchase, Supplier, SupplierArticle
from merchant_desk.queries.lead_times import LeadTime, lead_times
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import OPEN_STATES, supplier_key
from merchant_desk.values.snapshots import read_address

_SUPPLIERS, _ARTICLES, _PURCHASES = table(Supplier), table(SupplierArticle), table(Purchase)
_SOLD = (
    select(func.count())
    .where(_ARTICLES.c.supplier_id == _SUPPLIERS.c.id)
    .correlate(_SUPPLIERS)
    .scalar_subquery()
)
_OPEN = (
    select(func.count())
    .where(_PURCHASES.c.supplier_id == _SUPPLIERS.c.id, _PURCHASES.c.state.in_(OPEN_STATES))
    .correlate(_SUPPLIERS)
    .scalar_subquery()
)
_SORTS: dict[str, ColumnElement[Any]] = {
    "name": _SUPPLIERS.c.key,
    "articles": _SOLD,
    "open": _OPEN,
    "promised": _SUPPLIERS.c.lead_days,
}


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """One supplier as the list shows it."""

    supplier_id: SupplierId
    name: str
    city: str
    email: str
    articles: int
    open_orders: int
    lead_days: int | None
    measured: LeadTime | None
    minimum: Money
    active: bool


@dataclass(frozen=True, slots=True)
class SupplierChoice:
    """A supplier to choose."""

    supplier_id: SupplierId
    name: str


@dataclass(frozen=True)
class SupplierList:
    """The suppliers that match what was typed."""

    text: str = ""
    gone_too: bool = False
    sort: str = "name"
    descending: bool = False

    def count(self, session: Session) -> int:
        """Return how many suppliers the filter keeps."""
        kept = self._kept(select(func.count()).select_from(_SUPPLIERS))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[SupplierRow]:
        """Return one page of suppliers."""
        wanted = select(_SUPPLIERS, _SOLD.label("sold"), _OPEN.label("open"))
        rows = session.execute(self._ordered(wanted).offset(offset).limit(limit)).all()
        measured = lead_times(session, [row.id for row in rows])
        return tuple(_row(row, measured.get(row.id)) for row in rows)

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every supplier of the filter."""
        return session.scalars(self._ordered(select(_SUPPLIERS.c.id))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["name"])
        order = by.desc().nulls_last() if self.descending else by.asc().nulls_last()
        return self._kept(wanted).order_by(order, _SUPPLIERS.c.key)

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        kept = wanted if self.gone_too else wanted.where(_SUPPLIERS.c.active)
        for word in supplier_key(self.text).split():
            kept = kept.where(
                or_(
                    _SUPPLIERS.c.key.contains(word, autoescape=True),
                    _SUPPLIERS.c.other_keys.contains(word, autoescape=True),
                    func.lower(_SUPPLIERS.c.email).contains(word, autoescape=True),
                    _SUPPLIERS.c.siren.contains(word, autoescape=True),
                )
            )
        return kept


def supplier_choices(session: Session) -> tuple[SupplierChoice, ...]:
    """Return the suppliers one may order from, by name."""
    rows = session.execute(
        select(_SUPPLIERS.c.id, _SUPPLIERS.c.name)
        .where(_SUPPLIERS.c.active)
        .order_by(_SUPPLIERS.c.key)
    )
    return tuple(SupplierChoice(SupplierId(row.id), row.name) for row in rows)


def suppliers_called(session: Session, words: str) -> tuple[SupplierChoice, ...]:
    """Return the supplier of this name, or those whose name holds the words."""
    key = supplier_key(words)
    rows = session.execute(
        select(_SUPPLIERS.c.id, _SUPPLIERS.c.name, _SUPPLIERS.c.key, _SUPPLIERS.c.other_keys)
    ).all()
    same = [row for row in rows if key and key in {row.key, *row.other_keys.split("\n")}]
    holding = [row for row in rows if key and key in row.key]
    return tuple(SupplierChoice(SupplierId(row.id), row.name) for row in same or holding)


def _row(row: Row[Any], measured: LeadTime | None) -> SupplierRow:
    return SupplierRow(
        supplier_id=SupplierId(row.id),
        name=row.name,
        city=read_address(row.address).city,
        email=row.email,
        articles=row.sold,
        open_orders=row.open,
        lead_days=row.lead_days,
        measured=measured,
        minimum=row.minimum,
        active=row.active,
    )
