"""Parcels of an order, whatever they hold, are together charged what was paid."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.parcel_prices import OpenLine, parcel_amounts
from merchant_desk.rules.refund_shares import with_refunds_shared
from merchant_desk.rules.vat_lines import PricedLine, from_ttc
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind, RemoteLine, RemoteOrder, RemoteRefund
from tests.makers import remote_line, remote_order

RATES = st.sampled_from([2000, 1000, 550, 210])
_CENTS = st.integers(0, 20_000)


@dataclass
class Line:
    """A line as parcels take from it."""

    left: Money
    due: int
    rate_bp: int
    goods: bool


@st.composite
def goods(draw: st.DrawFn) -> Line:
    return Line(Money(draw(_CENTS)), draw(st.integers(1, 7)), draw(RATES), goods=True)


@st.composite
def orders(draw: st.DrawFn) -> list[Line]:
    """Goods, carriage or none, fees, and discounts that never exceed what they lessen."""
    lines = draw(st.lists(goods(), min_size=1, max_size=6))
    lines += [
        Line(Money(draw(_CENTS)), 1, draw(RATES), goods=False)
        for _fee in range(draw(st.integers(0, 2)))
    ]
    worth = sum(line.left.cents for line in lines)
    for _discount in range(draw(st.integers(0, 3))):
        off = draw(st.integers(0, worth))
        worth -= off
        lines.append(Line(Money(-off), 1, draw(RATES), goods=False))
    return lines


def _parcel(lines: list[Line], draw: st.DataObject, *, last: bool) -> list[Money]:
    units = [
        (line.due if last else draw.draw(st.integers(0, line.due))) if line.goods else 1
        for line in lines
    ]
    if not last and not any(count for line, count in zip(lines, units, strict=True) if line.goods):
        return [ZERO] * len(lines)
    shown = [
        OpenLine(line.left if line.due or not line.goods else ZERO, count, line.due, line.rate_bp)
        for line, count in zip(lines, units, strict=True)
    ]
    amounts = parcel_amounts(shown)
    for line, amount, count in zip(lines, amounts, units, strict=True):
        line.left -= amount
        line.due -= count if line.goods else 0
    return amounts


@given(lines=orders(), parcels=st.integers(1, 5), draw=st.data())
def test_all_parcels_together_are_charged_what_was_paid_and_none_below_zero(
    lines: list[Line], parcels: int, draw: st.DataObject
) -> None:
    paid = total(line.left for line in lines)
    rates = [line.rate_bp for line in lines]

    charged = [_parcel(lines, draw, last=rank == parcels) for rank in range(1, parcels + 1)]

    assert total(amount for amounts in charged for amount in amounts) == paid
    for amounts in charged:
        assert total(amounts).cents >= 0
        vat = from_ttc([PricedLine(*each) for each in zip(amounts, rates, strict=True)])
        assert vat.ttc == total(amounts)
        assert total(row.base + row.vat for row in vat.rows) == vat.ttc
        assert total(line.net for line in vat.lines) == total(row.base for row in vat.rows)


@given(lines=orders(), draw=st.data())
def test_a_discount_never_turns_a_rate_below_zero_while_its_own_goods_bear_it(
    lines: list[Line], draw: st.DataObject
) -> None:
    by_rate = {line.rate_bp: 0 for line in lines}
    for line in lines:
        by_rate[line.rate_bp] += line.left.cents
    rates = [line.rate_bp for line in lines]
    borne = all(cents >= 0 for cents in by_rate.values())

    amounts = _parcel(lines, draw, last=False)

    for rate in by_rate:
        of_rate = total(each for each, bp in zip(amounts, rates, strict=True) if bp == rate)
        assert of_rate.cents >= 0 or not borne


def test_a_discount_fee_is_not_charged_whole_to_a_small_first_parcel() -> None:
    soap = OpenLine(Money(500), 1, 1, 2000)
    later = OpenLine(Money(4500), 0, 3, 2000)
    discount = OpenLine(Money(-1000), 1, 1, 2000)

    first = parcel_amounts([soap, later, discount])
    last = parcel_amounts(
        [
            replace(soap, left=ZERO, due=0),
            replace(later, units=3),
            replace(discount, left=Money(-900)),
        ]
    )

    assert first == [Money(500), ZERO, Money(-100)]
    assert last == [ZERO, Money(4500), Money(-900)]


def _refunded(*lines: RemoteLine, refunds: tuple[int, ...] = ()) -> RemoteOrder:
    told = tuple(RemoteRefund(str(rank), Money(cents), "") for rank, cents in enumerate(refunds))
    return with_refunds_shared(remote_order("1042", *lines, refunds=told))


def test_a_refund_that_names_a_line_lessens_that_line_alone() -> None:
    soap = remote_line(quantity=2, refunded_quantity=1, refunded=Money(500))
    carriage = remote_line("", 1, remote_id="ship", kind=LineKind.SHIPPING, total=Money(490))

    order = _refunded(soap, carriage, refunds=(500,))

    assert [line.refunded for line in order.lines] == [Money(500), ZERO]


def test_a_refund_that_names_no_line_is_a_rebate_on_all() -> None:
    soap = remote_line(total=Money(900))
    carriage = remote_line("", 1, remote_id="ship", kind=LineKind.SHIPPING, total=Money(100))

    order = _refunded(soap, carriage, refunds=(101,))

    assert [line.refunded for line in order.lines] == [Money(91), Money(10)]


def test_units_taken_back_without_an_amount_take_their_price_back() -> None:
    order = _refunded(remote_line(quantity=3, total=Money(1000), refunded_quantity=1))

    assert order.lines[0].refunded == Money(333)


@given(
    cents=st.lists(_CENTS, min_size=1, max_size=5),
    back=st.lists(st.integers(0, 30_000), max_size=3),
)
def test_what_is_given_back_is_never_more_than_what_was_paid(
    cents: list[int], back: list[int]
) -> None:
    lines = [remote_line(f"S{rank}", total=Money(each)) for rank, each in enumerate(cents)]

    order = _refunded(*lines, refunds=tuple(back))

    given_back = total(line.refunded or ZERO for line in order.lines)
    assert given_back == min(Money(sum(back)), Money(sum(cents)))
    assert all((line.refunded or ZERO) <= line.total for line in order.lines)
