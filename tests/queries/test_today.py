"""The day at a glance: each thing counted, said in a sentence, and led to its fix."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.promotion import Promotion
from merchant_desk.models.shop import OutboxMessage, Shop
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.set_stock_rule import LevelSet, set_stock_rule
from merchant_desk.queries.orders import OrdersQuery
from merchant_desk.queries.today import Today, TodayCard, today
from merchant_desk.queries.today_facts import day_facts
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PromotionId, id_text, new_id
from merchant_desk.values.order_views import OrderMark, OrderTab
from merchant_desk.values.places import ADJUSTMENT
from merchant_desk.values.words import MessageState, MoveReason, PromotionState
from tests.issued import issued, paid
from tests.makers import make_bin, make_location, make_product, make_station, put_stock
from tests.ui.orders.day import make_day


def _sentences(day: Today) -> dict[str, str]:
    return {line.key: line.sentence for line in day.lines}


def test_a_day_says_what_is_late_short_new_and_waiting(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_day(session, gesture)
        later = gesture.at + timedelta(days=3)

        day = today(session, later, gesture.at - timedelta(days=1))

        said = _sentences(day)
        assert said["late"] == "6 commandes en retard"
        assert said["in_progress"] == "2 commandes en cours de préparation"
        assert said["short"] == "1 commande à qui il manque du stock"
        assert said["blocked"] == "1 commande bloquée"
        assert said["unpaid"] == "1 commande attend son paiement"
        assert said["prints"] == "3 documents attendent l’imprimante"
        assert said["unsent"] == "1 envoi à la boutique en ligne attend"
        assert (day.to_prepare, day.late, day.calm, day.first_run) == (4, 6, False, False)


def test_each_line_of_orders_leads_to_as_many_orders_as_it_counts(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_day(session, gesture)

        day = today(session, gesture.at, gesture.at - timedelta(hours=10))

        led = [line for line in day.lines if line.screen == "orders"]
        assert {"later", "new", "short"} <= {line.key for line in led}
        for line in led:
            mark, since = line.argument.get("mark"), line.argument.get("new_since")
            query = OrdersQuery(
                gesture.at,
                OrderTab(line.argument.get("tab", "all")),
                mark=OrderMark(mark) if mark else None,
                new_since=datetime.fromisoformat(since) if since else None,
            )
            assert query.count(session) == line.count


def test_cancelled_orders_are_not_news_and_a_day_parts_what_leaves_now_from_the_rest(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_day(session, gesture)

        news = OrdersQuery(gesture.at, new_since=gesture.at - timedelta(days=30))
        ready = OrdersQuery(gesture.at, OrderTab.TO_PREPARE)
        parts = (
            replace(ready, mark=OrderMark.DUE_TODAY).count(session),
            replace(ready, mark=OrderMark.DUE_LATER).count(session),
            sum(row.late for row in ready.fetch(session, 0, 50)),
        )

        assert news.count(session) == 9
        assert sum(parts) == ready.count(session) == 4


def test_a_storefront_that_does_not_answer_is_told(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_day(session, gesture)
        calm = _sentences(today(session, gesture.at, gesture.at))
        session.execute(update(table(Shop)).values(problem="La boutique ne répond pas."))

        said = _sentences(today(session, gesture.at, gesture.at))

        assert "unreached" not in calm
        assert said["unreached"] == "1 boutique en ligne n’est pas jointe"


def test_a_shop_without_identity_is_told_before_its_first_parcel(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_day(session, gesture)
        known = _sentences(today(session, gesture.at, gesture.at))
        session.execute(delete(table(ShopProfile)))

        day = today(session, gesture.at, gesture.at)

        assert "identity" not in known
        line = next(line for line in day.lines if line.key == "identity")
        assert line.sentence == "L’identité de la boutique manque"
        assert (line.screen, dict(line.argument)) == ("settings", {"section": "shop"})


def test_new_orders_are_those_since_the_last_visit(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_day(session, gesture)

        day = today(session, gesture.at, gesture.at - timedelta(hours=10))

        line = next(line for line in day.lines if line.card is TodayCard.NEW)
        assert line.sentence == "4 nouvelles commandes"
        assert line.detail.startswith("206,60\u00a0€ depuis ")


def test_a_refused_message_and_a_negative_stock_are_to_be_checked(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_day(session, gesture)
        session.execute(update(table(OutboxMessage)).values(state=MessageState.PARKED))
        _oversell(session, gesture)

        said = _sentences(today(session, gesture.at, gesture.at))

        assert said["refused"] == "1 envoi refusé par la boutique en ligne"
        assert said["negative"] == "1 produit a un stock négatif"
        assert "unsent" not in said


def test_an_operation_that_starts_tomorrow_and_one_that_ends_today_are_told_and_opened(
    database: Database, gesture: Gesture
) -> None:
    hour = timedelta(hours=1)
    with database.write() as session:
        _promotion(session, "Soldes", PromotionState.PLANNED, gesture.at + 20 * hour)
        kept = _promotion(session, "Foire", PromotionState.RUNNING, gesture.at - hour, hour)
        _promotion(session, "Plus tard", PromotionState.PLANNED, gesture.at + 72 * hour)
        _promotion(session, "Idée", PromotionState.DRAFT, gesture.at + hour)
        _promotion(session, "Longue", PromotionState.RUNNING, gesture.at - hour, 72 * hour)

        day = today(session, gesture.at, gesture.at)

        said = _sentences(day)
        assert said["starting"] == "1 opération commence aujourd’hui ou demain"
        assert said["ending"] == "1 opération finit aujourd’hui ou demain"
        ending = next(line for line in day.lines if line.key == "ending")
        assert ending.detail.startswith("Foire, aujourd’hui ")
        assert (ending.screen, dict(ending.argument)) == ("promotions", {"promotion": kept})


def test_an_empty_shop_is_at_its_first_run(database: Database, gesture: Gesture) -> None:
    with database.read() as session:
        day = today(session, gesture.at, gesture.at)

        assert day == Today((), 0, 0, first_run=True, has_shop=False)
        assert day.calm


def _promotion(
    session: Session,
    title: str,
    state: PromotionState,
    starts_at: datetime,
    length: timedelta = timedelta(days=5),
) -> str:
    """An operation in some state; its id as a text."""
    made = Promotion(
        id=PromotionId(new_id()),
        title=title,
        kind="promotion",
        state=state,
        starts_at=starts_at,
        ends_at=starts_at + length + timedelta(hours=1),
        channels="shop",
        plan="{}",
        created_at=starts_at,
        changed_at=starts_at,
        changed_by="",
    )
    session.add(made)
    session.flush()
    return id_text(made.id)


def _oversell(session: Session, gesture: Gesture) -> None:
    product = make_product(session, "NEG", ean=None)
    shelf = make_bin(session, make_location(session, "Réserve"), "Z9")
    move = Move(product, shelf, ADJUSTMENT, 1, MoveReason.CORRECTION)
    post_move(session, gesture, move)


def test_a_late_invoice_is_told_until_it_is_paid(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)
        late = issued(session, gesture, 5_000, day=date(2026, 10, 1), due_on=date(2026, 10, 31))
        issued(session, gesture, 900, due_on=date(2026, 12, 31))
        before = day_facts(session, gesture.at, gesture.at).count("overdue")
        paid(session, gesture, 5_000, invoice_id=late)
        session.flush()

        after = day_facts(session, gesture.at, gesture.at).count("overdue")

        assert (before, after) == (1, 0)


def test_an_article_under_its_minimum_is_told_and_leads_to_reordering(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        # given two soaps with a minimum of six, of which one has nine
        make_station(session, gesture)
        location = make_location(session)
        shelf = make_bin(session, location)
        for sku, units in (("S1", 9), ("S2", 5)):
            product_id = make_product(session, sku, ean=None)
            put_stock(session, gesture, product_id, shelf, units)
            set_stock_rule(session, gesture, LevelSet(product_id, location, 6))

        # when
        page = today(session, gesture.at, gesture.at)

        # then
        (line,) = (each for each in page.lines if each.key == "under")
        assert line.sentence == "1 article est sous son stock minimum"
        assert (line.screen, dict(line.argument)) == ("purchases", {"page": "reorder"})
