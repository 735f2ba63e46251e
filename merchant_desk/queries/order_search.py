"""Search among orders: number, customer, town, tracking number, invoice number.

SQLite answers from the two full-text indexes of ``search_text``, PostgreSQL from the folded column.
What is typed is always taken as text: quotes and signs have no meaning of their own.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    column,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    union,
)
from sqlalchemy import table as named_table
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.product_search import Pieces, pieces_of
from merchant_desk.queries.unmapped.sales import ORDERS, PARCELS
from merchant_desk.values.tracking import tracking_number

_ORDERS, _PARCELS, _INVOICES = ORDERS, PARCELS, table(Invoice)
_WORDS = named_table("sales_order_word", column("rowid"))
_TRIGRAMS = named_table("sales_order_trigram", column("rowid"))
_SHORTEST_NUMBER = 5
_LONGEST = 200


def order_search(session: Session, text: str) -> ColumnElement[bool]:
    """Return the condition that an order matches what was typed; nothing typed matches all."""
    typed = text.replace("\0", " ")[:_LONGEST].strip()
    if not typed:
        return true()
    by_name = _by_words(session, pieces_of(typed.removeprefix("#")))
    by_number = _by_papers(session, typed)
    if by_number is None:
        return by_name
    if session.get_bind().dialect.name != "sqlite":
        return or_(by_name, _ORDERS.c.id.in_(by_number))
    named = select(_ORDERS.c.id).where(by_name)
    return _ORDERS.c.id.in_(union(named, by_number))


def _by_words(session: Session, pieces: Pieces) -> ColumnElement[bool]:
    if pieces.empty:
        return false()
    if session.get_bind().dialect.name != "sqlite":
        return _holds_all(pieces)
    index = _TRIGRAMS if pieces.inside else _WORDS
    wanted = (
        [_quoted(each) for each in pieces.inside]
        if pieces.inside
        else [f"{_quoted(each)}*" for each in pieces.starts]
    )
    found = select(index.c.rowid).where(literal_column(index.name).op("MATCH")(" ".join(wanted)))
    condition = _ORDERS.c.row.in_(found)
    if pieces.inside and pieces.starts:
        return and_(condition, *map(_starts_a_word, pieces.starts))
    return condition


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def _holds_all(pieces: Pieces) -> ColumnElement[bool]:
    inside = (_ORDERS.c.search_text.contains(piece, autoescape=True) for piece in pieces.inside)
    return and_(*inside, *map(_starts_a_word, pieces.starts))


def _starts_a_word(piece: str) -> ColumnElement[bool]:
    spaced = " " + func.replace(_ORDERS.c.search_text, "-", " ")
    return spaced.contains(" " + piece, autoescape=True)


def _by_papers(session: Session, typed: str) -> Select[Any] | None:
    """Return the orders whose parcel or invoice bears this number, when it can be one."""
    number = tracking_number(typed)
    digits = any(char.isdecimal() for char in number)
    if len(number) < _SHORTEST_NUMBER or not digits or not number.isascii():
        return None
    tracked = select(_PARCELS.c.order_id.label("id")).where(
        _begins(session, _PARCELS.c.tracking, number)
    )
    invoiced = select(_INVOICES.c.order_id).where(_begins(session, _INVOICES.c.number, number))
    both = union(tracked, invoiced).subquery()
    return select(both.c.id)


def _begins(session: Session, stored: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """Compare from the start; on SQLite as a range, which its index can answer."""
    if session.get_bind().dialect.name != "sqlite":
        return stored.startswith(start, autoescape=True)
    return and_(stored >= start, stored < start + "\U0010ffff")
