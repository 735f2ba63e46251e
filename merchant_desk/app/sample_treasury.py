"""The treasury of the sample shop as she keeps it: five weeks ago, and this week half done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.sample_bank import LATEST_DAYS, bring_file, sample_files
from merchant_desk.app.sample_cash import answer_bank
from merchant_desk.app.sample_papers import bring_cheques
from merchant_desk.app.sample_past import days_before
from merchant_desk.app.sample_past_sales import PastWeek, past_weeks, sell_past, stripe_file
from merchant_desk.app.sample_terminal import terminal_file
from merchant_desk.documents.payouts.payout_reading import read_payout_file
from merchant_desk.operations.accept_sure import accept_sure, sure_of
from merchant_desk.operations.import_payout import import_payout
from merchant_desk.operations.keep_forecast import keep_forecast
from merchant_desk.operations.save_scenario import accept_scenario, save_scenario
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.match_lines import LinesAsked
from merchant_desk.queries.match_proposals import match_proposals
from merchant_desk.values import settings as declared
from merchant_desk.values.cash_flow import FlowSource
from merchant_desk.values.cash_plan import AddFlow, Scenario, TryPurchase
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_LEFT_DAYS, _LOOKED_DAYS = 5, 35
"""What is sure of the last days is left for her to accept."""
_ANSWERED = timedelta(days=27)
"""Five weeks ago she had said what everything until then was for."""
_FLOOR_CENTS = 500_00
_FORESEEN = frozenset({FlowSource.RECURRING, FlowSource.TAX, FlowSource.SALES})
_ON_THE_WAY = frozenset({FlowSource.ORDER, FlowSource.PAYOUT})
"""What was known five weeks ago: every other document of the sample is younger."""
_ARRIVES = timedelta(days=10)
_PLANNED_IN, _UNDER, _STEP = timedelta(days=17), Money(180_00), 50_00
"""The balance of some works is planned: it brings the lowest evening a little under the floor."""


def live_treasury(shop: DemoShop) -> None:
    """Live the treasury of a year, told by bank and providers; never in the window's thread."""
    lanes, today = shop.home.lanes, paris_date(utc_now())
    then = today - timedelta(days=LATEST_DAYS)
    weeks = past_weeks(today)
    *before, (name, text) = sample_files(today)
    lanes.write(_know_taxes, shop.gesture()).result()
    shop_id = shop.shop_id or shop.prepare()
    sales = [sale for week in weeks for sale in week.sales]
    older = [each for each in sales if paris_date(each.at) < then]
    lanes.write(sell_past, shop.gesture(), shop_id, older).result()
    for each in before:
        bring_file(shop, *each)
    _bring_stripe(shop, [each for each in weeks if each.paid_on < then])
    _accept_sure(shop, LinesAsked(first=weeks[0].paid_on, last=then))
    answer_bank(lanes, shop.gesture, then + _ANSWERED)
    lanes.write(_keep_old_forecast, days_before(shop.gesture(), LATEST_DAYS)).result()
    lanes.write(sell_past, shop.gesture(), shop_id, sales[len(older) :]).result()
    bring_file(shop, name, text)
    _bring_stripe(shop, [each for each in weeks if each.paid_on >= then])
    _bring_payouts(shop, "transactions-sumup.csv", terminal_file(today))
    lanes.write(bring_cheques, shop.gesture(), today).result()
    last = today - timedelta(days=_LEFT_DAYS)
    _accept_sure(shop, LinesAsked(first=then - timedelta(days=_LOOKED_DAYS), last=last))
    answer_bank(lanes, shop.gesture, today)
    lanes.write(_try_something, shop.gesture(), today).result()


def _know_taxes(session: Session, gesture: Gesture) -> None:
    """Fill the settings in as she would from her tax account."""
    save_setting(session, gesture, declared.CASH_FLOOR_CENTS, _FLOOR_CENTS)
    save_setting(session, gesture, declared.TAXES_VAT, "monthly")
    save_setting(session, gesture, declared.TAXES_VAT_DAY, 20)
    save_setting(session, gesture, declared.TAXES_EMPLOYER_CENTS, 890_00)
    save_setting(session, gesture, declared.TAXES_HEADCOUNT, 2)
    save_setting(session, gesture, declared.TAXES_OWNER, "none")
    save_setting(session, gesture, declared.TAXES_COMPANY, "corporate")
    save_setting(session, gesture, declared.TAXES_CFE_CENTS, 412_00)


def _bring_stripe(shop: DemoShop, weeks: Sequence[PastWeek]) -> None:
    _bring_payouts(shop, "versements-stripe.csv", stripe_file(weeks))


def _bring_payouts(shop: DemoShop, name: str, text: str) -> None:
    file = read_payout_file(name, text.encode())
    shop.home.lanes.write(import_payout, shop.gesture(), file).result()


def _accept_sure(shop: DemoShop, asked: LinesAsked) -> None:
    lanes, today = shop.home.lanes, paris_date(utc_now())
    lines = lanes.read(match_proposals, shop.home.station_id, today, asked).result()
    lanes.write(accept_sure, shop.gesture(), sure_of(lines)).result()


def _keep_old_forecast(session: Session, gesture: Gesture) -> None:
    """Keep the forecast of five weeks ago, without what could not be known then."""
    day = paris_date(gesture.at)
    made = cash_forecast(session, gesture.station_id, day)
    known = tuple(
        each
        for each in made.flows
        if each.source in _FORESEEN or (each.source in _ON_THE_WAY and each.day < day + _ARRIVES)
    )
    keep_forecast(session, gesture, replace(made, flows=known))


def _try_something(session: Session, gesture: Gesture, today: date) -> None:
    """Keep a purchase as a draft, and plan the rest of the works that the bank began to pay."""
    bought = TryPurchase(
        label=_("Coffrets cadeaux"), amount=Money(1_860_00), on=today + timedelta(days=12)
    )
    save_scenario(session, gesture, Scenario(name=bought.label, changes=(bought,)))
    cents = _room(session, gesture, today) // _STEP * _STEP
    if cents > 0:
        planned = AddFlow(
            label=_("Solde des travaux de la boutique"),
            on=today + _PLANNED_IN,
            amount=Money(-cents),
        )
        made = save_scenario(session, gesture, Scenario(name=planned.label, changes=(planned,)))
        accept_scenario(session, gesture, made)


def _room(session: Session, gesture: Gesture, today: date) -> int:
    """Return the cents that may be spent then for an evening to end just under the floor."""
    ahead = cash_forecast(session, gesture.station_id, today)
    lowest = min(each.likely for each in ahead.days if each.day >= today + _PLANNED_IN)
    return (lowest - ahead.floor + _UNDER).cents
