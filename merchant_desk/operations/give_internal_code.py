"""Give articles that have no code one of the shop's own: an EAN-13 that is never given twice."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.internal_code import InternalCode
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.queries.labels import count_without_code, without_code
from merchant_desk.queries.settings import settings
from merchant_desk.values.barcode import IN_STORE_PREFIXES, canonical_code, make_internal_ean13
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, new_ids
from merchant_desk.values.search_text import product_search_text
from merchant_desk.values.settings import CODE_PREFIX
from merchant_desk.values.texts import _
from merchant_desk.values.words import CodeKind

AT_ONCE = 500
"""As many as one gesture gives: whoever scans meanwhile waits for no more."""
_PRODUCTS, _CODES, _GIVEN = table(Product), table(ProductCode), table(InternalCode)
_LAST_NUMBER = 10**10 - 1


@dataclass(frozen=True, slots=True)
class CodesGiven:
    """How many codes were given, and how many articles still have none."""

    given: int
    left: int


def give_internal_code(session: Session, gesture: Gesture, product_id: ProductId) -> str:
    """Give an article a code of the shop's own; return its thirteen digits.

    Raises RefusedError when it has one already, or an EAN: a second sticker helps nobody.
    """
    if without_code(session, (product_id,)):
        return _give(session, gesture, (product_id,))[0]
    raise RefusedError(
        _("Aucun code n’a été donné\u00a0: cet article a déjà un code à scanner, ou n’est plus "
          "en vente."),
        _("Scannez ou imprimez celui qu’il a."),
    )  # fmt: skip


def give_missing_codes(
    session: Session, gesture: Gesture, among: Collection[ProductId] | None = None
) -> CodesGiven:
    """Give a code to those that have none, at most ``AT_ONCE``; call again while some are left."""
    lacking = without_code(session, among, AT_ONCE if among is None else None)
    _give(session, gesture, lacking[:AT_ONCE])
    given = len(lacking[:AT_ONCE])
    left = count_without_code(session) if among is None else len(lacking) - given
    return CodesGiven(given, left)


def _give(session: Session, gesture: Gesture, ids: Sequence[ProductId]) -> tuple[str, ...]:
    if not ids:
        return ()
    numbers = _free_numbers(session, _prefix(session, gesture), len(ids))
    pairs = list(zip(ids, numbers, strict=True))
    insert_into(
        session,
        _GIVEN,
        [
            {
                "number": number,
                "code": code,
                "product_id": product_id,
                "made_at": gesture.at,
                "by": gesture.person,
            }
            for product_id, (number, code) in pairs
        ],
    )
    insert_into(
        session,
        _CODES,
        [
            {
                "id": RecordId(identifier),
                "code": canonical_code(code),
                "product_id": product_id,
                "kind": CodeKind.INTERNAL,
                "units": 1,
                "note": "",
            }
            for identifier, (product_id, (_number, code)) in zip(
                new_ids(len(pairs)), pairs, strict=True
            )
        ],
    )
    _index(session, gesture, ids)
    return tuple(code for _number, code in numbers)


def _prefix(session: Session, gesture: Gesture) -> int:
    chosen = settings(session, gesture.station_id).get(CODE_PREFIX)
    return chosen if chosen in IN_STORE_PREFIXES else CODE_PREFIX.default


def _free_numbers(session: Session, prefix: int, count: int) -> list[tuple[int, str]]:
    """Return fresh numbers and their codes; one that something else is known by is left out."""
    greatest = session.execute(select(func.max(_GIVEN.c.number))).scalar() or 0
    found: list[tuple[int, str]] = []
    while len(found) < count:
        first = greatest + 1
        greatest += count
        if greatest > _LAST_NUMBER:
            raise RefusedError(
                _("Aucun code n’a été donné\u00a0: les numéros de ce préfixe sont épuisés."),
                _("Choisissez un autre préfixe dans les réglages du scanner."),
            )
        span = range(first, first + count)
        fresh = [(number, make_internal_ean13(number, prefix)) for number in span]
        taken = _taken(session, [canonical_code(code) for _number, code in fresh])
        found += [each for each in fresh if canonical_code(each[1]) not in taken]
    return found[:count]


def _taken(session: Session, codes: Sequence[str]) -> set[str]:
    known = select(_CODES.c.code).where(_CODES.c.code.in_(codes))
    return set(session.execute(known).scalars())


def _index(session: Session, gesture: Gesture, ids: Sequence[ProductId]) -> None:
    """Let search find the articles by their new codes."""
    codes: dict[ProductId, list[str]] = defaultdict(list)
    for product_id, code in session.execute(
        select(_CODES.c.product_id, _CODES.c.code).where(_CODES.c.product_id.in_(ids))
    ):
        codes[product_id].append(code)
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text, _PRODUCTS.c.sku).where(
            _PRODUCTS.c.id.in_(ids)
        )
    ).all()
    session.connection().execute(
        update(_PRODUCTS)
        .where(_PRODUCTS.c.id == bindparam("key"))
        .values(search_text=bindparam("words"), changed_at=gesture.at),
        [
            {
                "key": row.id,
                "words": product_search_text(row.name, row.option_text, row.sku, codes[row.id]),
            }
            for row in rows
        ],
    )
    session.expire_all()
