"""Kits are sold as one and leave as their parts: promised, packed, billed and told so."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.order import OrderLine
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.link_article import link_article
from merchant_desk.operations.move_counter_stock import move_counter_stock
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.unscan_item import unscan_last
from merchant_desk.queries.counter_article import counter_article
from merchant_desk.queries.kits import KitStock, kit_stock
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.order_lines import card_lines, line_counts
from merchant_desk.queries.product_card import product_card
from merchant_desk.queries.products import product_rows
from merchant_desk.rules.kit_stock import Part
from merchant_desk.sync.capabilities import StockMeaning
from merchant_desk.sync.stock_telling import wanted_stock
from merchant_desk.values.basket import BackLine, Basket, BasketLine
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.words import ScanOutcome
from tests.makers import remote_line
from tests.operations.kit_bench import BOX, CANDLE, KIT_SKU, SOAP, kit_bench, kit_line

_SOAP_SKU, _CANDLE_SKU = "SAV-LAV-100", "BOU-MIE-120"


def test_a_kit_is_as_many_as_its_scarcest_part_allows(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture, soaps=7, candles=10)

        bench.receive(remote_line(_SOAP_SKU, 2))

        assert kit_stock(session, [bench.kit, bench.soap]) == {bench.kit: KitStock(3, 2)}


def test_an_order_of_kits_promises_their_parts(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)

        order = bench.receive(kit_line(3), remote_line(_SOAP_SKU))

        assert bench.promised() == {bench.soap: 7, bench.candle: 3}
        parts = select(OrderLine.sku, OrderLine.quantity, OrderLine.total).where(
            OrderLine.order_id == order, OrderLine.kit_line_id.is_not(None)
        )
        found = {row[0]: (row[1], row[2].cents) for row in session.execute(parts)}
        assert found == {_SOAP_SKU: (6, 0), _CANDLE_SKU: (3, 0)}
        assert ledger_disagreements(session) == ()


def test_the_code_of_a_kit_counts_all_its_parts_and_goes_back_whole(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        parcel = bench.open(bench.receive(kit_line(2)))

        said = bench.scan(parcel, BOX)

        assert (said.outcome, said.packed, said.wanted) == (ScanOutcome.ADDED, 1, 2)
        assert bench.packed(parcel) == {bench.soap: 2, bench.candle: 1}
        unscan_last(session, bench.later(), parcel)
        assert bench.packed(parcel) == {bench.soap: 0, bench.candle: 0}


def test_a_kit_with_a_part_already_in_is_not_counted_whole(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        parcel = bench.open(bench.receive(kit_line()))
        bench.scan(parcel, CANDLE)

        said = bench.scan(parcel, BOX)

        assert said.outcome is ScanOutcome.TOO_MANY
        assert bench.packed(parcel) == {bench.soap: 0, bench.candle: 1}


def test_the_last_part_ships_the_kit_and_its_invoice_names_what_it_holds(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line())
        parcel = bench.open(order)

        for code in (SOAP, SOAP, CANDLE):
            said = bench.scan(parcel, code)

        assert said.closed is not None
        assert said.closed.order_complete
        held = "1 × Bougie miel 120 g", "2 × Savon lavande 100 g"
        (billed,) = bench.billed()
        assert (billed[0], billed[2], billed[3]) == (KIT_SKU, 1, 2000)
        assert all(each in billed[1] for each in held)
        assert bench.lines(order)[KIT_SKU] == (1, 1, 0)
        assert bench.on_hand() == {bench.soap: 18, bench.candle: 9}
        assert ledger_disagreements(session) == ()


def test_a_parcel_bills_the_kits_that_it_completes(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(2))
        first = bench.open(order)
        for code in (SOAP, SOAP, SOAP, CANDLE):
            bench.scan(first, code)

        close_parcel(session, bench.later(), first)
        assert [row[2:] for row in bench.billed()] == [(1, 2000)]
        second = bench.open(order)
        for code in (SOAP, CANDLE):
            said = bench.scan(second, code)

        assert said.closed is not None
        assert [row[2:] for row in bench.billed()] == [(1, 2000), (1, 2000)]
        assert bench.lines(order)[KIT_SKU] == (2, 2, 0)


def test_a_parcel_of_loose_parts_names_them_for_nothing(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line())
        first = bench.open(order)
        bench.scan(first, CANDLE)

        close_parcel(session, bench.later(), first)

        assert bench.billed() == [(_CANDLE_SKU, "", 1, 0)]
        assert bench.lines(order)[KIT_SKU] == (1, 0, 0)


def test_an_edit_before_packing_explodes_the_kit_again(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(1))

        later = bench.later().at
        bench.receive(kit_line(3), modified_at=later)

        assert bench.promised() == {bench.soap: 6, bench.candle: 3}
        bench.receive(remote_line(_CANDLE_SKU), modified_at=bench.later().at)
        assert bench.promised() == {bench.candle: 1}
        assert list(bench.lines(order)) == [_CANDLE_SKU]
        assert ledger_disagreements(session) == ()


def test_a_kit_refunded_before_packing_frees_its_parts_once(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(2))
        refunded = kit_line(2, refunded_quantity=1)

        bench.receive(refunded, modified_at=bench.later().at)
        assert bench.promised() == {bench.soap: 2, bench.candle: 1}
        cancelled = {"state": RemoteState.CANCELLED, "state_word": "cancelled"}
        bench.receive(refunded, modified_at=bench.later().at, **cancelled)
        bench.receive(refunded, modified_at=bench.later().at, **cancelled)

        assert bench.promised() == {}
        assert bench.on_hand() == {bench.soap: 20, bench.candle: 10}
        assert bench.lines(order)[_SOAP_SKU] == (4, 0, 2)


def test_kits_shipped_without_scanning_take_their_parts(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(2), remote_line(_SOAP_SKU))

        done = ship_orders(session, bench.later(), [order])

        assert done.refused == ()
        assert bench.on_hand() == {bench.soap: 15, bench.candle: 8}
        assert bench.lines(order)[KIT_SKU] == (2, 2, 0)
        assert ledger_disagreements(session) == ()


@pytest.mark.parametrize("meaning", [StockMeaning.SELLABLE, StockMeaning.PHYSICAL])
def test_storefronts_are_told_what_the_parts_make(
    database: Database, gesture: Gesture, meaning: StockMeaning
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture, soaps=9, candles=10)
        bench.receive(kit_line(1), remote_line(_SOAP_SKU, 1))

        told = wanted_stock(session, bench.shop, [bench.kit, bench.soap, bench.candle], meaning)

        by_meaning = {
            StockMeaning.SELLABLE: {bench.kit: 3, bench.soap: 6, bench.candle: 9},
            # The shop takes off its own kit and its own soap; not the soaps in the kit.
            StockMeaning.PHYSICAL: {bench.kit: 4, bench.soap: 7, bench.candle: 9},
        }
        assert told == by_meaning[meaning]


def test_an_unknown_article_told_to_be_a_kit_promises_its_parts(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(replace(kit_line(2), sku="PROVENCE"))
        line = session.scalars(select(OrderLine).where(OrderLine.order_id == order)).one()

        link_article(session, bench.later(), line.id, bench.kit)

        assert bench.promised() == {bench.soap: 4, bench.candle: 2}
        assert ledger_disagreements(session) == ()


def test_open_orders_of_an_article_that_becomes_a_kit_get_its_parts(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        save_kit(session, bench.later(), bench.kit, [])
        bench.receive(kit_line(2))
        assert bench.promised() == {bench.kit: 2}

        saved = save_kit(session, bench.later(), bench.kit, [Part(bench.soap, 3)])

        assert saved.lines == 1
        assert bench.promised() == {bench.soap: 6}
        assert ledger_disagreements(session) == ()


def test_lists_and_cards_show_the_kits_that_the_parts_make(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture, soaps=7, candles=10)
        order = bench.receive(remote_line(_SOAP_SKU, 2), kit_line())

        (row,) = product_rows(session, [bench.kit])
        card = product_card(session, bench.kit)

        assert card is not None
        assert (row.on_hand, row.available, card.on_hand, card.available) == (3, 1, 3, 1)
        lines = card_lines(session, order, 10)
        assert [each.part_of_kit for each in lines] == [False, False, True, True]
        assert line_counts(session, order).due == 5


def test_a_kit_sold_at_the_counter_takes_its_parts_and_a_return_brings_them_back(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        line = BasketLine(RecordId(new_id()), "Coffret", 2, Money(2000), 2000, bench.kit)
        back = BackLine(RecordId(new_id()), "Coffret", 1, 2000, Money(2000), product_id=bench.kit)
        sold = Basket(DraftId(new_id()), gesture.at, (line,))

        move_counter_stock(session, bench.later(), sold, "T-1")
        assert bench.on_hand() == {bench.soap: 16, bench.candle: 8}
        returned = Basket(DraftId(new_id()), gesture.at, back=(back,))
        move_counter_stock(session, bench.later(), returned, "T-2")

        assert bench.on_hand() == {bench.soap: 18, bench.candle: 9}
        article = counter_article(session, bench.kit, gesture.at)
        assert article is not None
        assert (article.on_hand, article.active) == (9, True)
