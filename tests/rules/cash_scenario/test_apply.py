"""What the plan becomes under each kind of change."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.cash_scenario.apply import moved_by, tried
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_plan import (
    AddFlow,
    Change,
    ChangeAmount,
    ChangeSales,
    DropFlow,
    MoveFlow,
    PayLate,
    Scenario,
    TryPromotion,
    TryPurchase,
)
from merchant_desk.values.cash_words import Cadence
from merchant_desk.values.money import Money
from tests.rules.cash_scenario.flows import LAST, TODAY, WINDOW, flow

DUE = date(2026, 12, 10)


def _tried(flows: list[Flow], *changes: Change) -> tuple[list[Flow], tuple[str, ...]]:
    made = tried(flows, Scenario(name="Essai", changes=changes), WINDOW)
    return list(made.flows), made.notes


def test_a_move_takes_the_cautious_day_along() -> None:
    late = replace(flow("f", DUE, 5_000), cautious_day=date(2026, 12, 24))

    flows, notes = _tried([late], MoveFlow(flow="f", days=14))

    assert (flows[0].day, flows[0].cautious_day) == (date(2026, 12, 24), date(2027, 1, 7))
    assert notes == ()


def test_nothing_is_moved_before_today() -> None:
    flows, _notes = _tried([flow("f", DUE, 5_000)], MoveFlow(flow="f", days=-90))

    assert (flows[0].day, flows[0].cautious_day) == (TODAY, TODAY)


def test_a_tax_stays_where_the_law_puts_it_and_it_is_said() -> None:
    tax = flow("tax", DUE, -80_000, FlowSource.TAX)

    flows, notes = _tried([tax], MoveFlow(flow="tax", days=30))

    assert flows == [tax]
    assert notes == (
        "«\u00a0Facture tax\u00a0» ne se déplace pas\u00a0: sa date n’est pas à votre choix.",
    )


def test_what_is_not_foreseen_any_more_is_told_and_the_rest_is_made() -> None:
    flows, notes = _tried(
        [flow("f", DUE, 5_000)], DropFlow(flow="gone"), ChangeAmount(flow="f", amount=Money(4_000))
    )

    assert [each.amount for each in flows] == [Money(4_000)]
    assert notes == ("«\u00a0gone\u00a0» n’est plus attendu\u00a0: payé, annulé ou inconnu.",)


def test_what_is_dropped_comes_no_more() -> None:
    kept = flow("b", DUE, 100)

    assert _tried([flow("a", DUE, 5_000), kept], DropFlow(flow="a")) == ([kept], ())


def test_a_party_that_pays_late_keeps_what_we_owe_to_it_on_its_day() -> None:
    owed = flow("owed", DUE, -900, FlowSource.SUPPLIER_INVOICE)

    flows, notes = _tried([flow("f", DUE, 5_000), owed], PayLate(party="DUPONT sarl", days=30))

    assert [each.day for each in flows] == [date(2027, 1, 9), DUE]
    assert notes == ()


def test_an_unknown_party_is_told() -> None:
    _flows, notes = _tried([flow("f", DUE, 5_000)], PayLate(party="Durand", days=30))

    assert notes == ("Rien n’est attendu de Durand.",)


def test_lower_sales_buy_fewer_goods_and_leave_documents_alone() -> None:
    sold = flow("s", DUE, 100_000, FlowSource.SALES)
    goods = flow("g", DUE, -40_000, FlowSource.GOODS)
    before = flow("early", TODAY, 100_000, FlowSource.SALES)
    invoice = flow("f", DUE, 5_000)

    flows, _notes = _tried(
        [sold, goods, before, invoice], ChangeSales(percent=-20, first=date(2026, 12, 1))
    )

    assert [each.amount.cents for each in flows] == [80_000, -32_000, 100_000, 5_000]


def test_a_promotion_sells_more_at_a_lower_price_and_its_goods_are_paid_later() -> None:
    sold = flow("s", DUE, 100_000, FlowSource.SALES)
    goods = flow("g", DUE, -40_000, FlowSource.GOODS)
    change = TryPromotion(
        label="Noël", first=date(2026, 12, 7), last=date(2026, 12, 13), percent=50, discount=20
    )

    flows, _notes = _tried([sold, goods], change)

    assert [each.amount.cents for each in flows] == [120_000, -40_000, -20_000]
    assert flows[2].day == date(2027, 1, 12)


def test_a_purchase_is_paid_at_its_terms_on_a_day_when_banks_settle() -> None:
    change = TryPurchase(
        label="Printemps", amount=Money(240_000), on=date(2026, 12, 2), days=30, month_end=True
    )

    flows, _notes = _tried([], change)

    assert [(each.day, each.amount.cents) for each in flows] == [(date(2027, 2, 1), -240_000)]


def test_what_comes_back_keeps_the_day_it_began_on() -> None:
    change = AddFlow(
        label="Local", on=date(2026, 11, 30), amount=Money(-50_000), every=Cadence.MONTHLY
    )

    flows, _notes = _tried([], change)

    assert [each.day for each in flows] == [
        date(2026, 11, 30), date(2026, 12, 30), date(2027, 1, 30),
    ]  # fmt: skip


def test_what_a_plan_put_before_today_is_told_and_not_counted() -> None:
    flows, notes = _tried([], AddFlow(label="Prime", on=date(2026, 11, 1), amount=Money(-100)))

    assert flows == []
    assert notes == (
        "«\u00a0Prime\u00a0»\u00a0: ce qui était prévu avant aujourd’hui n’est plus compté.",
    )


@given(cents=st.integers(-(10**8), 10**8), days=st.integers(-400, 400))
def test_a_move_and_the_way_back_leave_the_amounts_as_they_were(cents: int, days: int) -> None:
    found = flow("f", DUE, cents)
    change = moved_by(found, days, TODAY)

    flows, _notes = _tried([found], change)

    assert flows[0].day == max(DUE + timedelta(days=days), TODAY)
    assert (flows[0].amount, flows[0].cautious_amount) == (Money(cents), Money(cents))


@given(percent=st.integers(-100, 300), cents=st.lists(st.integers(0, 10**7), max_size=6))
def test_sales_changed_by_a_percentage_add_up_to_it(percent: int, cents: list[int]) -> None:
    flows = [flow(str(n), DUE, each, FlowSource.SALES) for n, each in enumerate(cents)]

    changed, _notes = _tried(flows, ChangeSales(percent=percent, last=LAST))

    found = sum(each.amount.cents for each in changed)
    assert abs(found * 100 - sum(cents) * (100 + percent)) <= 50 * len(cents)


def test_sales_change_by_the_day_they_are_made_not_by_that_of_their_money() -> None:
    before = flow("sales:card:2026-12-01", date(2026, 12, 4), 10_000, FlowSource.SALES)
    after = flow("sales:card:2026-12-02", date(2026, 12, 5), 10_000, FlowSource.SALES)
    less = ChangeSales(percent=-20, first=date(2026, 12, 2))

    made = tried((before, after), Scenario(name="A", changes=(less,)), WINDOW)

    assert [each.amount.cents for each in made.flows] == [10_000, 8_000]


def test_what_cannot_move_the_account_is_said() -> None:
    far = TryPurchase(label="Stock", amount=Money(10_000), on=date(2027, 6, 1))
    past = ChangeSales(percent=-20, last=date(2026, 11, 1))
    sold = flow("s", DUE, 100_000, FlowSource.SALES)

    made = tried((sold,), Scenario(name="A", changes=(far, past)), WINDOW)

    assert made.flows == (sold,)
    assert made.notes == (
        (
            "«\u00a0Stock\u00a0»\u00a0: après la fin de la prévision, le 21/02/2027\u00a0; pas "
            "encore compté."
        ),
        "Aucune vente n’est attendue ces jours-là\u00a0: rien ne change.",
    )
