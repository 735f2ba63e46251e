"""Orders to suppliers are written, sent, answered, changed and ended, each once."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase
from merchant_desk.operations.close_purchase import cancel_purchase, close_purchase
from merchant_desk.operations.confirm_purchase import confirm_purchase
from merchant_desk.operations.draft_purchase import change_purchase_lines, draft_purchase
from merchant_desk.operations.purchase_questions import (
    BelowMinimumError,
    ManyUnitsError,
    ZeroPriceError,
)
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.operations.settle_purchase import settle_purchase
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import ProductId, PurchaseId, PurchaseLineId, SupplierId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import (
    LineAnswer,
    PurchaseDraft,
    PurchaseWish,
    SupplierAnswer,
)
from tests.operations.purchase_desk import (
    Buying,
    card_of,
    draft,
    make_buying,
    on,
    receive,
    sent,
)

_DECEMBER = date(2026, 12, 3)


def _kinds(session: Session, purchase_id: PurchaseId) -> list[PurchaseEventKind]:
    return [each.kind for each in card_of(session, purchase_id).steps]


def test_an_order_takes_the_terms_of_its_supplier(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)

        kept = draft(session, gesture, buying, 60)

        card = card_of(session, kept.purchase_id)
        line = card.lines[0]
        assert (kept.number, card.state) == ("CF2026-0001", PurchaseState.DRAFT)
        assert (line.supplier_sku, line.pack_units, line.ean) == ("GAR-LAV", 12, "3760123456784")
        assert (line.cost_tenthousandths, line.total) == (19_875, Money(11_925))
        assert (card.totals.carriage, card.totals.total) == (Money(1_500), Money(13_425))
        assert card.totals.to_free_carriage == Money(0)  # what was agreed is kept


def test_an_order_asked_twice_is_written_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = PurchaseId(new_id())
        asked = PurchaseDraft(supplier_id=buying.supplier, lines=(PurchaseWish(buying.soap, 24),))

        first = draft_purchase(session, gesture, asked, purchase_id)
        again = draft_purchase(session, gesture, asked, purchase_id)

        assert again == first
        assert session.scalar(select(func.count()).select_from(Purchase)) == 1


def test_an_article_wished_twice_is_one_line(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        wishes = (PurchaseWish(buying.soap, 24), PurchaseWish(buying.soap, 36))

        kept = draft_purchase(
            session, gesture, PurchaseDraft(supplier_id=buying.supplier, lines=wishes)
        )

        assert [each.quantity for each in card_of(session, kept.purchase_id).lines] == [60]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"quantity": 0}, "quantité"),
        ({"quantity": -3}, "quantité"),
        ({"quantity": 1_000_001}, "quantité"),
        ({"cost_tenthousandths": -1}, "prix"),
        ({"rebate_bp": 10_001}, "remise"),
        ({"rebate_bp": -1}, "remise"),
        ({"product_id": ProductId(bytes(16))}, "n’existe pas"),
    ],
)
def test_what_cannot_be_ordered_writes_nothing(
    database: Database, gesture: Gesture, wish: dict[str, object], told: str
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        wrong = replace(PurchaseWish(buying.soap, 12), **wish)  # type: ignore[arg-type]  # fields of the table above

        with pytest.raises(RefusedError, match=told):
            draft_purchase(
                session, gesture, PurchaseDraft(supplier_id=buying.supplier, lines=(wrong,))
            )

        assert session.scalar(select(func.count()).select_from(Purchase)) == 0


def test_a_hundred_thousand_units_are_asked_about(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        many = PurchaseDraft(
            supplier_id=buying.supplier, lines=(PurchaseWish(buying.soap, 100_000),)
        )

        with pytest.raises(ManyUnitsError, match="100"):
            draft_purchase(session, gesture, many)
        kept = draft_purchase(session, gesture, replace(many, accept_many=True))

        assert card_of(session, kept.purchase_id).lines[0].quantity == 100_000


def test_a_price_of_zero_is_asked_about(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        free = PurchaseDraft(supplier_id=buying.supplier, lines=(PurchaseWish(buying.soap, 12, 0),))

        with pytest.raises(ZeroPriceError, match="zéro"):
            draft_purchase(session, gesture, free)
        kept = draft_purchase(session, gesture, replace(free, accept_zero=True))

        assert card_of(session, kept.purchase_id).totals.goods == Money(0)


def test_a_kit_and_a_day_gone_by_and_no_supplier_are_refused(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        wishes = (PurchaseWish(buying.balm, 12),)
        session.get_one(Product, buying.balm).kind = ProductKind.KIT
        session.flush()

        with pytest.raises(RefusedError, match="composé"):
            draft_purchase(
                session, gesture, PurchaseDraft(supplier_id=buying.supplier, lines=wishes)
            )
        with pytest.raises(RefusedError, match="passée"):
            draft_purchase(
                session,
                gesture,
                PurchaseDraft(supplier_id=buying.supplier, wanted_on=date(2026, 11, 20)),
            )
        with pytest.raises(RefusedError, match="fournisseur"):
            draft_purchase(session, gesture, PurchaseDraft(supplier_id=SupplierId(new_id())))


def test_an_order_leaves_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = draft(session, gesture, buying).purchase_id

        send_purchase(session, gesture, purchase_id)
        again = send_purchase(session, on(gesture, 22), purchase_id)

        assert again.state is PurchaseState.SENT
        assert card_of(session, purchase_id).sent_at == gesture.at
        assert _kinds(session, purchase_id) == [PurchaseEventKind.SENT]


def test_an_empty_order_does_not_leave(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        empty = draft_purchase(session, gesture, PurchaseDraft(supplier_id=buying.supplier))

        with pytest.raises(RefusedError, match="vide"):
            send_purchase(session, gesture, empty.purchase_id)

        assert card_of(session, empty.purchase_id).state is PurchaseState.DRAFT


def test_an_order_under_the_minimum_is_asked_about(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        small = draft(session, gesture, buying, 24).purchase_id  # 24 × 2,15 € of 100 €

        with pytest.raises(BelowMinimumError, match="48,40"):
            send_purchase(session, gesture, small)
        kept = send_purchase(session, gesture, small, accept_below=True)

        assert kept.state is PurchaseState.SENT


def test_an_answer_is_kept_and_told_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)
        line = card_of(session, purchase_id).lines[0]
        answer = SupplierAnswer(
            confirmed_on=_DECEMBER, reference="AR-77", lines=(LineAnswer(line.line_id, 48),)
        )

        confirm_purchase(session, gesture, purchase_id, answer)
        confirm_purchase(session, gesture, purchase_id, answer)

        card = card_of(session, purchase_id)
        assert (card.state, card.supplier_reference) == (PurchaseState.CONFIRMED, "AR-77")
        assert (card.open_units, card.expected_on) == (48, _DECEMBER)
        assert [each.detail for each in card.steps[1:]] == [
            "pour le 03/12/2026 · sa référence AR-77 · il manquera 12 unités"
        ]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (SupplierAnswer(confirmed_on=date(2026, 11, 1)), "avant l’envoi"),
        (SupplierAnswer(lines=(LineAnswer(PurchaseLineId(bytes(16)), 3),)), "n’est pas de la"),
    ],
)
def test_an_answer_that_cannot_be_changes_nothing(
    database: Database, gesture: Gesture, answer: SupplierAnswer, told: str
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)

        with pytest.raises(RefusedError, match=told):
            confirm_purchase(session, gesture, purchase_id, answer)

        assert card_of(session, purchase_id).state is PurchaseState.SENT


def test_a_draft_is_not_answered_and_units_below_none_neither(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        unsent = draft(session, gesture, buying).purchase_id
        purchase_id = sent(session, gesture, buying)
        line = card_of(session, purchase_id).lines[0]

        with pytest.raises(RefusedError, match="pas encore partie"):
            confirm_purchase(session, gesture, unsent, SupplierAnswer(confirmed_on=_DECEMBER))
        wrong = SupplierAnswer(lines=(LineAnswer(line.line_id, -1),))
        with pytest.raises(RefusedError, match="quantité"):
            confirm_purchase(session, gesture, purchase_id, wrong)


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
