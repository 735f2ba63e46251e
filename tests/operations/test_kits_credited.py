"""A kit that a credit note takes back comes back as its parts, once."""

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.invoice import Invoice
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries.return_units import lines_back
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, new_id
from tests import makers
from tests.operations.counter_room import SOAP, counter_room
from tests.operations.kit_bench import kit_bench, kit_line


def test_a_kit_credited_and_restocked_comes_back_as_its_parts_once(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(2))
        ship_orders(session, bench.later(), [order])
        invoice = session.scalars(select(Invoice.id)).one()

        asked = CreditAsked(invoice, "Retour", restock=True)
        credit_invoice(session, bench.later(), DraftId(new_id()), asked)

        assert bench.on_hand() == {bench.soap: 20, bench.candle: 10}
        back = {each.sku: each.units.back for each in lines_back(session, order)}
        assert back == {"COF-PRO": 2, "SAV-LAV-100": 4, "BOU-MIE-120": 2}


def test_a_kit_comes_back_as_it_was_sold_whatever_it_is_made_of_by_then(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        # given two kits of two soaps and a candle that left
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(2))
        ship_orders(session, bench.later(), [order])
        invoice = session.scalars(select(Invoice.id)).one()

        # when the kit has one soap and three candles by the time the credit note is made
        save_kit(session, gesture, bench.kit, [Part(bench.soap, 1), Part(bench.candle, 3)])
        asked = CreditAsked(invoice, "Retour", restock=True)
        credit_invoice(session, bench.later(), DraftId(new_id()), asked)

        # then what left came back
        assert bench.on_hand() == {bench.soap: 20, bench.candle: 10}


def test_a_kit_that_is_an_article_again_comes_back_as_the_parts_it_was_sold_with(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(1))
        ship_orders(session, bench.later(), [order])
        invoice = session.scalars(select(Invoice.id)).one()

        save_kit(session, gesture, bench.kit, [])
        asked = CreditAsked(invoice, "Retour", restock=True)
        credit_invoice(session, bench.later(), DraftId(new_id()), asked)

        assert bench.on_hand() == {bench.soap: 20, bench.candle: 10}


def test_a_kit_brought_back_to_the_counter_comes_back_as_its_ticket_sold_it(
    database: Database, gesture: Gesture
) -> None:
    # given a basket of soap and honey sold at the counter, and a soap on its own
    room = counter_room(database, gesture)
    with database.write() as session:
        kit = makers.make_product(session, "PANIER", ean="3760123450027", price_cents=1500)
        save_kit(session, room.next(), kit, [Part(room.soap, 2), Part(room.honey, 1)])
    room.scan("3760123450027")
    room.scan(SOAP)
    sale = room.sold().tickets[0]
    assert (room.stock(room.soap), room.stock(room.honey)) == (7, 9)

    # when its composition has changed before the customer brings it back
    with database.write() as session:
        save_kit(session, room.next(), kit, [Part(room.soap, 1), Part(room.honey, 5)])
    room.scan(sale.number)
    room.scan("3760123450027")
    room.pay()
    room.sell()

    # then its parts are on the shelf again, and the soap sold alone is still out
    assert (room.stock(room.soap), room.stock(room.honey)) == (9, 10)
