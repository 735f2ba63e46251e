"""A document is in a sum once."""

from merchant_desk.rules.matching.sums import adding_up


def test_a_sum_holds_no_document_twice() -> None:
    assert adding_up([10_000, 20_000, 30_000], 60_000) == [(0, 1, 2)]
    assert adding_up([30_000, 30_000, 30_000], 60_000) == [(0, 1), (0, 2)]
