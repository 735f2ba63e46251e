"""Files that follow each other, that lack days, that tell a movement twice."""

from datetime import date

import pytest

from merchant_desk.rules.bank_files.continuity import Break, Telling, breaks, overlaps


def october(day: int) -> date:
    return date(2026, 10, day)


@pytest.mark.parametrize(
    ("balances", "moved", "spans", "found"),
    [
        pytest.param(
            {1: [100], 10: [90], 20: [95]}, {5: -10, 15: 5}, [(1, 10), (11, 20)], [], id="follows"
        ),
        pytest.param(
            {2: [100], 10: [60]},
            {},
            [(1, 2), (10, 10)],
            [(2, 10, -40, (3, 9))],
            id="days lack",
        ),
        pytest.param(
            {1: [100], 10: [90], 20: [95]},
            {5: -10, 6: -10, 15: 5},
            [(1, 20)],
            [(1, 10, 10, None)],
            id="a movement too many",
        ),
        pytest.param(
            {1: [100], 10: [95], 20: [80]},
            {5: -5, 10: -15},
            [(1, 10), (10, 20)],
            [],
            id="a balance told in the course of its day",
        ),
        pytest.param({1: [100], 10: [70, 90]}, {5: -10}, [(1, 10)], [], id="two balances a day"),
        pytest.param(
            {}, {1: 5, 20: 5}, [(1, 2), (20, 21)], [(2, 20, None, (3, 19))], id="no balance at all"
        ),
        pytest.param({}, {1: 5, 6: 5}, [(1, 2), (6, 7)], [], id="a quiet week-end"),
        pytest.param(
            {2: [10], 19: [10]}, {1: 5, 20: 5}, [(1, 2), (20, 21)], [], id="quiet and proved"
        ),
        pytest.param(
            {14: [10], 21: [15]}, {1: 5, 20: 5}, [(1, 2), (20, 21)], [], id="a later download"
        ),
        pytest.param(
            {14: [10], 21: [18]},
            {1: 5, 20: 5},
            [(1, 2), (20, 21)],
            [(14, 21, 3, (15, 19))],
            id="one hole is told once",
        ),
    ],
)
def test_where_files_do_not_follow_each_other(
    balances: dict[int, list[int]],
    moved: dict[int, int],
    spans: list[tuple[int, int]],
    found: list[tuple[int, int, int | None, tuple[int, int] | None]],
) -> None:
    told = Telling(
        {october(day): each for day, each in balances.items()},
        {october(day): each for day, each in moved.items()},
        [(october(first), october(last)) for first, last in spans],
    )

    assert breaks(told) == [
        Break(
            october(after),
            october(before),
            cents,
            None if untold is None else (october(untold[0]), october(untold[1])),
        )
        for after, before, cents, untold in found
    ]


def test_days_that_several_files_tell() -> None:
    spans = [(october(1), october(10)), (october(8), october(20)), (october(20), october(25))]

    assert overlaps(spans) == [(october(8), october(10)), (october(20), october(20))]
