"""Which sales were surely of a lot, where nobody read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.lot_certainty import ShelfChange, surely_of_the_lot

MINE, OTHER = True, False
Told = tuple[int, bool, bool]
"""Units, whether the ledger names the lot, whether that is certain."""


def _sure(*told: Told) -> list[int]:
    changes = (
        ShelfChange(row, units, mine, certain) for row, (units, mine, certain) in enumerate(told)
    )
    return sorted(surely_of_the_lot(changes))


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        # alone on the shelf
        ([(5, MINE, True), (-2, MINE, False)], [1]),
        # read, with another beside it
        ([(5, MINE, True), (5, OTHER, True), (-1, MINE, True)], [2]),
        # not read, with another beside it, that is supposed to have left
        ([(2, OTHER, True), (5, MINE, True), (-2, OTHER, False), (-1, MINE, False)], []),
        # the other was read when it left
        ([(2, OTHER, True), (5, MINE, True), (-2, OTHER, True), (-1, MINE, False)], [3]),
        # nothing was left of the other when the lot came
        ([(2, OTHER, True), (-2, OTHER, False), (5, MINE, True), (-1, MINE, False)], [3]),
        # fewer of the other are left than came: no more than lie there
        (
            [(4, OTHER, True), (-3, OTHER, False), (2, MINE, True), (-1, OTHER, True),
             (-1, MINE, False)],
            [4],
        ),
        # what a customer brought back may be another one
        ([(5, MINE, True), (1, MINE, False), (-1, MINE, False)], []),
        # more was sold than the ledger knew of
        ([(1, MINE, True), (-2, MINE, False)], []),
        ([], []),
    ],
)  # fmt: skip
def test_a_sale_is_sure_only_where_no_other_lot_could_lie_there(
    told: list[Told], sure: list[int]
) -> None:
    assert _sure(*told) == sure


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["mine", "other", "read", "unread", "unread", "back"]),
            st.integers(1, 4),
            st.booleans(),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_whatever_really_lay_there_what_is_sure_is_true(
    events: list[tuple[str, int, bool, bool]],
) -> None:
    shelf = {MINE: 0, OTHER: 0}
    changes: list[ShelfChange] = []
    truth: dict[int, bool] = {}
    for row, (kind, units, really, told) in enumerate(events):
        if kind in ("mine", "other", "back"):
            lot = really if kind == "back" else kind == "mine"
            shelf[lot] += units
            said = told if kind == "back" else lot
            changes.append(ShelfChange(row, units, said, certain=kind != "back"))
        elif shelf[really] >= units:
            shelf[really] -= units
            truth[row] = really
            said = really if kind == "read" else told
            changes.append(ShelfChange(row, -units, said, certain=kind == "read"))

    assert all(truth[row] is MINE for row in surely_of_the_lot(changes))
