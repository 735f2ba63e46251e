"""The search of the whole desk answers « vous l’avez ? » with the day it comes."""

from datetime import date

from merchant_desk.app.facts import search
from merchant_desk.database.database import Database
from merchant_desk.operations.confirm_purchase import confirm_purchase
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.purchases import SupplierAnswer, SupplierTerms
from tests.makers import put_stock
from tests.operations.purchase_desk import make_buying, sent


def test_what_is_out_of_stock_says_when_it_comes(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)
        answer = SupplierAnswer(confirmed_on=date(2026, 12, 3))
        confirm_purchase(session, gesture, purchase_id, answer)

        out, unknown = search(session, "lavande")[0], search(session, "karité")[0]
        put_stock(session, gesture, buying.soap, buying.bin, 5)
        held = search(session, "lavande")[0]

    assert out.detail.endswith("0 à vendre, arrive le 3 décembre")
    assert unknown.detail.endswith("0 à vendre")
    assert held.detail.endswith("5 à vendre")


def test_a_day_nobody_knows_is_only_told_as_ordered(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        save_supplier(session, gesture, SupplierTerms(name="Garrigue"), buying.supplier)
        sent(session, gesture, buying)

        found = search(session, "lavande")[0]

    assert found.detail.endswith("0 à vendre, en commande")
