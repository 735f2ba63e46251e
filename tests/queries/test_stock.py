"""Stock of everything, its proof from the moves, and the story of one product."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.post_move import Move, post_move, post_moves
from merchant_desk.queries.products import Shown
from merchant_desk.queries.stock import (
    StockDifference,
    reserved_of_everything,
    stock_by_bin,
    stock_differences,
    stock_of_everything,
)
from merchant_desk.queries.stock_list import StockList
from merchant_desk.queries.stock_story import stock_story, why_not
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.places import ADJUSTMENT, CUSTOMER, OPENING, SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.makers import make_location, make_product
from tests.queries.soap import soap_in_two_bins


def test_the_bins_of_a_product_add_up(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap, first, second = soap_in_two_bins(session, gesture)

        assert stock_of_everything(session) == {soap: 9}
        assert reserved_of_everything(session) == {}
        assert sorted(stock_by_bin(session)) == sorted([(soap, first, 6), (soap, second, 3)])
        assert stock_differences(session) == ()


def test_a_level_that_lies_is_found(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap, first, _second = soap_in_two_bins(session, gesture)
        levels = table(StockLevel)
        session.execute(update(levels).where(levels.c.place_id == first).values(quantity=8))

        assert stock_differences(session) == (StockDifference(soap, first, level=8, moves=6),)


def test_two_lies_that_cancel_out_are_both_found(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap, first, second = soap_in_two_bins(session, gesture)
        levels = table(StockLevel)
        for place, quantity in ((first, 5), (second, 4)):
            wrong = update(levels).where(levels.c.place_id == place).values(quantity=quantity)
            session.execute(wrong)

        assert set(stock_differences(session)) == {
            StockDifference(soap, first, level=5, moves=6),
            StockDifference(soap, second, level=4, moves=3),
        }


def test_moves_of_a_bin_that_has_no_level_are_found(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap, first, second = soap_in_two_bins(session, gesture)
        post_move(session, gesture, Move(soap, first, second, 2, MoveReason.TRANSFER))
        assert stock_differences(session) == ()
        levels = table(StockLevel)
        session.execute(delete(levels).where(levels.c.place_id == second))

        assert stock_differences(session) == (StockDifference(soap, second, level=0, moves=5),)

        session.execute(delete(levels))
        assert {each.moves for each in stock_differences(session)} == {4, 5}


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (StockList(), [("BOU-1", "", 0), ("SAV-LAV-100", "A1", 6), ("SAV-LAV-100", "B2", 3)]),
        (StockList(sort="quantity"), [("BOU-1", "", 0), ("SAV-LAV-100", "B2", 3),
                                      ("SAV-LAV-100", "A1", 6)]),
        (StockList(shown=Shown.ZERO), [("BOU-1", "", 0)]),
        (StockList(shown=Shown.NEGATIVE), []),
        (StockList(text="savon", sort="bin", descending=True),
         [("SAV-LAV-100", "B2", 3), ("SAV-LAV-100", "A1", 6)]),
    ],
)  # fmt: skip
def test_the_list_has_a_line_a_product_and_bin(
    database: Database, gesture: Gesture, query: StockList, lines: list[tuple[str, str, int]]
) -> None:
    with database.write() as session:
        soap_in_two_bins(session, gesture)
        make_product(session, "BOU-1", name="Bougie", ean=None)

        rows = query.fetch(session, 0, 50)

        assert [(row.sku, row.code, row.quantity) for row in rows] == lines
        assert query.count(session) == len(lines)
        assert query.ids(session) == [row.key for row in rows]


def test_a_bin_or_a_location_alone_can_be_listed(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _soap, _first, second = soap_in_two_bins(session, gesture)
        empty = make_location(session, "Dépôt")

        in_bin = StockList(place_id=second).fetch(session, 0, 9)

        assert [(row.code, row.quantity, row.on_hand) for row in in_bin] == [("B2", 3, 9)]
        assert StockList(location_id=empty).count(session) == 0


def test_the_story_tells_every_move_and_ends_at_the_level(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap, first, second = soap_in_two_bins(session, gesture)
        later = replace(gesture, at=gesture.at + timedelta(hours=3), person="Inès")
        post_moves(
            session,
            later,
            [
                Move(soap, first, CUSTOMER, 1, MoveReason.SALE),
                Move(soap, second, ADJUSTMENT, 1, MoveReason.BREAKAGE, "tombé"),
                Move(soap, first, second, 2, MoveReason.TRANSFER),
                Move(soap, SUPPLIER, first, 12, MoveReason.RECEIPT),
            ],
        )

        story = stock_story(session, soap)

    assert story is not None
    assert [(line.sentence, line.change, line.balance) for line in story.lines] == [
        ("12 unités reçues, rangées en A1", 12, 19),
        ("2 unités déplacées de A1 à B2", 0, 7),
        ("1 unité cassée en B2", -1, 7),
        ("1 unité vendue, prise en A1", -1, 8),
        ("3 unités au départ, rangées en B2", 3, 9),
        ("6 unités au départ, rangées en A1", 6, 6),
    ]
    assert {line.who for line in story.lines} == {"Inès", "Camille"}
    assert story.lines[2].document == "tombé"
    assert story.complete
    assert story.sum_up == "19 en stock, rien n’est réservé\u00a0: 19 à vendre."


def test_why_seven_and_not_nine(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap, first, second = soap_in_two_bins(session, gesture)
        post_move(session, gesture, Move(soap, first, CUSTOMER, 1, MoveReason.SALE))
        post_move(session, gesture, Move(soap, first, second, 1, MoveReason.TRANSFER))
        post_move(session, gesture, Move(soap, second, ADJUSTMENT, 1, MoveReason.THEFT))
        story = stock_story(session, soap)

    assert story is not None
    answer = why_not(story, 9)
    assert answer.sentence == "Il y en avait 9 jusqu’au 21 nov., 10:30. Depuis\u00a0:"
    assert [line.sentence for line in answer.lines] == [
        "1 unité volée en B2",
        "1 unité vendue, prise en A1",
    ]
    assert why_not(story, 7).sentence == "C’est bien ce que dit le stock."
    assert why_not(story, 50).lines == ()


def test_a_long_story_is_cut_and_still_ends_at_the_level(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap, first, _second = soap_in_two_bins(session, gesture)
        post_moves(
            session, gesture, [Move(soap, OPENING, first, 1, MoveReason.COUNT) for _ in range(9)]
        )

        story = stock_story(session, soap, most=4)

    assert story is not None
    assert not story.complete
    assert [line.balance for line in story.lines] == [18, 17, 16, 15]


def test_a_product_that_does_not_exist_has_no_story(database: Database) -> None:
    with database.read() as session:
        assert stock_story(session, ProductId(b"?" * 16)) is None


_STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 50)).filter(
        lambda step: step[0] != step[1]
    ),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=_STEPS)
def test_the_running_balance_ends_at_the_level_and_starts_from_nothing(
    sqlite_database: Database, gesture: Gesture, steps: list[tuple[int, int, int]]
) -> None:
    with sqlite_database.write() as session:
        soap, first, second = soap_in_two_bins(session, gesture)
        places = [OPENING, CUSTOMER, ADJUSTMENT, first, second]
        reasons = list(MoveReason)
        post_moves(
            session,
            gesture,
            [
                Move(soap, places[start], places[end], quantity, reasons[quantity % len(reasons)])
                for start, end, quantity in steps
            ],
        )

        story = stock_story(session, soap)

        assert story is not None
        assert story.lines[0].balance == stock_of_everything(session)[soap] == story.on_hand
        assert story.lines[-1].balance == story.lines[-1].change
        balances = [line.balance - line.change for line in story.lines[:-1]]
        assert balances == [line.balance for line in story.lines[1:]]
        assert stock_differences(session) == ()
        session.rollback()
