"""Any invoice whose sums hold is clean; one total changed by any amount is told."""

from dataclasses import fields, replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.documents.received.invoice_file import read_invoice_file
from tests.received.made import BILL, Bill, Sold, bill, cii, ubl

_CENTS = st.integers(1, 500_000)
_LINES = st.lists(st.tuples(st.integers(1, 200), _CENTS), min_size=1, max_size=8)
_TOTALS = ("line_total", "net", "tax", "total", "payable")


def _text(cents: int) -> str:
    return str(Decimal(cents) / 100)


def _good(lines: list[tuple[int, int]]) -> Bill:
    net = sum(count * price for count, price in lines)
    tax = (net * 20 + 50) // 100
    return replace(
        BILL,
        lines=tuple(
            Sold(f"Article {place}", str(count), _text(price), _text(count * price))
            for place, (count, price) in enumerate(lines)
        ),
        line_total=_text(net),
        net=_text(net),
        tax=_text(tax),
        total=_text(net + tax),
        payable=_text(net + tax),
    )


def vars_of(said: Bill) -> dict[str, object]:
    """Return what an invoice says, field by field."""
    return {each.name: getattr(said, each.name) for each in fields(said)}


@given(lines=_LINES)
def test_an_invoice_that_adds_up_is_clean(lines: list[tuple[int, int]]) -> None:
    said = _good(lines)

    for write in (cii, ubl):
        assert read_invoice_file("f.xml", write(said)).findings == ()


@given(lines=_LINES, name=st.sampled_from(_TOTALS), gap=st.integers(2, 100_000))
def test_one_total_that_is_off_is_told(lines: list[tuple[int, int]], name: str, gap: int) -> None:
    good = _good(lines)
    off = Decimal(str(getattr(good, name))) + Decimal(gap) / 100
    said = bill(**{**vars_of(good), name: str(off)})

    for write in (cii, ubl):
        rules = {each.rule for each in read_invoice_file("f.xml", write(said)).findings}
        assert any(rule.startswith("BR-CO-") for rule in rules)
