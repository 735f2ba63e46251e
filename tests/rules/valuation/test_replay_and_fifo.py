"""Both methods again from the ledger: the same figures, explained, whatever was cancelled."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.valuation.fifo import fifo, latest_layers
from merchant_desk.rules.valuation.late_cost import split_cost
from merchant_desk.rules.valuation.moving_average import Worth, price_move
from merchant_desk.rules.valuation.replay import replay, replayed_worth
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import RecordId
from merchant_desk.values.stock_ledger import LedgerLine
from merchant_desk.values.words import MoveReason

_START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_PIECE = 1_0000  # a euro


class Ledger:
    """Writes lines as the desk does: each move valued at the average as it is posted."""

    def __init__(self) -> None:
        self.lines: list[LedgerLine] = []
        self.worth = Worth()
        self.known = 0

    def move(
        self,
        units: int,
        reason: MoveReason,
        worth: int | None = None,
        cause: bytes | None = None,
    ) -> LedgerLine:
        """Post a move; ``worth`` is what its units cost where that is known."""
        priced = price_move(self.worth, units, self.known, worth)
        line = self._line(units, priced.value, reason, cause=cause)
        self.worth = self.worth.after(units, priced.value - priced.uncovered)
        if units > 0 and worth:
            self.known = worth // units
        if priced.uncovered:
            self._line(0, -priced.uncovered, CostReason.UNCOVERED, spent=priced.uncovered)
        return line

    def receive(self, units: int, each: int, batch: bytes | None = None) -> LedgerLine:
        return self.move(units, MoveReason.RECEIPT, units * each, batch)

    def sell(self, units: int) -> LedgerLine:
        return self.move(-units, MoveReason.SALE)

    def change(
        self, amount: int, units: int, reason: CostReason, batch: bytes | None = None
    ) -> None:
        kept, spent = split_cost(amount, units, self.worth.quantity)
        self._line(0, kept, reason, spent=spent, cause=batch)
        self.worth = self.worth.after(0, kept)

    def _line(
        self,
        units: int,
        value: int,
        reason: MoveReason | CostReason,
        *,
        spent: int = 0,
        cause: bytes | None = None,
    ) -> LedgerLine:
        number = len(self.lines) + 1
        line = LedgerLine(
            number.to_bytes(16, "big"),
            _START + timedelta(days=number),
            units,
            value,
            reason,
            spent,
            None if cause is None else RecordId(cause),
        )
        self.lines.append(line)
        return line


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), st.integers(1, 200), st.integers(0, 50_0000)),
        st.tuples(st.just("sell"), st.integers(1, 200), st.just(0)),
        st.tuples(st.just("late"), st.integers(1, 200), st.integers(-(10**6), 10**6)),
        st.tuples(st.just("back"), st.integers(1, 200), st.just(0)),
    ),
    max_size=25,
)


def _played(steps: list[tuple[str, int, int]], *, covered: bool = False) -> Ledger:
    """Play the steps; ``covered`` sells nothing that is not there."""
    ledger = Ledger()
    sold: list[LedgerLine] = []
    for what, units, amount in steps:
        if what == "receive":
            ledger.receive(units, amount)
        elif what == "sell":
            count = min(units, ledger.worth.quantity) if covered else units
            if count > 0:
                sold.append(ledger.sell(count))
        elif what == "late":
            ledger.change(amount, units, CostReason.LANDED)
        elif sold:
            sale = sold.pop()
            ledger.move(-sale.units, MoveReason.RETURN, -sale.value, sale.id)
    return ledger


@given(_STEPS)
def test_a_replay_ends_with_what_is_kept(steps: list[tuple[str, int, int]]) -> None:
    ledger = _played(steps)

    told = replay(ledger.lines)

    assert all(line.agrees for line in told)
    if told:
        assert (told[-1].stock, told[-1].worth) == (ledger.worth.quantity, ledger.worth.value)


@given(_STEPS)
def test_costs_worked_out_again_from_what_came_are_what_is_kept(
    steps: list[tuple[str, int, int]],
) -> None:
    ledger = _played(steps, covered=True)

    assert replayed_worth(ledger.lines) == ledger.worth


@given(_STEPS)
def test_first_in_first_out_holds_the_same_units_as_the_average(
    steps: list[tuple[str, int, int]],
) -> None:
    ledger = _played(steps)

    found = fifo(ledger.lines)

    assert found.quantity == ledger.worth.quantity
    assert sum(each.left for each in found.kept()) >= max(0, found.quantity)


@given(_STEPS, st.randoms(use_true_random=False))
def test_the_order_in_which_late_messages_come_does_not_matter_to_units(
    steps: list[tuple[str, int, int]], chance: Random
) -> None:
    ledger = _played(steps)
    shuffled = list(ledger.lines)
    chance.shuffle(shuffled)

    assert fifo(shuffled).quantity == fifo(ledger.lines).quantity
    assert replayed_worth(shuffled).quantity == ledger.worth.quantity


@given(
    before=_STEPS,
    units=st.integers(1, 50),
    each=st.integers(0, 90_0000),
)
def test_a_receipt_taken_back_restores_average_and_layers_exactly(
    before: list[tuple[str, int, int]], units: int, each: int
) -> None:
    ledger = _played(before, covered=True)
    worth, layers = ledger.worth, fifo(ledger.lines).kept()

    came = ledger.receive(units, each, b"batch")
    ledger.move(-units, MoveReason.CORRECTION, came.value, b"batch")

    assert ledger.worth == worth
    assert fifo(ledger.lines).kept() == layers


@given(before=_STEPS, units=st.integers(1, 50))
def test_a_sale_that_comes_back_whole_restores_average_and_layers_exactly(
    before: list[tuple[str, int, int]], units: int
) -> None:
    ledger = _played(before, covered=True)
    ledger.receive(units, 3_0000)
    worth, layers = ledger.worth, fifo(ledger.lines).kept()

    sale = ledger.sell(units)
    ledger.move(units, MoveReason.RETURN, -sale.value, sale.id)

    assert ledger.worth == worth
    assert fifo(ledger.lines).kept() == layers


_PLAIN = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), st.integers(1, 200), st.integers(0, 50_0000)),
        st.tuples(st.just("sell"), st.integers(1, 200), st.just(0)),
    ),
    max_size=25,
)


@given(_PLAIN)
def test_the_latest_receipts_that_cover_the_stock_are_the_layers_left(
    steps: list[tuple[str, int, int]],
) -> None:
    ledger = _played(steps)
    came = [(each.at, each.units, each.value) for each in ledger.lines if each.units > 0]

    found = latest_layers(reversed(came), ledger.worth.quantity)

    layers = fifo(ledger.lines).kept()
    assert found[::-1] == [(each.since, each.left, each.value) for each in layers]


def test_first_in_leaves_first_and_each_layer_keeps_its_price() -> None:
    ledger = Ledger()
    ledger.receive(10, 10 * _PIECE)
    ledger.receive(30, 14 * _PIECE)

    ledger.sell(12)

    layers = fifo(ledger.lines).kept()
    assert [(each.left, each.value) for each in layers] == [(28, 28 * 14 * _PIECE)]
    assert layers[0].unit_cost == 14 * _PIECE


def test_a_late_carriage_changes_the_layer_of_its_receipt_and_no_other() -> None:
    ledger = Ledger()
    ledger.receive(10, 10 * _PIECE, b"first")
    ledger.receive(10, 10 * _PIECE, b"second")
    ledger.sell(15)

    ledger.change(20 * _PIECE, 10, CostReason.LANDED, b"second")

    layers = fifo(ledger.lines).kept()
    assert [(each.left, each.value) for each in layers] == [(5, 60 * _PIECE)]


def test_a_write_down_lowers_every_layer_by_its_value() -> None:
    ledger = Ledger()
    ledger.receive(10, 10 * _PIECE)
    ledger.receive(10, 30 * _PIECE)

    ledger.change(-200 * _PIECE, 20, CostReason.WRITE_DOWN)

    assert [each.value for each in fifo(ledger.lines).kept()] == [50 * _PIECE, 150 * _PIECE]


def test_each_line_says_what_it_did_to_the_cost() -> None:
    ledger = Ledger()
    ledger.receive(10, 10 * _PIECE)
    ledger.receive(30, 14 * _PIECE)
    sale = ledger.sell(4)
    ledger.move(1, MoveReason.RETURN, -sale.value // 4, sale.id)
    ledger.change(20 * _PIECE, 40, CostReason.LANDED)

    told = [line.sentence for line in replay(ledger.lines)]

    assert told == [
        "10 unités entrent à 10,00\u00a0€ chacune\u00a0: le coût moyen passe à 10,00\u00a0€.",
        "30 unités entrent à 14,00\u00a0€ chacune\u00a0: le coût moyen passe à 13,00\u00a0€.",
        "4 unités sortent à 13,00\u00a0€ chacune, le coût moyen à ce moment.",
        "1 unité revient au coût où elle était partie, 13,00\u00a0€.",
        (
            "Port, douane ou frais de livraison\u00a0: +18,50\u00a0€ de stock, "
            "et +1,50\u00a0€ pour ce qui était déjà vendu."
        ),
    ]


def test_what_left_at_another_cost_than_the_average_is_seen() -> None:
    ledger = Ledger()
    ledger.receive(10, 10 * _PIECE)
    ledger.move(-2, MoveReason.SALE, 5 * _PIECE)

    assert [line.agrees for line in replay(ledger.lines)] == [True, False]
