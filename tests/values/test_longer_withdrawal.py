"""What a shop promises beyond the law is typed as it is said, and read back the same."""

from datetime import date

import pytest

from merchant_desk.values.longer_withdrawal import (
    LongerWithdrawal,
    check_longer,
    longest_for,
    read_longer,
    written_longer,
)

NOEL = LongerWithdrawal(30, date(2026, 11, 15), date(2026, 12, 24))


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("", ()),
        ("30", (LongerWithdrawal(30),)),
        ("30 jours", (LongerWithdrawal(30),)),
        ("30 du 15/11/2026 au 24/12/26", (NOEL,)),
        ("30 j du 2026-11-15 au 24/12/2026 ; 60 au 1/1/2026",
         (NOEL, LongerWithdrawal(60, None, date(2026, 1, 1)))),
    ],
)  # fmt: skip
def test_promises_are_read_and_written_again(
    text: str, promises: tuple[LongerWithdrawal, ...]
) -> None:
    assert read_longer(text) == promises
    assert read_longer(written_longer(promises)) == promises
    assert check_longer(text) == ""


@pytest.mark.parametrize(
    "text",
    ["longtemps", "0", "-3", "731", "30 du 24/12/2026 au 15/11/2026", "30 du 31/02/2026",
     "30 du Noël", "30; ou 40", "٣٠ du 15/11/2026 x"],
)  # fmt: skip
def test_what_is_no_promise_is_said(text: str) -> None:
    assert read_longer(text) is None
    assert "comme 30 du 15/11/2026 au 24/12/2026" in check_longer(text)


@pytest.mark.parametrize(
    ("placed", "days"),
    [((2026, 11, 14), 20), ((2026, 11, 15), 30), ((2026, 12, 24), 30), ((2026, 12, 25), 20)],
)
def test_the_longest_promise_that_covers_the_day_counts(
    placed: tuple[int, int, int], days: int
) -> None:
    assert longest_for((NOEL, LongerWithdrawal(20)), date(*placed)) == days
    assert longest_for((), date(*placed)) == 0
