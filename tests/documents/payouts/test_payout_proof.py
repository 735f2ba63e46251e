"""However its lines are shuffled or split, a settlement proves the same transfer."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.documents.payouts.amounts import decimal_sign, read_cents
from merchant_desk.documents.payouts.payout_reading import read_payout_file
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money, total

HEAD = (
    "automatic_payout_id,automatic_payout_effective_at,created,currency,gross,fee,net,"
    "reporting_category"
)
LINES = st.lists(
    st.tuples(st.sampled_from(["po_1", "po_2"]), st.integers(1, 9_999_999), st.integers(0, 500)),
    min_size=1,
    max_size=12,
)


def decimal(cents: int) -> str:
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def row(line: tuple[str, int, int]) -> str:
    key, gross, fee = line
    amounts = ",".join(decimal(each) for each in (gross, fee, gross - fee))
    return f"{key},2026-11-17,2026-11-12,eur,{amounts},charge"


def nets(lines: list[tuple[str, int, int]]) -> dict[str, Money]:
    text = "\n".join([HEAD, *(row(each) for each in lines)])
    payouts = read_payout_file("s.csv", text.encode()).payouts
    assert all(each.net == total(line.net for line in each.lines) for each in payouts)
    return {each.reference: each.net for each in payouts}


@settings(max_examples=40)
@given(lines=LINES, seed=st.randoms(use_true_random=False))
def test_shuffling_and_splitting_lines_keeps_the_proof(
    lines: list[tuple[str, int, int]], seed: Random
) -> None:
    split = []
    for key, gross, fee in lines:
        part = seed.randint(0, gross - 1)
        split += [(key, gross - part, fee), *([(key, part, 0)] if part else [])]
    seed.shuffle(split)

    assert nets(split) == nets(lines)


@settings(max_examples=60)
@given(cents=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=5), french=st.booleans())
def test_an_amount_is_read_as_it_was_written(cents: list[int], french: bool) -> None:
    cells = [euros(Money(each)) if french else f"{each / 100:,.2f}" for each in cents]

    sign = decimal_sign(cells)

    assert [read_cents(cell, sign) for cell in cells] == cents
