"""Search as she types, over names, SKUs and codes, in any part of a word, accents ignored.

SQLite answers from two full-text indexes: starts of words for one or two letters, trigrams for
three and more; the LIMIT comes before anything else, because ranking walks every match. PostgreSQL
looks for the same pieces in the folded column.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    TableClause,
    and_,
    bindparam,
    column,
    false,
    func,
    literal_column,
    select,
    true,
    type_coerce,
)
from sqlalchemy import table as named_table
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import ProductId

_PRODUCT = table(Product)
_WORD = re.compile(r"[^\W_]+")
_TRIGRAM = 3
_LONGEST = 200
_MOST_WORDS = 8
_SPACED_CODE = re.compile(r"[\d \u00a0\u202f]{8,}")
_CARD = (
    _PRODUCT.c.id,
    _PRODUCT.c.sku,
    _PRODUCT.c.name,
    _PRODUCT.c.option_text,
    _PRODUCT.c.price,
    _PRODUCT.c.search_text,
)


class FoundProduct(NamedTuple):
    """One line of the answers while she types; a plain tuple for speed."""

    product_id: ProductId
    sku: str
    name: str
    option_text: str
    price_cents: int


class Pieces(NamedTuple):
    """What was typed: long pieces found anywhere, short ones at the start of a word."""

    inside: tuple[str, ...]
    starts: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing searchable was typed."""
        return not self.inside and not self.starts


def pieces_of(text: str) -> Pieces:
    """Cut what was typed into the pieces a product must hold, all of them."""
    plain = folded(text.replace("\0", " ")[:_LONGEST]).strip()
    if _SPACED_CODE.fullmatch(plain):
        plain = "".join(plain.split())  # 3 760123 456784, as printed under the bars
    long, short = [], []
    for piece in dict.fromkeys(plain.split()):
        if len(piece) >= _TRIGRAM:
            long.append(piece)
        else:
            short += _WORD.findall(piece)
    return Pieces(tuple(long[:_MOST_WORDS]), tuple(dict.fromkeys(short))[:_MOST_WORDS])


def find_products(session: Session, text: str, limit: int = 50) -> tuple[FoundProduct, ...]:
    """Return the first products that match, those named exactly or starting so before the rest."""
    pieces = pieces_of(text)
    if pieces.empty:
        return ()
    exact = products_by_code(session, (text[:_LONGEST],))
    rows = (
        _found_on_sqlite(session, pieces, limit)
        if session.get_bind().dialect.name == "sqlite"
        else _found_by_like(session, pieces, limit)
    )
    start = folded(text).strip()
    ranked = sorted((not row[-1].startswith(start), row[-1], row) for row in rows)
    first = {match.product_id: FoundProduct(*match[:5]) for match in exact}
    others = (row for _late, _text, row in ranked if row[0] not in first)
    return (*first.values(), *(FoundProduct._make(row[:5]) for row in others))[:limit]


def search_condition(session: Session, text: str) -> ColumnElement[bool]:
    """Return the condition that a product matches what was typed; nothing typed matches all."""
    if not text.strip():
        return true()
    pieces = pieces_of(text)
    if pieces.empty:
        return false()
    if session.get_bind().dialect.name != "sqlite":
        return _holds_all(pieces)
    return _in_index(pieces)


def _in_index(pieces: Pieces) -> ColumnElement[bool]:
    index, words = match_of(pieces)
    found = select(index.c.rowid).where(literal_column(index.name).op("MATCH")(words))
    condition = _PRODUCT.c.row.in_(found)
    if pieces.inside and pieces.starts:
        return and_(condition, *(_starts_a_word(each) for each in pieces.starts))
    return condition


def match_of(pieces: Pieces) -> tuple[TableClause, str]:
    """Return the index to ask and its MATCH text; quotes keep every sign a plain letter."""
    if pieces.inside:
        return _TRIGRAMS, " ".join(_quoted(piece) for piece in pieces.inside)
    return _WORDS, " ".join(f"{_quoted(piece)}*" for piece in pieces.starts)


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


_TRIGRAMS = named_table("product_trigram", column("rowid"))
_WORDS = named_table("product_word", column("rowid"))


def _cut(index: TableClause) -> Subquery:
    return (
        select(index.c.rowid.label("found"))
        .where(literal_column(index.name).op("MATCH")(bindparam("words")))
        .limit(bindparam("most"))
        .subquery()
    )


def _first(index: TableClause) -> Prepared:
    cut = _cut(index)
    return Prepared(select(*_CARD).join_from(cut, _PRODUCT, _PRODUCT.c.row == cut.c.found))


_HOW_MANY = Prepared(select(func.count()).select_from(_cut(_WORDS)))
_FEW = 2_000
_FIRST = {"product_trigram": _first(_TRIGRAMS), "product_word": _first(_WORDS)}


def _found_on_sqlite(session: Session, pieces: Pieces, limit: int) -> Sequence[Any]:
    if pieces.inside and pieces.starts:
        return session.execute(_mixed(session, pieces, limit)).all()
    index, words = match_of(pieces)
    return _FIRST[index.name].rows(session, words=words, most=limit)


def _mixed(session: Session, pieces: Pieces, limit: int) -> Select[Any]:
    """Look for long and short pieces: walk the index that has fewer, until enough are found.

    Joined, the index gives one row after the other; « row IN » would walk every match first.
    """
    starts = Pieces((), pieces.starts)
    few = _HOW_MANY.rows(session, words=match_of(starts)[1], most=_FEW)[0][0] < _FEW
    index, words = match_of(starts if few else pieces)
    matched = literal_column(index.name).op("MATCH")(words)
    found = _cards(and_(matched, _holds_all(pieces)), limit)
    return found.join(index, index.c.rowid == _PRODUCT.c.row)


def _found_by_like(session: Session, pieces: Pieces, limit: int) -> Sequence[Any]:
    return session.execute(_cards(_holds_all(pieces), limit)).all()


def _cards(condition: ColumnElement[bool], limit: int) -> Select[Any]:
    cents = type_coerce(_PRODUCT.c.price, BigInteger)
    return select(*_CARD[:4], cents, _PRODUCT.c.search_text).where(condition).limit(limit)


def _holds_all(pieces: Pieces) -> ColumnElement[bool]:
    inside = (_PRODUCT.c.search_text.contains(piece, autoescape=True) for piece in pieces.inside)
    return and_(*inside, *map(_starts_a_word, pieces.starts))


def _starts_a_word(piece: str) -> ColumnElement[bool]:
    spaced = " " + func.replace(_PRODUCT.c.search_text, "-", " ")
    return spaced.contains(" " + piece, autoescape=True)
