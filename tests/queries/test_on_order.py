"""What is still to come, when, and how long suppliers really take, as their receipts tell."""

from dataclasses import replace
from datetime import date

from merchant_desk.database.database import Database
from merchant_desk.operations.close_purchase import cancel_purchase
from merchant_desk.operations.confirm_purchase import confirm_purchase
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.queries.lead_times import LeadTime, lead_times
from merchant_desk.queries.on_order import coming_of, on_order, open_units
from merchant_desk.queries.orderable import orderable, orderable_scanned
from merchant_desk.queries.purchase_list import (
    PurchaseCounts,
    PurchaseList,
    PurchaseShown,
    purchase_counts,
)
from merchant_desk.queries.supplier_card import supplier_card
from merchant_desk.queries.supplier_list import SupplierList, suppliers_called
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.ids import SupplierId, new_id
from merchant_desk.values.purchase_words import coming_words, days_words, unit_cost
from merchant_desk.values.purchases import (
    LineAnswer,
    PurchaseDraft,
    PurchaseWish,
    SupplierAnswer,
)
from merchant_desk.values.scan import scan_of_text
from tests.operations.purchase_desk import (
    GARRIGUE,
    SOAP,
    card_of,
    draft,
    make_buying,
    on,
    receive,
    sent,
)

_TODAY = date(2026, 11, 21)
_DECEMBER = date(2026, 12, 3)


def test_only_orders_that_left_and_are_not_over_are_on_order(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        draft(session, gesture, buying, 600)
        cancel_purchase(session, gesture, sent(session, gesture, buying, 120))
        sent(session, gesture, buying, 60)
        part = sent(session, gesture, buying, 48)
        receive(session, gesture, buying, part, 12)

        assert open_units(session) == {buying.soap: 96}
        assert open_units(session, (buying.balm,)) == {}
        assert coming_of(session, buying.balm) is None


def test_goods_are_expected_as_confirmed_else_as_promised(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        sent(session, gesture, buying, 24)
        second = sent(session, gesture, buying, 60)
        line = card_of(session, second).lines[0].line_id
        answer = SupplierAnswer(confirmed_on=_DECEMBER, lines=(LineAnswer(line, 48),))
        confirm_purchase(session, gesture, second, answer)

        coming = on_order(session)[buying.soap]

    assert [(each.units, each.on, each.confirmed) for each in coming.parts] == [
        (24, date(2026, 12, 2), False),  # eight working days after Saturday 21 November
        (48, _DECEMBER, True),
    ]
    assert (coming.units, coming.next_on) == (72, date(2026, 12, 2))
    assert coming.words == "24 attendus le 2 décembre, 48 attendus le 3 décembre"


def test_a_supplier_without_lead_time_says_no_day_but_the_one_wanted(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        save_supplier(session, gesture, replace(GARRIGUE, lead_days=None), buying.supplier)
        purchase_id = sent(session, gesture, buying)

        unknown = on_order(session)[buying.soap]
        card = card_of(session, purchase_id)

    assert (unknown.next_on, unknown.words) == (None, "60 attendus")
    assert (card.expected_on, card.is_late(date(2027, 6, 1))) == (None, False)


def test_an_order_is_late_the_day_after_it_was_due(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)
        draft(session, gesture, buying)

        on_the_day = purchase_counts(session, date(2026, 12, 2))
        after = purchase_counts(session, date(2026, 12, 3))
        late = PurchaseList(date(2026, 12, 3), shown=PurchaseShown.LATE)

        assert on_the_day == PurchaseCounts(open=1, draft=1, late=0, over=0, all=2)
        assert after.late == 1
        assert [each.purchase_id for each in late.fetch(session, 0, 9)] == [purchase_id]
        assert late.count(session) == 1
        assert late.ids(session) == [purchase_id]


def test_the_list_finds_orders_by_supplier_number_and_article(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        sent(session, gesture, buying)

        for words, found in (
            ("GARRIGUE", 1), ("cf2026-0001", 1), ("lavande", 1), ("gar-lav", 1), ("figue", 0),
            ("100%", 0),
        ):  # fmt: skip
            query = PurchaseList(_TODAY, words, PurchaseShown.ALL)
            assert query.count(session) == found, words
        rows = PurchaseList(_TODAY).sorted_by("supplier", descending=False).fetch(session, 0, 9)

    assert [(each.supplier, each.state, each.units, each.late) for each in rows] == [
        ("Savonnerie de la Garrigue", PurchaseState.SENT, 60, False)
    ]


def test_lead_times_are_measured_to_the_last_goods(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        first = sent(session, on(gesture, 2), buying)  # Monday, due on Friday 13 November
        second = sent(session, on(gesture, 2), buying)
        receive(session, on(gesture, 6), buying, first, 24)
        receive(session, on(gesture, 12), buying, first, 36)
        receive(session, on(gesture, 23), buying, second, 60)

        found = lead_times(session)
        row = SupplierList().fetch(session, 0, 5)[0]

    assert found == {
        buying.supplier: LeadTime(
            orders=2,
            mean_tenths=155,
            worst_days=21,
            mean_working_tenths=105,  # 7 and 14: the 11th was a holiday
            worst_working_days=14,
            judged=2,
            on_time=1,
        )
    }
    assert found[buying.supplier].on_time_bp == 5_000
    assert row.measured == found[buying.supplier]


def test_a_supplier_of_whom_nothing_came_has_no_measure(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        sent(session, gesture, buying)

        assert lead_times(session, (buying.supplier,)) == {}


def test_the_card_holds_orders_and_what_is_coming(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        sent(session, gesture, buying)

        card = supplier_card(session, buying.supplier, _TODAY)

        assert supplier_card(session, SupplierId(new_id()), _TODAY) is None
    assert card is not None
    assert [(each.terms, each.on_order) for each in card.articles] == [(SOAP, 60)]
    assert [each.number for each in card.orders] == ["CF2026-0001"]
    assert card.invoices == ()


def test_suppliers_are_found_by_a_part_of_their_name(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)

        assert [each.supplier_id for each in suppliers_called(session, "GARRIGUE")] == [
            buying.supplier
        ]
        assert suppliers_called(session, "") == ()
        assert SupplierList("garrigue.example").count(session) == 1
        assert SupplierList("moulin").count(session) == 0


def test_an_article_to_order_comes_with_terms_stock_and_what_is_coming(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        sent(session, gesture, buying)

        soap, balm = orderable(session, buying.supplier, (buying.soap, buying.balm))
        scanned = orderable_scanned(
            session, buying.supplier, scan_of_text("3760123456784", gesture.at)
        )

    assert (soap.terms, soap.known, soap.on_hand, soap.on_order) == (SOAP, True, 0, 60)
    assert (balm.known, balm.terms.cost_tenthousandths) == (False, None)
    assert [each.product_id for each in scanned] == [buying.soap]


def test_a_free_article_and_long_costs_are_said_in_full(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        wishes = (PurchaseWish(buying.balm, 3),)
        kept = draft_purchase(
            session, gesture, PurchaseDraft(supplier_id=buying.supplier, lines=wishes)
        )

        card = card_of(session, kept.purchase_id)

    assert (card.totals.unknown, card.lines[0].total) == (1, None)
    assert unit_cost(1_275) == "0,1275\u00a0€"
    assert days_words(65) == "6,5 jours"
    assert days_words(10) == "1 jour"
    assert coming_words(1, date(2026, 12, 1)) == "1 attendu le 1er décembre"
