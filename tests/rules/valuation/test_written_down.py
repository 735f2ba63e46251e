"""Write-downs and their reversals: a stock is never worth more than it cost."""

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.valuation.fifo import fifo
from merchant_desk.rules.valuation.written_down import written_down
from merchant_desk.values.goods_words import CostReason
from tests.rules.valuation.test_replay_and_fifo import Ledger

_WRITTEN = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), st.integers(1, 50), st.integers(1, 50_0000)),
        st.tuples(st.just("sell"), st.integers(1, 50), st.just(0)),
        st.tuples(st.just("less"), st.just(0), st.integers(1, 100)),
        st.tuples(st.just("more"), st.just(0), st.integers(1, 100)),
    ),
    max_size=25,
)


@given(_WRITTEN)
def test_write_downs_given_back_never_make_a_stock_worth_more_than_it_cost(
    steps: list[tuple[str, int, int]],
) -> None:
    ledger, untouched = Ledger(), Ledger()
    for what, units, amount in steps:
        if what == "receive":
            for each in (ledger, untouched):
                each.receive(units, amount)
        elif what == "sell" and ledger.worth.quantity:
            for each in (ledger, untouched):
                each.sell(min(units, each.worth.quantity))
        elif ledger.worth.quantity:
            part = ledger.worth.value if what == "less" else written_down(ledger.lines)
            change = part * amount // 100
            ledger.change(
                -change if what == "less" else change,
                ledger.worth.quantity,
                CostReason.WRITE_DOWN,
            )

    # Each sale rounds its share to the nearest part: half a part either way.
    slack = sum(what == "sell" for what, _units, _amount in steps)
    assert 0 <= ledger.worth.value <= untouched.worth.value + slack
    assert fifo(ledger.lines).quantity == untouched.worth.quantity
