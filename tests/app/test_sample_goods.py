"""The sample shop has half a year behind it: no page of goods or of the treasury is empty."""

from datetime import date
from pathlib import Path

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.sample_bills import kept_bill
from merchant_desk.app.sample_goods import fill_goods
from merchant_desk.app.sample_papers import write_invoices
from merchant_desk.app.sample_purchases import receive_sample
from merchant_desk.app.sample_treasury import live_treasury
from merchant_desk.queries.cash_compare import compare
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.deliveries import delivery_counts
from merchant_desk.queries.deposits import awaited_deposits
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.lots import lot_counts
from merchant_desk.queries.match_proposals import match_proposals
from merchant_desk.queries.payouts import payout_counts
from merchant_desk.queries.purchase_list import PurchaseCounts, purchase_counts
from merchant_desk.queries.returns import return_counts
from merchant_desk.queries.supplier_invoices import supplier_counts
from merchant_desk.queries.supplier_list import SupplierList
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.cash_flow import FlowSource, Reading
from merchant_desk.values.cash_words import Sureness
from merchant_desk.values.clock import paris_date, utc_now


def _tells_its_treasury(shop: DemoShop, today: date) -> None:
    lanes, station = shop.home.lanes, shop.home.station_id
    payouts = lanes.read(payout_counts).result()
    assert payouts.seen > 20
    assert payouts.awaited > 0
    assert lanes.read(awaited_deposits).result()
    waiting = lanes.read(match_proposals, station, today).result()
    best = [each.best.sureness if each.best else None for each in waiting]
    assert {Sureness.SURE, None} <= set(best)
    assert len(best) < 20
    ahead = lanes.read(cash_forecast, station, today).result()
    assert {each.source for each in ahead.flows} >= {
        FlowSource.INVOICE, FlowSource.ORDER, FlowSource.PAYOUT, FlowSource.DEPOSIT,
        FlowSource.RECURRING, FlowSource.TAX, FlowSource.SALES, FlowSource.PLAN,
    }  # fmt: skip
    assert ahead.red_day(Reading.LIKELY) is not None
    assert lanes.read(compare, today).result().causes


def test_half_a_year_of_goods_agrees_with_itself_and_fills_every_page(tmp_path: Path) -> None:
    shop = DemoShop(tmp_path, utc_now())
    lanes, today = shop.home.lanes, paris_date(utc_now())
    try:
        shop.prepare()

        lanes.write(write_invoices, shop.gesture(), today).result()
        lanes.write(fill_goods, shop.gesture()).result()
        receive_sample(shop, kept_bill)
        live_treasury(shop)

        purchases = lanes.read(purchase_counts, today).result()
        suppliers = lanes.read(SupplierList().fetch, 0, 9).result()
        deliveries = lanes.read(delivery_counts).result()
        lots = lanes.read(lot_counts, today).result()
        bills = lanes.read(supplier_counts, today).result()
        returned = lanes.read(return_counts).result()
        wrong = lanes.read(ledger_disagreements).result()
        off = lanes.read(value_differences).result()
        _tells_its_treasury(shop, today)
    finally:
        shop.close()

    assert purchases == PurchaseCounts(open=3, draft=1, late=2, over=2, all=6)
    assert [each.open_orders for each in suppliers] == [0, 2, 1]
    assert (deliveries.open, deliveries.all) == (1, 4)
    assert (lots.lying, lots.soon, lots.expired) == (3, 1, 1)
    assert (bills.to_check, bills.late, bills.disputed, bills.all) == (2, 1, 1, 5)
    assert returned.all == 5
    assert (wrong, off) == ((), ())
