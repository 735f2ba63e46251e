"""A proposal she changes: totals follow, orders say what she wrote."""

from datetime import date

from merchant_desk.rules.reorder.line import Wanted
from merchant_desk.rules.reorder.plan import Plan
from merchant_desk.rules.reorder.proposal import Asked, put_together
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import ArticleTerms, PriceBreak, SupplierTerms
from merchant_desk.values.reorder import ReorderLine, StockNow

_MILL, _SOAP, _OIL = SupplierId(b"m" * 16), ProductId(b"s" * 16), ProductId(b"o" * 16)
_TODAY = date(2026, 11, 21)
_TERMS = SupplierTerms(
    name="Moulin", minimum=Money(10_000), carriage=Money(900), free_carriage_from=Money(12_000)
)


def _line(product_id: ProductId, supplier_id: SupplierId | None) -> ReorderLine:
    return ReorderLine(
        product_id=product_id, sku="S", title="Savon", supplier_id=supplier_id,
        terms=ArticleTerms(cost_tenthousandths=40_000, breaks=(PriceBreak(30, 30_000),)),
        rate_bp=2_000, quantity=20, wished=18, cost_tenthousandths=40_000, cost=Money(8_000),
        stock=StockNow(2), sold=20, sold_weeks=4, lead_days=10, lead_worst=12, low=10, likely=20,
        high=30, days=38, order_at=15, up_to=20, at_risk=Money(5_000), doubts=(),
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
