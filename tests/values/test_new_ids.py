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
