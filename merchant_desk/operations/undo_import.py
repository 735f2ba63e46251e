"""Take a whole import back: what it made goes, what it changed becomes what it was."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, delete, or_, select, true, update
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks, delete_searchable_rows
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import Model, table
from merchant_desk.models.lot import LotLevel
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.station import CatalogueImport
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.models.valuation import StockValue
from merchant_desk.operations.give_first_cost import take_first_costs_back
from merchant_desk.operations.import_changes import change_products, current_values, index_again
from merchant_desk.operations.import_places import remove_unused_bins
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ImportId, PlaceId, ProductId
from merchant_desk.values.import_preview import ImportUndone, KeptProduct
from merchant_desk.values.places import OPENING
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_PRODUCT, _CODE, _MOVE, _LEVEL, _IMPORT = (
    table(Product),
    table(ProductCode),
    table(StockMove),
    table(StockLevel),
    table(CatalogueImport),
)
_SEARCHED = ("name", "option_text")
_CACHES = (_LEVEL, table(StockValue), table(LotLevel))
"""What only sums moves up."""
_HOLDING = ("reservation", "pick_allocation")


@dataclass
class _Undoing:
    """What an import did, what is built on it, and what has been undone so far."""

    import_id: ImportId
    made: list[ProductId]
    used: set[ProductId]
    """Products it made that something else speaks of by now."""
    kept: list[KeptProduct] = field(default_factory=list)
    removed: int = 0
    retired: int = 0
    restored: int = 0


def undo_import(session: Session, gesture: Gesture, import_id: ImportId) -> ImportUndone:
    """Undo an import as far as nothing was built on it; what was is kept, and told.

    The ledger is never erased: opening stock leaves by counter-moves, and the products it tells
    of stay, out of sale.
    """
    record = session.execute(select(_IMPORT).where(_IMPORT.c.id == import_id)).one_or_none()
    if record is None:
        raise _refused(_("il n’existe pas"), _("Choisissez-en un autre dans la liste."))
    if record.undone_at is not None:
        raise _refused(_("il l’est déjà"), _("Il n’y a plus rien à faire."))
    memory = json.loads(record.before)
    undoing = _Undoing(import_id, _made(session, import_id), _used(session, import_id))
    _say_kept(session, undoing, undoing.used, _("il a servi depuis l’import"))
    moved = _take_stock_back(session, gesture, undoing)
    recoded = _take_codes_back(session, undoing)
    _take_products_back(session, gesture, undoing, moved)
    renamed = _restore(session, gesture, undoing, memory["products"])
    take_first_costs_back(session, gesture, import_id)
    index_again(session, sorted((recoded | renamed) - set(undoing.made)))
    remove_unused_bins(session, [PlaceId(bytes.fromhex(each)) for each in memory["places"]])
    session.execute(update(_IMPORT).where(_IMPORT.c.id == import_id).values(undone_at=gesture.at))
    return ImportUndone(
        import_id,
        record.file_name,
        undoing.removed,
        undoing.retired,
        undoing.restored,
        tuple(undoing.kept),
    )


def _made(session: Session, import_id: ImportId) -> list[ProductId]:
    made = select(_PRODUCT.c.id).where(_PRODUCT.c.import_id == import_id).order_by(_PRODUCT.c.row)
    return [ProductId(each) for each in session.execute(made).scalars()]


def _used(session: Session, import_id: ImportId) -> set[ProductId]:
    """Return the products the import made that anything else names, or that were changed since."""
    mine = select(_PRODUCT.c.id).where(_PRODUCT.c.import_id == import_id)
    changed = mine.where(_PRODUCT.c.changed_at != _PRODUCT.c.created_at)
    used = {ProductId(each) for each in session.execute(changed).scalars()}
    for child, column in _naming_products():
        naming = select(column).where(column.in_(mine)).distinct()
        if "import_id" in child.c:
            naming = naming.where(_not_of(child, import_id))
        used.update(ProductId(each) for each in session.execute(naming).scalars())
    return used


def _naming_products() -> list[tuple[Table, Column[Any]]]:
    """Return every column that refers to a product, of tables that record facts."""
    return [
        (child, key.parent)
        for child in Model.metadata.sorted_tables
        for key in child.foreign_keys
        if key.column is _PRODUCT.c.id and child not in _CACHES
    ]


def _not_of(child: Table, import_id: ImportId) -> ColumnElement[bool]:
    return or_(child.c.import_id.is_(None), child.c.import_id != import_id)


def _take_stock_back(session: Session, gesture: Gesture, undoing: _Undoing) -> set[ProductId]:
    """Post the counter-moves of opening stock; return the products the ledger tells of."""
    ours = _MOVE.c.import_id == undoing.import_id
    opened = session.execute(
        select(_MOVE.c.product_id, _MOVE.c.to_place_id, _MOVE.c.quantity).where(ours)
    ).all()
    products = {ProductId(each.product_id) for each in opened}
    busy = _busy(session, undoing.import_id, products) - undoing.used
    _say_kept(session, undoing, busy, _("son stock a bougé ou est réservé depuis l’import"))
    moves = [
        Move(
            each.product_id,
            each.to_place_id,
            OPENING,
            each.quantity,
            MoveReason.IMPORT,
            import_id=undoing.import_id,
        )
        for each in opened
        if each.product_id not in busy and each.product_id not in undoing.used
    ]
    post_moves(session, gesture, moves)
    queue_state(session, gesture, "stock", [move.product_id for move in moves])
    return products


def _busy(session: Session, import_id: ImportId, products: set[ProductId]) -> set[ProductId]:
    """Return which of the products have moved otherwise, or are promised to someone."""
    busy: set[ProductId] = set()
    asked = [(_MOVE, _not_of(_MOVE, import_id))]
    asked += [(Model.metadata.tables[name], true()) for name in _HOLDING]
    for some in chunks(products):
        for held, condition in asked:
            found = select(held.c.product_id).where(held.c.product_id.in_(some), condition)
            busy.update(ProductId(each) for each in session.execute(found).scalars())
    return busy


def _take_codes_back(session: Session, undoing: _Undoing) -> set[ProductId]:
    """Delete the codes the import gave, but those of products in use; return their products."""
    ours = _CODE.c.import_id == undoing.import_id
    given = session.execute(select(_CODE.c.id, _CODE.c.product_id).where(ours)).all()
    gone = [each for each in given if each.product_id not in undoing.used]
    for some in chunks(each.id for each in gone):
        session.execute(delete(_CODE).where(_CODE.c.id.in_(some)))
    return {ProductId(each.product_id) for each in gone}


def _take_products_back(
    session: Session, gesture: Gesture, undoing: _Undoing, moved: set[ProductId]
) -> None:
    """Delete the products the import made; those the ledger tells of leave the sale instead."""
    unused = [each for each in undoing.made if each not in undoing.used]
    retired = [each for each in unused if each in moved]
    for some in chunks(retired):
        session.execute(
            update(_PRODUCT)
            .where(_PRODUCT.c.id.in_(some))
            .values(active=False, changed_at=gesture.at)
        )
    index_again(session, retired)
    removed = [each for each in unused if each not in moved]
    for some in chunks(removed):
        for cache in _CACHES:
            session.execute(delete(cache).where(cache.c.product_id.in_(some)))
    delete_searchable_rows(session, _PRODUCT, removed)
    undoing.removed, undoing.retired = len(removed), len(retired)


def _restore(
    session: Session, gesture: Gesture, undoing: _Undoing, remembered: Sequence[dict[str, Any]]
) -> set[ProductId]:
    """Give changed products their former values, unless changed again; return the renamed."""
    ids = [ProductId(bytes.fromhex(each["id"])) for each in remembered]
    current = current_values(session, ids)
    changes: dict[ProductId, dict[str, Any]] = {}
    altered: set[ProductId] = set()
    for product_id, each in zip(ids, remembered, strict=True):
        now = current.get(product_id)
        if now is None:
            continue
        same = [name for name, value in each["after"].items() if now[name] == value]
        if len(same) < len(each["after"]):
            altered.add(product_id)
        changes[product_id] = {name: each["before"][name] for name in same}
    _say_kept(session, undoing, altered, _("il a été modifié depuis l’import"))
    change_products(session, gesture, {key: values for key, values in changes.items() if values})
    undoing.restored = len(changes)
    return {key for key, values in changes.items() if any(name in values for name in _SEARCHED)}


def _say_kept(session: Session, undoing: _Undoing, products: set[ProductId], reason: str) -> None:
    for some in chunks(sorted(products)):
        named = select(_PRODUCT.c.sku, _PRODUCT.c.name).where(_PRODUCT.c.id.in_(some))
        undoing.kept.extend(
            KeptProduct(sku, name, reason)
            for sku, name in session.execute(named.order_by(_PRODUCT.c.sku))
        )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("L’import n’a pas été annulé\u00a0: {why}.").format(why=why), advice)
