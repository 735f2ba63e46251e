"""A proposal she changes: totals follow, orders say what she wrote."""

from dataclasses import replace
from datetime import date

from merchant_desk.rules.reorder.cash import Cash, cash_sentence, group_cash, line_cash
from merchant_desk.rules.reorder.line import Wanted
from merchant_desk.rules.reorder.plan import Plan
from merchant_desk.rules.reorder.proposal import Asked, put_together
from merchant_desk.rules.reorder.spend import Step
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import ArticleTerms, PriceBreak, SupplierTerms
from merchant_desk.values.reorder import ReorderLine, StockNow

_MILL, _SOAP, _OIL = SupplierId(b"m" * 16), ProductId(b"s" * 16), ProductId(b"o" * 16)
_TODAY = date(2026, 11, 21)
_PACKS = ArticleTerms(pack_units=12, cost_tenthousandths=40_000)
_TERMS = SupplierTerms(
    name="Moulin", minimum=Money(10_000), carriage=Money(900), free_carriage_from=Money(12_000)
)


def _line(product_id: ProductId, supplier_id: SupplierId | None) -> ReorderLine:
    return ReorderLine(
        product_id=product_id, sku="S", title="Savon", supplier_id=supplier_id,
        terms=ArticleTerms(cost_tenthousandths=40_000, breaks=(PriceBreak(30, 30_000),)),
        price=Money(1_200), rate_bp=2_000, quantity=20, wished=18, cost_tenthousandths=40_000,
        cost=Money(8_000), stock=StockNow(2), sold=20, sold_weeks=4, lead_days=10, lead_worst=12,
        low=10, likely=20, high=30, days=38, month=15, estimate=None, order_at=15, up_to=20,
        at_risk=Money(5_000), doubts=(),
        reason="20 vendus en 4 semaines",
    )  # fmt: skip


def _plan() -> Plan:
    found = [Wanted(_line(_SOAP, _MILL), ()), Wanted(_line(_OIL, None), ())]
    proposal = put_together(found, {_MILL: _TERMS}, Asked(), _TODAY)
    return Plan(proposal, {_MILL: _TERMS}, _TODAY)


def test_totals_follow_a_quantity_with_its_price_break_minimum_and_carriage() -> None:
    before = _plan().group(_MILL)
    after = _plan().with_units(_SOAP, 40).group(_MILL)

    assert before is not None
    assert (before.goods, before.carriage) == (Money(8_000), Money(900))
    assert (before.below_minimum, before.to_free_carriage) == (Money(2_000), Money(4_000))
    assert before.to_pay == Money(10_680)
    assert after is not None
    assert (after.goods, after.carriage) == (Money(12_000), Money(0))
    assert (after.below_minimum, after.to_free_carriage) == (Money(0), Money(0))
    assert after.lines[0].cost_tenthousandths == 30_000


def test_articles_without_supplier_cost_nothing_and_are_in_no_order() -> None:
    plan = _plan()

    assert plan.total() == Money(8_900)
    assert [each.supplier_id for each in plan.orders()] == [_MILL]
    assert plan.groups()[-1].name == "Sans fournisseur"


def test_a_line_taken_off_is_in_no_order() -> None:
    plan = _plan().with_units(_SOAP, -3)

    assert plan.orders()[0].lines == ()
    assert plan.now().total == Money(0)


def test_what_a_line_does_to_the_account_is_what_leaves_and_what_it_brought_by_then() -> None:
    # given twenty units paid 45 days after the end of the month, of which 20 sell in 38 days
    terms = replace(_TERMS, payment_days=45, month_end=True)
    found = [Wanted(_line(_SOAP, _MILL), ())]
    plan = Plan(put_together(found, {_MILL: terms}, Asked(), _TODAY), {_MILL: terms}, _TODAY)
    group = plan.group(_MILL)
    assert group is not None

    # when
    cash = line_cash(group.lines[0], group, _TODAY)

    # then it comes on 1 December and is paid on 14 February, 85 days away: 44 sell, 2 were there
    assert cash == Cash(Money(9_600), date(2027, 2, 14), 20, Money(24_000))
    assert cash.net == Money(14_400)
    assert cash_sentence(cash) == (
        "96,00\u00a0€ à payer vers le 14/02/2027\u00a0; "
        "d’ici là 20 unités vendues en rapportent 240,00\u00a0€"
    )
    whole = group_cash(group, _TODAY)
    assert whole is not None
    assert (whole.paid, whole.brought) == (Money(10_680), Money(24_000))


def test_what_is_paid_before_it_comes_brings_nothing_by_then() -> None:
    terms = replace(_TERMS, payment_days=0)
    found = [Wanted(_line(_SOAP, _MILL), ())]
    group = put_together(found, {_MILL: terms}, Asked(), _TODAY).groups[0]

    cash = line_cash(group.lines[0], group, _TODAY)

    assert cash is not None
    assert (cash.units, cash.net) == (0, Money(-9_600))
    assert cash_sentence(cash).endswith("rien n’en sera vendu d’ici là")


def test_an_order_is_filled_up_to_its_minimum_with_whole_packs_of_what_lasts_shortest() -> None:
    # given
    quick = replace(_line(_SOAP, _MILL), terms=_PACKS, likely=40)
    slow = replace(_line(_OIL, _MILL), terms=_PACKS, quantity=24, likely=10, cost=Money(9_600))
    found = [Wanted(quick, ()), Wanted(slow, ())]
    terms = replace(_TERMS, minimum=Money(30_000))
    plan = Plan(put_together(found, {_MILL: terms}, Asked(), _TODAY), {_MILL: terms}, _TODAY)

    # when
    filled = plan.filled(_MILL)

    # then the soap grows by dozens from 20: 24 and on, until 300 € are reached
    assert filled is not None
    group = filled.group(_MILL)
    assert group is not None
    units = {each.product_id: each.quantity for each in group.lines}
    assert units == {_SOAP: 60, _OIL: 24}
    assert (group.goods, group.below_minimum) == (Money(33_600), Money(0))


def test_an_order_that_nothing_selling_can_fill_is_not_filled() -> None:
    still = replace(_line(_SOAP, _MILL), likely=0)
    terms = replace(_TERMS, minimum=Money(900_000))

    for line in (still, _line(_SOAP, _MILL)):
        proposal = put_together([Wanted(line, ())], {_MILL: terms}, Asked(), _TODAY)
        assert Plan(proposal, {_MILL: terms}, _TODAY).filled(_MILL) is None


def test_her_own_quantities_may_pass_the_money_there_is_and_it_is_told_by_how_much() -> None:
    found = [Wanted(_line(_SOAP, _MILL), (Step(20, Money(8_000), Money(5_000)),))]
    free = replace(_TERMS, minimum=Money(0), carriage=Money(0))
    proposal = put_together(found, {_MILL: free}, Asked(budget=Money(9_000)), _TODAY)
    plan = Plan(proposal, {_MILL: free}, _TODAY)

    assert plan.over() == Money(0)
    assert plan.with_units(_SOAP, 25).over() == Money(1_000)
