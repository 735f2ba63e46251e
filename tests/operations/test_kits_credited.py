"""A kit that a credit note takes back comes back as its parts, once."""

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.invoice import Invoice
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries.return_units import lines_back
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, new_id
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
