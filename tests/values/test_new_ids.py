import time

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from merchant_desk.values.ids import new_id, new_ids


@given(count=integers(0, 500))
def test_many_ids_are_distinct_increasing_uuids_of_version_7(count: int) -> None:
    made = new_ids(count)

    assert len(set(made)) == count
    assert made == sorted(made)
    assert all(len(each) == 16 and each[6] >> 4 == 7 and each[8] >> 6 == 0b10 for each in made)


def test_ids_made_one_after_the_other_increase_even_within_a_millisecond() -> None:
    made = [new_id() for _each in range(2_000)]
    batch = new_ids(50)
    after = new_id()

    every = [*made, *batch, after]
    assert every == sorted(set(every))


def test_only_ids_made_as_one_batch_follow_each_other() -> None:
    """The parts of one scan are told from the scan before by it: both may be of one millisecond."""
    apart = [new_id() for _each in range(2_000)]
    batches = [new_ids(2) for _each in range(2_000)]

    starts = [*apart, *(first for first, _second in batches)]
    ends = [*apart, *(second for _first, second in batches)]
    assert all(_step(first, second) == 1 for first, second in batches)
    assert all(_step(end, start) > 1 for end, start in zip(ends, starts[1:], strict=False))


def test_ids_go_on_increasing_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    set_back = time.time_ns() - 3_600 * 1_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: set_back)

    made = [before, *(new_id() for _each in range(2_000))]

    assert made == sorted(set(made))
    assert all(each[6] >> 4 == 7 and each[8] >> 6 == 0b10 for each in made)


def _step(before: bytes, after: bytes) -> int:
    return int.from_bytes(after) - int.from_bytes(before)
