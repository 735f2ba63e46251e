"""Receipts, ends and changes of orders: nothing comes twice, nothing goes that came."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.operations.close_purchase import cancel_purchase, close_purchase
from merchant_desk.operations.confirm_purchase import confirm_purchase
from merchant_desk.operations.draft_purchase import change_purchase_lines
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.operations.settle_purchase import settle_purchase
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import PurchaseId, SupplierId, new_id
from merchant_desk.values.purchases import (
    PurchaseDraft,
    PurchaseWish,
    SupplierAnswer,
)
from tests.operations.purchase_desk import (
    Buying,
    card_of,
    make_buying,
    receive,
    sent,
)


def _kinds(session: Session, purchase_id: PurchaseId) -> list[PurchaseEventKind]:
    return [each.kind for each in card_of(session, purchase_id).steps]


def test_receipts_settle_the_order_and_taking_them_back_too(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)

        assert receive(session, gesture, buying, purchase_id, 24).state is PurchaseState.PARTIAL
        assert receive(session, gesture, buying, purchase_id, 36).state is PurchaseState.RECEIVED
        batch = session.scalars(select(Batch).filter_by(quantity=36)).one()
        undo_receipt(session, gesture, batch.id, buying.bin, 36)
        back = settle_purchase(session, gesture, purchase_id)
        again = settle_purchase(session, gesture, purchase_id)

        card = card_of(session, purchase_id)
        assert back.state is again.state is PurchaseState.PARTIAL
        assert (card.received, card.open_units) == (24, 36)
        assert [each.detail for each in card.steps[1:]] == ["24 unités", "36 unités", "−36 unités"]


def test_the_rest_of_an_order_is_given_up_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)
        receive(session, gesture, buying, purchase_id, 24)

        close_purchase(session, gesture, purchase_id, "le reste n’est plus fabriqué")
        close_purchase(session, gesture, purchase_id)

        card = card_of(session, purchase_id)
        assert (card.state, card.lines[0].given_up) == (PurchaseState.CLOSED, 36)
        assert card.open_units == 0
        assert _kinds(session, purchase_id).count(PurchaseEventKind.CLOSED) == 1


def test_what_came_is_not_called_off_and_what_did_not_is_not_closed(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        waiting, partial = sent(session, gesture, buying), sent(session, gesture, buying)
        receive(session, gesture, buying, partial, 24)

        with pytest.raises(RefusedError, match="rien n’en est encore arrivé"):
            close_purchase(session, gesture, waiting)
        with pytest.raises(RefusedError, match="déjà arrivée"):
            cancel_purchase(session, gesture, partial)
        cancel_purchase(session, gesture, waiting)
        cancel_purchase(session, gesture, waiting)

        assert card_of(session, waiting).state is PurchaseState.CANCELLED
        assert _kinds(session, waiting).count(PurchaseEventKind.CANCELLED) == 1


def test_nothing_changes_an_order_that_is_over(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)
        cancel_purchase(session, gesture, purchase_id)
        change = PurchaseDraft(supplier_id=buying.supplier, lines=(PurchaseWish(buying.soap, 1),))

        with pytest.raises(RefusedError, match="annulée"):
            change_purchase_lines(session, gesture, purchase_id, change)
        with pytest.raises(RefusedError, match="annulée"):
            send_purchase(session, gesture, purchase_id)
        with pytest.raises(RefusedError, match="annulée"):
            close_purchase(session, gesture, purchase_id)
        with pytest.raises(RefusedError, match="annulée"):
            confirm_purchase(session, gesture, purchase_id, SupplierAnswer())


def _changed(session: Session, gesture: Gesture, buying: Buying, units: int) -> PurchaseId:
    purchase_id = sent(session, gesture, buying)
    wishes = (PurchaseWish(buying.soap, units), PurchaseWish(buying.balm, 6, 40_000))
    change = PurchaseDraft(supplier_id=buying.supplier, lines=wishes)
    change_purchase_lines(session, gesture, purchase_id, change)
    change_purchase_lines(session, gesture, purchase_id, change)
    return purchase_id


def test_a_change_of_a_sent_order_is_told_once_and_lines_stay_themselves(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)

        card = card_of(session, _changed(session, gesture, buying, 120))

        assert [(each.sku, each.quantity) for each in card.lines] == [
            ("SAV-LAV-100", 120),
            ("BAU-KAR", 6),
        ]
        assert card.lines[0].cost_tenthousandths == 18_000
        assert [each.detail for each in card.steps[1:]] == ["2 lignes changées"]


def test_a_line_that_came_is_neither_removed_nor_made_smaller(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)
        receive(session, gesture, buying, purchase_id, 24)

        for wish in (PurchaseWish(buying.balm, 6), PurchaseWish(buying.soap, 12)):
            change = PurchaseDraft(supplier_id=buying.supplier, lines=(wish,))
            with pytest.raises(RefusedError, match="déjà arrivé"):
                change_purchase_lines(session, gesture, purchase_id, change)


def test_a_sent_order_keeps_its_supplier_and_an_article(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)

        with pytest.raises(RefusedError, match="au moins un article"):
            change_purchase_lines(
                session, gesture, purchase_id, PurchaseDraft(supplier_id=buying.supplier)
            )
        with pytest.raises(RefusedError, match="n’existe pas"):
            change_purchase_lines(
                session, gesture, purchase_id, PurchaseDraft(supplier_id=SupplierId(new_id()))
            )


def test_an_order_that_is_gone_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session, pytest.raises(RefusedError, match="n’existe pas"):
        send_purchase(session, gesture, PurchaseId(new_id()))


def test_the_story_of_an_order_cannot_be_rewritten(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        sent(session, gesture, buying)

    with pytest.raises(DBAPIError), database.write() as session:
        session.execute(text("UPDATE purchase_event SET detail = 'autre'"))
