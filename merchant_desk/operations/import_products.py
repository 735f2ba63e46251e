"""Bring a catalogue file in: products, codes, prices and opening stock, in one transaction."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import insert_rows, insert_searchable_rows
from merchant_desk.database.rows import next_row
from merchant_desk.database.sorted_indexes import sorted_indexes
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.station import CatalogueImport
from merchant_desk.operations.give_first_cost import give_first_costs
from merchant_desk.operations.import_changes import change_products, index_again
from merchant_desk.operations.import_places import ImportPlaces
from merchant_desk.operations.import_rows import (
    CODE_COLUMNS,
    PRODUCT_COLUMNS,
    code_rows,
    codes_of,
    product_rows,
)
from merchant_desk.operations.plan_import import Change, ImportPlan, plan_import, preview_of
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.catalogue_sheet import Understood
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ImportId, PlaceId, ProductId, id_text, new_id, new_ids
from merchant_desk.values.import_preview import ImportPreview, ImportReport
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import MoveReason

_PRODUCT, _CODE, _IMPORT = table(Product), table(ProductCode), table(CatalogueImport)
_STORED = {"cost": "cost_tenthousandths"}
_SEARCHED = ("name", "option_text")

Check = Callable[[], None]


def never_stop() -> None:
    """Let an import go to its end."""


def import_products(
    session: Session, gesture: Gesture, understood: Understood, check: Check = never_stop
) -> ImportReport:
    """Take a catalogue in, all or nothing; ``check`` may raise CancelledError between steps."""
    with many_objects():
        return _import(session, gesture, understood, check)


def _import(
    session: Session, gesture: Gesture, understood: Understood, check: Check
) -> ImportReport:
    plan = plan_import(session, understood)
    preview = preview_of(plan)
    check()
    if not (plan.created or plan.changed):
        return ImportReport(None, preview)
    import_id = ImportId(new_id())
    places = ImportPlaces(session)
    moves = _create(session, gesture, import_id, plan, places)
    check()
    moves += _change(session, gesture, import_id, plan.changed, places)
    check()
    post_moves(session, gesture, moves)
    queue_state(session, gesture, "stock", [move.product_id for move in moves])
    _record(session, gesture, import_id, preview, _memory(plan, places))
    check()
    return ImportReport(import_id, preview)


def _create(
    session: Session,
    gesture: Gesture,
    import_id: ImportId,
    plan: ImportPlan,
    places: ImportPlaces,
) -> list[Move]:
    """Insert new products. Their first price is noted when it changes: until then it is theirs."""
    articles = plan.created
    if not articles:
        return []
    identifiers = [ProductId(each) for each in new_ids(len(articles))]
    first = next_row(session, _PRODUCT, len(articles))
    bins = places.find([each.bin for each in articles])
    rate = plan.understood.choices.default_rate_bp
    codes = [codes_of(each) for each in articles]
    rows = product_rows(gesture, import_id, (articles, codes), rate, (identifiers, bins, first))
    given = [
        (product_id, code)
        for product_id, some in zip(identifiers, codes, strict=True)
        for code in some
    ]
    with sorted_indexes(session, (_PRODUCT, _CODE), first - 1, len(rows)):
        insert_searchable_rows(session, _PRODUCT, PRODUCT_COLUMNS, rows, first)
        insert_rows(session, _CODE, CODE_COLUMNS, code_rows(import_id, given))
    return [
        _opening(product_id, place_id or places.unsorted(), article.stock, import_id)
        for product_id, place_id, article in zip(identifiers, bins, articles, strict=True)
        if article.stock
    ]


def _change(
    session: Session,
    gesture: Gesture,
    import_id: ImportId,
    changed: list[Change],
    places: ImportPlaces,
) -> list[Move]:
    if not changed:
        return []
    change_products(
        session, gesture, {each.product.id: _stored(each) for each in changed if each.fields}
    )
    costs = {each.product.id: int(each.fields.get("cost") or 0) for each in changed}
    give_first_costs(session, gesture, costs, import_id)
    codes = [(each.product.id, code) for each in changed for code in each.codes]
    insert_rows(session, _CODE, CODE_COLUMNS, code_rows(import_id, codes))
    index_again(
        session,
        [
            each.product.id
            for each in changed
            if each.codes or any(name in each.fields for name in _SEARCHED)
        ],
    )
    opened = [each for each in changed if each.stock]
    bins = places.find([each.article.bin for each in opened])
    return [
        _opening(
            each.product.id,
            place_id or each.product.default_place_id or places.unsorted(),
            each.stock,
            import_id,
        )
        for each, place_id in zip(opened, bins, strict=True)
    ]


def _stored(change: Change) -> dict[str, Any]:
    return {_STORED.get(name, name): value for name, value in change.fields.items()}


def _opening(product_id: ProductId, place_id: PlaceId, quantity: int, import_id: ImportId) -> Move:
    return Move(product_id, OPENING, place_id, quantity, MoveReason.IMPORT, import_id=import_id)


def _memory(plan: ImportPlan, places: ImportPlaces) -> str:
    """Return what undoing will need: what changed products were, and the bins made."""
    return json.dumps(
        {
            "places": [id_text(place_id) for place_id in places.made],
            "products": [_remembered(each) for each in plan.changed],
        },
        ensure_ascii=False,
    )


def _remembered(change: Change) -> Mapping[str, Any]:
    before = {_STORED.get(name, name): getattr(change.product, name) for name in change.fields}
    return {"id": id_text(change.product.id), "before": before, "after": _stored(change)}


def _record(
    session: Session,
    gesture: Gesture,
    import_id: ImportId,
    preview: ImportPreview,
    memory: str,
) -> None:
    session.execute(
        insert(_IMPORT),
        {
            "id": import_id,
            "file_name": preview.file_name,
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
            "created_count": preview.created,
            "changed_count": preview.changed,
            "refused_count": preview.refused,
            "before": memory,
        },
    )
