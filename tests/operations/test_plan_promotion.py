"""Planning an operation: judged where it is saved, carried out at its time, once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.promotion import Promotion, PromotionCheck, PromotionEvent, PromotionLine
from merchant_desk.operations.plan_promotion import plan_promotion, save_draft
from merchant_desk.operations.save_product import ProductDraft, note_price, save_product
from merchant_desk.operations.turn_promotions import cancel_promotion, next_turn, turn_promotions
from merchant_desk.queries.price_history import ledger_lines
from merchant_desk.queries.promotion_verdict import promotion_verdict
from merchant_desk.rules.price_ledger import price_at
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, id_text
from merchant_desk.values.money import Money
from merchant_desk.values.words import PromotionState
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
)

STARTS = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)  # midnight in Paris, 27 November
ENDS = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)


@pytest.fixture
def soap(database: Database, gesture: Gesture) -> ProductId:
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        make_shop(session)
        soap = make_product(session)
        opened = replace(gesture, at=datetime(2026, 1, 1, 8, tzinfo=UTC))
        note_price(session, opened, soap, Money(590), "desk")
        put_stock(session, gesture, soap, make_bin(session, make_location(session)), 40)
    return soap


def black_friday(soap: ProductId, percent_bp: int = 2000) -> PromotionDraft:
    return PromotionDraft(
        title="Black Friday",
        kind="promotion",
        starts_at=STARTS,
        ends_at=ENDS,
        products=(id_text(soap),),
        pricing=Pricing(by="percent", value=percent_bp),
    )


def test_a_planned_operation_keeps_its_prices_its_verdict_and_its_journal(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.read() as session:
        warned = promotion_verdict(session, black_friday(soap), gesture.at).warned_rules

    with database.write() as session:
        promotion_id = plan_promotion(session, gesture, black_friday(soap), warned)

    with database.read() as session:
        promotion = session.get_one(Promotion, promotion_id)
        line = session.scalars(select(PromotionLine)).one()
        assert promotion.state is PromotionState.PLANNED
        assert (line.price, line.prior_web) == (Money(472), Money(590))
        assert session.scalars(select(PromotionCheck.rules_version)).all() == ["2026-11-21"]
        assert [each.kind for each in session.scalars(select(PromotionEvent))] == ["planned"]
        assert next_turn(session) == STARTS


def test_its_price_is_practised_from_its_start_to_its_end_even_when_the_desk_was_closed(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        warned = promotion_verdict(session, black_friday(soap), gesture.at).warned_rules
        promotion_id = plan_promotion(session, gesture, black_friday(soap), warned)

    later = replace(gesture, at=ENDS + timedelta(days=7))
    with database.write() as session:
        turned = turn_promotions(session, later)
    with database.write() as session:
        again = turn_promotions(session, later)

    assert (turned.started, turned.ended) == (1, 1)
    assert not again
    with database.read() as session:
        lines = [line for channel, line in ledger_lines(session, [soap])[soap] if channel != "shop"]
        at = {day: price_at(lines, day) for day in (STARTS, ENDS - timedelta(minutes=1), ENDS)}
        assert [each.price.cents for each in at.values() if each] == [472, 472, 590]
        before_it_was_learnt = price_at(lines, STARTS, known_at=STARTS)
        assert before_it_was_learnt is not None
        assert before_it_was_learnt.price == Money(590)
        assert session.get_one(Promotion, promotion_id).state is PromotionState.ENDED


def test_an_operation_taken_back_while_it_runs_gives_the_usual_price_back_at_once(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        warned = promotion_verdict(session, black_friday(soap), gesture.at).warned_rules
        promotion_id = plan_promotion(session, gesture, black_friday(soap), warned)
        turn_promotions(session, replace(gesture, at=STARTS))
    stopped = replace(gesture, at=STARTS + timedelta(hours=5))

    with database.write() as session:
        cancel_promotion(session, stopped, promotion_id)

    with database.read() as session:
        lines = [line for channel, line in ledger_lines(session, [soap])[soap] if channel != "web"]
        running = price_at(lines, STARTS + timedelta(hours=4))
        over = price_at(lines, STARTS + timedelta(hours=6))
        assert running is not None
        assert over is not None
        assert (running.price, over.price) == (Money(472), Money(590))


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ({"ends_at": STARTS}, "finit avant de commencer"),
        ({"title": " "}, "n’a pas de nom"),
        ({"starts_at": STARTS - timedelta(days=60), "ends_at": STARTS - timedelta(days=30)},
         "dates sont passées"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_refused_and_nothing_is_kept(
    database: Database,
    gesture: Gesture,
    soap: ProductId,
    change: dict[str, object],
    title: str,
) -> None:
    draft = structs.replace(black_friday(soap), **change)

    with pytest.raises(RefusedError, match=title), database.write() as session:
        plan_promotion(session, gesture, draft, ())

    with database.read() as session:
        assert session.scalars(select(Promotion)).all() == []
        assert session.scalars(select(PriceChange.source)).all() == ["desk"]


def test_a_draft_is_kept_whatever_the_law_says_of_it(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        promotion_id = save_draft(session, gesture, black_friday(soap, 9900))

    with database.read() as session:
        assert session.get_one(Promotion, promotion_id).state is PromotionState.DRAFT
        assert next_turn(session) is None


def test_a_new_usual_price_does_not_hide_what_is_paid_while_the_operation_runs(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        warned = promotion_verdict(session, black_friday(soap), gesture.at).warned_rules
        plan_promotion(session, gesture, black_friday(soap), warned)
        turn_promotions(session, replace(gesture, at=STARTS))
    with database.read() as session:
        card = session.get_one(Product, soap)
        draft = ProductDraft(sku=card.sku, name=card.name, price=Money(690), rate_bp=2000)

    with database.write() as session:
        save_product(session, replace(gesture, at=STARTS + timedelta(hours=1)), draft, soap)

    with database.read() as session:
        lines = [line for channel, line in ledger_lines(session, [soap])[soap] if channel != "web"]
        running, over = (
            price_at(lines, at) for at in (STARTS + timedelta(hours=2), ENDS + timedelta(hours=1))
        )
        assert running is not None
        assert over is not None
        assert (running.price, over.price) == (Money(472), Money(690))


def test_an_imported_price_counts_from_the_day_of_its_import(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        imported = make_product(session, "IMP-1", ean=None)

    with database.read() as session:
        lines = [line for _channel, line in ledger_lines(session, [imported])[imported]]

    assert [(line.price, line.source) for line in lines] == [(Money(590), "import")]


def test_what_is_changed_while_an_operation_runs_is_paid_from_that_moment(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        warned = promotion_verdict(session, black_friday(soap), gesture.at).warned_rules
        promotion_id = plan_promotion(session, gesture, black_friday(soap), warned)
        turn_promotions(session, replace(gesture, at=STARTS))
    deeper, left = (replace(gesture, at=STARTS + timedelta(hours=each)) for each in (5, 9))

    with database.write() as session:
        plan_promotion(session, deeper, black_friday(soap, 3000), warned, promotion_id)
    with database.write() as session:
        nothing = structs.replace(black_friday(soap), products=())
        plan_promotion(session, left, nothing, warned, promotion_id)

    with database.read() as session:
        lines = [line for channel, line in ledger_lines(session, [soap])[soap] if channel != "web"]
        paid = [price_at(lines, STARTS + timedelta(hours=each)) for each in (1, 6, 10)]
        assert [each.price.cents for each in paid if each] == [472, 413, 590]
