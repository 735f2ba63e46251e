"""Whatever happens to a delivery, its costs are told once: by its receipts and in the stock."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.delivery import ClaimLine, DeliveryCharge
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import PurchaseLine
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.claim_goods import claim_goods
from merchant_desk.operations.cost_receipts import cost_receipts
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.operations.match_supplier_line import match_supplier_line
from merchant_desk.operations.spread_charges import add_charge
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.queries.stock import stock_differences
from merchant_desk.queries.supplier_lines import supplier_lines
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.deliveries import ClaimAsked
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ClaimKind, CostReason, Spread
from merchant_desk.values.ids import ProductId, SupplierInvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.supplier_invoices import SupplierDecision
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.words import MoveReason
from tests.operations.delivery_desk import CANDLE, CARTON, SOAP, DeliveryDesk, delivery_desk
from tests.operations.supplier_desk import take_in
from tests.received.made import Bill, Sold, bill


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[DeliveryDesk]:
    with database.write() as session:
        yield delivery_desk(session, gesture)
        assert value_differences(session) == ()


def sell(desk: DeliveryDesk, product_id: ProductId, units: int) -> None:
    adjustment = Adjustment(
        product_id=product_id, place_id=desk.shelf, reason=MoveReason.LOSS, quantity=-units
    )
    adjust_stock(desk.session, desk.later(), adjustment)


def changes(desk: DeliveryDesk, reason: CostReason) -> list[tuple[int, int]]:
    rows = desk.session.scalars(
        select(CostChange).filter_by(reason=reason).order_by(CostChange.row)
    )
    return [(each.kept, each.spent) for each in rows]


def soap_bill(quantity: str, price: str, net: str, **changed: str) -> Bill:
    return bill(
        seller="Savonnerie du Luberon", siren="", vat="FR83404833048",
        lines=(Sold("Savon lavande 100 g", quantity, price, net, "SL-100", SOAP),),
        line_total=net, net=net, tax="0.00", total=net, payable=net, issued="20261121",
        **changed,
    )  # fmt: skip


def approve(desk: DeliveryDesk, said: Bill) -> SupplierInvoiceId:
    done = take_in(desk.session, desk.later(), said)
    decision = SupplierDecision(SupplierState.APPROVED)
    decide_supplier_invoice(desk.session, desk.later(), done.invoice_id, decision)
    return done.invoice_id


def test_carriage_makes_the_units_that_came_dearer(desk: DeliveryDesk) -> None:
    desk.scan(CARTON, 2)
    desk.scan(CANDLE, 6)

    add_charge(desk.session, desk.later(), desk.delivery, "Transport", Money(1_044))

    # 25,20 € of soap and 27,00 € of candles share 10,44 €: 5,04 € and 5,40 €
    assert desk.worth(desk.soap) == (12, 12 * 21_000 + 50_400)
    assert desk.worth(desk.candle) == (6, 6 * 45_000 + 54_000)
    assert [each.landed_tenthousandths for each in desk.batches()] == [50_400, 54_000]


def test_carriage_of_units_already_sold_is_borne_by_the_sales(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 4)
    sell(desk, desk.soap, 3)

    add_charge(desk.session, desk.later(), desk.delivery, "Transport", Money(400), Spread.UNITS)

    assert changes(desk, CostReason.LANDED) == [(10_000, 30_000)]
    assert desk.worth(desk.soap) == (1, 31_000)


def test_a_charge_taken_back_leaves_nothing(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 7)
    before = desk.worth(desk.soap)

    for amount in (1_000, -1_000):
        add_charge(desk.session, desk.later(), desk.delivery, "Douane", Money(amount))

    assert desk.worth(desk.soap) == before
    assert desk.batches()[0].landed_tenthousandths == 0


@pytest.mark.parametrize(("label", "cents"), [("", 100), ("Douane", 0), ("Douane", -1), (" ", 5)])
def test_a_charge_that_is_none_is_refused(desk: DeliveryDesk, label: str, cents: int) -> None:
    desk.scan(SOAP)

    with pytest.raises(RefusedError, match="Les frais n’ont pas été"):
        add_charge(desk.session, desk.later(), desk.delivery, label, Money(cents))


def test_a_charge_on_nothing_is_refused(desk: DeliveryDesk) -> None:
    with pytest.raises(RefusedError, match="rien n’a encore été reçu"):
        add_charge(desk.session, desk.later(), desk.delivery, "Douane", Money(100))


def test_what_comes_after_the_charge_bears_its_share(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 6)
    add_charge(desk.session, desk.later(), desk.delivery, "Transport", Money(600), Spread.UNITS)

    desk.scan(CANDLE, 6)

    assert [each.landed_tenthousandths for each in desk.batches()] == [30_000, 30_000]
    desk.undo()
    assert [each.landed_tenthousandths for each in desk.batches()] == [60_000]


def test_an_invoice_of_another_price_moves_the_value_once(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 12)

    invoice_id = approve(desk, soap_bill("12", "2.50", "30.00"))
    invoice = desk.session.get_one(SupplierInvoice, invoice_id)
    cost_receipts(desk.session, desk.later(), invoice)

    assert changes(desk, CostReason.INVOICE) == [(48_000, 0)]
    assert desk.worth(desk.soap) == (12, 300_000)


def test_a_price_above_the_order_is_claimed_for_the_difference(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 12)
    approve(desk, soap_bill("12", "2.50", "30.00"))
    asked = ClaimAsked(product_id=desk.soap, kind=ClaimKind.PRICE, quantity=12)

    claim_goods(desk.session, desk.later(), desk.delivery, asked)

    (line,) = desk.session.scalars(select(ClaimLine))
    assert line.amount == Money(480)
    assert desk.stock(desk.soap) == 12


def test_a_late_credit_is_shared_between_what_is_left_and_what_was_sold(
    desk: DeliveryDesk,
) -> None:
    desk.scan(SOAP, 12)
    sell(desk, desk.soap, 6)

    credit_id = approve(desk, soap_bill("12", "0.20", "2.40", kind="381", due="", number="AV-1"))
    credit = desk.session.get_one(SupplierInvoice, credit_id)
    cost_receipts(desk.session, desk.later(), credit)

    assert changes(desk, CostReason.CREDIT) == [(-12_000, -12_000)]
    assert desk.worth(desk.soap) == (6, 6 * 21_000 - 12_000)


def test_a_credit_for_units_that_never_came_leaves_the_value_alone(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 10)
    invoice_id = approve(desk, soap_bill("12", "2.10", "25.20"))
    line = supplier_lines(desk.session, invoice_id)[0]
    assert line.batch_id is not None

    approve(desk, soap_bill("2", "2.10", "4.20", kind="381", due="", number="AV-2"))

    assert changes(desk, CostReason.CREDIT) == []
    assert desk.worth(desk.soap) == (10, 210_000)


def test_a_line_matched_twice_counts_once(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 12)
    (batch,) = desk.batches()
    done = take_in(desk.session, desk.later(), soap_bill("12", "2.50", "30.00"))
    line = supplier_lines(desk.session, done.invoice_id)[0]

    for _n in range(2):
        match_supplier_line(desk.session, desk.later(), line.line_id, desk.soap, batch.id)
        invoice = desk.session.get_one(SupplierInvoice, done.invoice_id)
        cost_receipts(desk.session, desk.later(), invoice)

    assert desk.worth(desk.soap) == (12, 300_000)


def test_a_receipt_undone_leaves_for_what_it_came_in_for(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 10)
    desk.open(desk.order_of_soap(10, 41_000))
    desk.scan(SOAP, 10)
    assert desk.worth(desk.soap) == (20, 10 * 21_000 + 10 * 41_000)

    desk.undo()

    assert desk.worth(desk.soap) == (10, 10 * 21_000)


def test_a_receipt_undone_after_its_sale_leaves_no_value_without_units(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 10)
    desk.open(desk.order_of_soap(10, 41_000))
    desk.scan(SOAP, 10)
    sell(desk, desk.soap, 10)

    (_cheap, dear) = desk.batches()
    undo_receipt(desk.session, desk.later(), dear.id, desk.shelf, 10)

    assert desk.worth(desk.soap) == (0, 0)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("scan"), st.sampled_from([SOAP, CANDLE, CARTON]), st.integers(1, 9)),
        st.tuples(st.just("undo"), st.just(""), st.just(0)),
        st.tuples(st.just("sell"), st.just(""), st.integers(1, 8)),
        st.tuples(st.just("charge"), st.sampled_from(Spread), st.integers(-900, 2_000)),
        st.tuples(st.just("invoice"), st.just(""), st.integers(0, 40_000)),
    ),
    max_size=14,
)


def _play(desk: DeliveryDesk, steps: Sequence[tuple[str, str, int]]) -> None:
    for kind, what, amount in steps:
        with suppress(RefusedError), desk.session.begin_nested():
            _step(desk, kind, what, amount)


def _step(desk: DeliveryDesk, kind: str, what: str, amount: int) -> None:
    if kind == "scan":
        desk.scan(what, amount)
    elif kind == "undo":
        desk.undo()
    elif kind == "sell":
        sell(desk, desk.soap, amount)
    elif kind == "charge":
        add_charge(desk.session, desk.later(), desk.delivery, "T", Money(amount), Spread(what))
    else:
        _bill_first(desk, amount)


def _bill_first(desk: DeliveryDesk, cents: int) -> None:
    batches = desk.batches()
    if batches and batches[0].product_id == desk.soap:
        units, net = batches[0].quantity, f"{cents // 100}.{cents % 100:02d}"
        said = replace(soap_bill(str(units), "1.00", net), number=f"F-{desk.steps}")
        approve(desk, said)


def _check(session: Session, desk: DeliveryDesk) -> None:
    assert value_differences(session) == ()
    assert stock_differences(session) == ()
    for line in session.scalars(select(PurchaseLine)):
        came = session.scalar(
            select(func.sum(Batch.quantity)).where(Batch.purchase_line_id == line.id)
        )
        assert line.received == (came or 0)
    charged = sum(each.amount.cents for each in session.scalars(select(DeliveryCharge)))
    landed = sum(each.landed_tenthousandths for each in desk.batches())
    assert landed == (charged * 100 if desk.batches() else 0)
    for value in session.scalars(select(StockValue)):
        if value.quantity == 0:
            assert value.value == 0


@given(steps=STEPS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_receipts_undos_charges_and_invoices_tells_one_value(
    database: Database, gesture: Gesture, steps: list[tuple[str, str, int]]
) -> None:
    with database.write() as session:
        desk = delivery_desk(session, gesture)
        _play(desk, steps)
        _check(session, desk)
        session.rollback()
