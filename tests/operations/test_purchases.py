"""Orders to suppliers are written, sent, answered, changed and ended, each once."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase
from merchant_desk.operations.confirm_purchase import confirm_purchase
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.purchase_questions import (
    BelowMinimumError,
    ManyUnitsError,
    ZeroPriceError,
)
from merchant_desk.operations.send_purchase import send_purchase
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
    card_of,
    draft,
    make_buying,
    on,
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
