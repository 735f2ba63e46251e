"""What holds for every proposal: more planned is never ordered less, packs, minimums and money."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.forecast.choose import Choice
from merchant_desk.rules.forecast.history import SPAN, History
from merchant_desk.rules.forecast.outlook import outlook
from merchant_desk.rules.forecast.season import Calendar, season
from merchant_desk.rules.reorder.article import Candidate, need
from merchant_desk.rules.reorder.lead_time import LeadSource, LeadTime
from merchant_desk.rules.reorder.line import Wanted, wanted
from merchant_desk.rules.reorder.policy import Kept, Policy
from merchant_desk.rules.reorder.proposal import Asked, put_together
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.purchases import ArticleTerms, SupplierTerms
from merchant_desk.values.reorder import StockNow

_TODAY = date(2026, 11, 23)
_FLAT = season(Calendar(_TODAY))
_SUPPLIERS = tuple(SupplierId(bytes([each]) * 16) for each in range(3))

_SALES = st.dictionaries(st.integers(0, SPAN - 1), st.integers(1, 60).map(float), max_size=60)
_LEADS = st.tuples(st.integers(0, 60), st.integers(0, 40)).map(
    lambda days: LeadTime(days[0], days[0] + days[1], LeadSource.SUPPLIER, 3)
)
_POLICIES = st.builds(Policy, st.integers(1, 90), st.integers(1, 30), st.integers(50, 99))
_TERMS = st.builds(
    ArticleTerms,
    pack_units=st.sampled_from((1, 1, 6, 12, 50)),
    minimum_units=st.sampled_from((1, 1, 5, 20)),
    cost_tenthousandths=st.integers(1, 400_000),
)


def _candidate(
    sales: Mapping[int, float],
    lead: LeadTime,
    promoted: Mapping[int, float],
    terms: ArticleTerms,
    number: int = 0,
) -> Candidate:
    history = History(0, dict(sales))
    return Candidate(
        product_id=ProductId(number.to_bytes(16, "big")),
        sku=f"S{number}",
        title="Savon",
        price=Money(2_000),
        rate_bp=2_000,
        usual_cost=None,
        stock=StockNow(number % 7),
        kept=Kept(),
        history=history,
        outlook=outlook(history, _FLAT, promoted, Choice("smooth", 1.3)),
        lead=lead,
        supplier_id=_SUPPLIERS[number % len(_SUPPLIERS)],
        terms=terms,
    )


def _ordered(candidate: Candidate, policy: Policy) -> int:
    wish = need(candidate, policy)
    return 0 if wish is None else wanted(candidate, wish, policy).line.quantity


@given(
    sales=_SALES,
    lead=_LEADS,
    policy=_POLICIES,
    terms=_TERMS,
    weeks=st.sets(st.integers(SPAN, SPAN + 20), min_size=1, max_size=5),
    factors=st.tuples(st.floats(1.0, 6.0), st.floats(0.0, 5.0)),
)
@settings(max_examples=150)
def test_more_planned_uplift_never_lowers_the_order(
    sales: dict[int, float],
    lead: LeadTime,
    policy: Policy,
    terms: ArticleTerms,
    weeks: set[int],
    factors: tuple[float, float],
) -> None:
    less = dict.fromkeys(weeks, factors[0])
    more = dict.fromkeys(weeks, min(factors[0] + factors[1], 6.0))

    calm, lifted = (_ordered(_candidate(sales, lead, each, terms), policy) for each in (less, more))

    assert lifted >= calm


@given(sales=_SALES, lead=_LEADS, policy=_POLICIES, terms=_TERMS, kept=st.integers(0, 80))
@settings(max_examples=100)
def test_an_order_is_whole_packs_reaches_its_minimum_and_the_level_that_is_kept(
    sales: dict[int, float], lead: LeadTime, policy: Policy, terms: ArticleTerms, kept: int
) -> None:
    for levels in (Kept(minimum=kept), Kept(floor=kept)):
        candidate = replace(_candidate(sales, lead, {}, terms, number=3), kept=levels)

        units = _ordered(candidate, policy)

        assert units % terms.pack_units == 0
        assert units == 0 or units >= terms.minimum_units
        assert candidate.stock.position + units >= kept


@given(
    articles=st.lists(st.tuples(_SALES, _TERMS), max_size=9),
    budget=st.integers(0, 200_000).map(Money),
    minimum=st.sampled_from((ZERO, Money(5_000), Money(40_000))),
    carriage=st.sampled_from((ZERO, Money(990))),
)
@settings(max_examples=150)
def test_the_money_there_is_is_never_passed_and_no_order_is_one_its_supplier_refuses(
    articles: list[tuple[dict[int, float], ArticleTerms]],
    budget: Money,
    minimum: Money,
    carriage: Money,
) -> None:
    # given
    lead, policy = LeadTime(10, 14, LeadSource.SUPPLIER, 3), Policy()
    terms = SupplierTerms(
        name="Moulin", minimum=minimum, carriage=carriage, free_carriage_from=Money(60_000)
    )
    found: list[Wanted] = []
    for number, (sales, sold_by) in enumerate(articles):
        candidate = _candidate(sales, lead, {}, sold_by, number)
        wish = need(candidate, policy)
        if wish is not None:
            found.append(wanted(candidate, wish, policy))

    # when
    suppliers = dict.fromkeys(_SUPPLIERS, terms)
    proposal = put_together(found, suppliers, Asked(budget=budget), _TODAY)

    # then
    assert proposal.total <= budget
    assert all(not group.below_minimum for group in proposal.groups)
    assert all(line.quantity % line.terms.pack_units == 0 for line in proposal.lines)
    assert proposal.left_out == len(found) - len(proposal.lines)
