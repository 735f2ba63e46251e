"""Goods that come in: on sale at once, put aside while the article is soldé, back afterwards."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.operations.receive_units import (
    MOST_UNITS,
    TRANSFER,
    Receipt,
    Received,
    receive_units,
    release_batch,
)
from merchant_desk.operations.save_law_facts import note_payment
from merchant_desk.operations.save_product import note_price
from merchant_desk.operations.turn_promotions import cancel_promotion, turn_promotions
from merchant_desk.queries.law_items import law_facts
from merchant_desk.queries.soldes_now import season_of, soldes_units
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.rules.soldes_eligibility import Why
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, PlaceId, ProductId, PromotionId, id_text, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.places import SUPPLIER
from tests.makers import make_bin, make_location, make_product, make_profile, make_station
from tests.operations.plan_anyway import plan_anyway

PARIS_MIDNIGHT = 23
FIRST = datetime(2027, 1, 5, PARIS_MIDNIGHT, tzinfo=UTC)  # 6 January in Avignon
LAST = datetime(2027, 2, 2, 22, 59, tzinfo=UTC)
DURING = datetime(2027, 1, 15, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Soldes:
    """A soap soldé in winter, a candle that is not, one bin."""

    promotion: PromotionId
    soap: ProductId
    candle: ProductId
    shelf: PlaceId


@pytest.fixture
def soldes(database: Database, gesture: Gesture) -> Soldes:
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        shelf = make_bin(session, make_location(session))
        soap = make_product(session)
        candle = make_product(session, "BOU-FIG", name="Bougie figuier", ean=None)
        opened = replace(gesture, at=datetime(2026, 1, 1, 8, tzinfo=UTC))
        note_price(session, opened, soap, Money(590), "desk")
        receipt = Receipt(product_id=soap, place_id=shelf, quantity=10, paid_on=date(2026, 11, 3))
        receive_units(session, gesture, receipt)
        draft = PromotionDraft(
            title="Soldes d’hiver",
            kind="soldes",
            starts_at=FIRST.replace(day=6, hour=7),
            ends_at=LAST,
            products=(id_text(soap),),
            pricing=Pricing(by="percent", value=3000),
        )
        promotion = plan_anyway(session, gesture, draft)
    return Soldes(promotion, soap, candle, shelf)


def _receive(session: Session, gesture: Gesture, soldes: Soldes, **told: object) -> Received:
    facts: dict[str, object] = {
        "product_id": soldes.soap, "place_id": soldes.shelf, "quantity": 3, **told
    }  # fmt: skip
    return receive_units(session, gesture, Receipt(**facts))  # type: ignore[arg-type]  # told by name


def _in_stock(database: Database, product_id: ProductId) -> int:
    with database.read() as session:
        return stock_of_everything(session).get(product_id, 0)


def test_units_of_a_solde_article_received_during_the_soldes_never_reach_the_stock(
    database: Database, gesture: Gesture, soldes: Soldes
) -> None:
    with database.write() as session:
        turn_promotions(session, replace(gesture, at=DURING))
        queued = session.scalars(select(OutboxMessage.id)).all()

        received = _receive(session, replace(gesture, at=DURING), soldes)

    assert received.aside is not None
    assert received.aside.last == date(2027, 2, 2)
    assert _in_stock(database, soldes.soap) == 10
    with database.read() as session:
        assert session.get_one(Batch, received.batch_id).quarantined
        assert session.scalars(select(OutboxMessage.id)).all() == queued


def test_an_article_that_is_not_solde_goes_on_sale_during_the_soldes(
    database: Database, gesture: Gesture, soldes: Soldes
) -> None:
    with database.write() as session:
        received = _receive(session, replace(gesture, at=DURING), soldes, product_id=soldes.candle)

    assert received.aside is None
    assert _in_stock(database, soldes.candle) == 3


@pytest.mark.parametrize(
    ("at", "aside"),
    [
        (FIRST - timedelta(seconds=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(minutes=1), False),
    ],
)
def test_the_first_and_the_last_day_of_the_season_put_aside_the_days_around_do_not(
    database: Database, gesture: Gesture, soldes: Soldes, at: datetime, aside: bool
) -> None:
    with database.write() as session:
        received = _receive(session, replace(gesture, at=at), soldes)

    assert (received.aside is not None) is aside
    assert _in_stock(database, soldes.soap) == (10 if aside else 13)


def test_units_put_aside_come_back_once_after_the_season_and_not_before(
    database: Database, gesture: Gesture, soldes: Soldes
) -> None:
    with database.write() as session:
        batch = _receive(session, replace(gesture, at=DURING), soldes).batch_id

    with (
        pytest.raises(RefusedError, match="réassort est interdit"),
        database.write() as session,
    ):
        release_batch(session, replace(gesture, at=LAST), batch, soldes.shelf)
    assert _in_stock(database, soldes.soap) == 10

    after = replace(gesture, at=LAST + timedelta(minutes=1))
    with database.write() as session:
        release_batch(session, after, batch, soldes.shelf)
    assert _in_stock(database, soldes.soap) == 13
    with database.read() as session:
        assert session.get_one(Batch, batch).on_sale_since == date(2027, 2, 3)

    with (
        pytest.raises(RefusedError, match="n’étaient pas en quarantaine"),
        database.write() as session,
    ):
        release_batch(session, after, batch, soldes.shelf)
    assert _in_stock(database, soldes.soap) == 13


def test_units_come_back_at_once_when_the_operation_is_taken_back(
    database: Database, gesture: Gesture, soldes: Soldes
) -> None:
    during = replace(gesture, at=DURING)
    with database.write() as session:
        turn_promotions(session, during)
        batch = _receive(session, during, soldes).batch_id
        cancel_promotion(session, during, soldes.promotion)

    with database.write() as session:
        release_batch(session, during, batch, soldes.shelf)

    assert _in_stock(database, soldes.soap) == 13


@pytest.mark.parametrize(
    ("since", "paid", "aside"),
    [
        (date(2026, 12, 6), date(2026, 12, 6), False),
        (date(2026, 12, 7), date(2026, 12, 6), True),
        (date(2026, 12, 6), date(2026, 12, 7), True),
        (None, date(2026, 12, 6), True),
        (date(2026, 12, 6), None, True),
    ],
)
def test_units_of_another_shop_of_the_company_are_no_restocking_when_they_were_ours_in_time(
    database: Database,
    gesture: Gesture,
    soldes: Soldes,
    since: date | None,
    paid: date | None,
    aside: bool,
) -> None:
    during = replace(gesture, at=DURING)

    with database.write() as session:
        received = _receive(
            session, during, soldes, source=TRANSFER, on_sale_since=since, paid_on=paid
        )

    assert (received.aside is not None) is aside


def test_which_units_may_be_soldees_is_told_receipt_by_receipt(
    database: Database, gesture: Gesture, soldes: Soldes
) -> None:
    with database.write() as session:
        late = replace(gesture, at=datetime(2026, 12, 6, 23, 30, tzinfo=UTC))  # the 7th in Avignon
        in_time = replace(gesture, at=datetime(2026, 12, 6, 22, 30, tzinfo=UTC))
        unpaid = _receive(session, in_time, soldes, quantity=4).batch_id
        _receive(session, late, soldes, quantity=2, paid_on=date(2026, 12, 7))
        season = season_of(session, soldes.soap, late.at)
        assert season is not None
        before = soldes_units(session, soldes.soap, season.limit)
        note_payment(session, late, unpaid, date(2026, 12, 6))
        after = soldes_units(session, soldes.soap, season.limit)

    assert season.limit == date(2026, 12, 6)
    assert [each.why for each in before.shares] == [Why.ELIGIBLE, Why.UNKNOWN, Why.TOO_LATE]
    assert (before.eligible, after.eligible) == (10, 14)


def test_a_receipt_keeps_what_was_told_and_a_cost_becomes_that_of_the_article(
    database: Database, gesture: Gesture, soldes: Soldes
) -> None:
    with database.write() as session:
        received = _receive(
            session, gesture, soldes, supplier="  Savonnerie   du Midi ",
            cost_tenthousandths=21_500, paid_known=True,
        )  # fmt: skip

    with database.read() as session:
        batch = session.get_one(Batch, received.batch_id)
        assert (batch.supplier, batch.received_on) == ("Savonnerie du Midi", date(2026, 11, 21))
        assert (batch.paid_known, batch.paid_on, batch.cost_tenthousandths) == (True, None, 21_500)
        assert session.get_one(Product, soldes.soap).cost_tenthousandths == 21_500
        (facts,) = law_facts(session, [soldes.soap])
        assert len(facts.batches) == 2


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ({"quantity": 0}, "la quantité n’est pas possible"),
        ({"quantity": -1}, "la quantité n’est pas possible"),
        ({"quantity": MOST_UNITS + 1}, "la quantité n’est pas possible"),
        ({"paid_on": date(2026, 11, 22)}, "une des dates est à venir"),
        ({"on_sale_since": date(2026, 11, 22)}, "une des dates est à venir"),
        ({"cost_tenthousandths": -1}, "coût d’achat est négatif"),
        ({"product_id": ProductId(new_id())}, "ce produit n’existe pas"),
        ({"place_id": PlaceId(new_id())}, "cet emplacement n’existe pas"),
        ({"place_id": SUPPLIER}, "cet emplacement n’existe pas"),
    ],
)
def test_what_cannot_be_received_is_refused_in_french_and_nothing_is_kept(
    database: Database, gesture: Gesture, soldes: Soldes, told: dict[str, object], title: str
) -> None:
    with pytest.raises(RefusedError, match=title), database.write() as session:
        _receive(session, gesture, soldes, **told)

    assert _in_stock(database, soldes.soap) == 10


def test_a_receipt_of_the_day_may_be_paid_the_same_day(
    database: Database, gesture: Gesture, soldes: Soldes
) -> None:
    with database.write() as session:
        _receive(session, gesture, soldes, quantity=1, paid_on=date(2026, 11, 21))

    assert _in_stock(database, soldes.soap) == 11


def test_units_that_are_not_aside_are_not_released(
    database: Database, gesture: Gesture, soldes: Soldes
) -> None:
    with pytest.raises(RefusedError), database.write() as session:
        release_batch(session, gesture, BatchId(new_id()), soldes.shelf)

    assert _in_stock(database, soldes.soap) == 10
