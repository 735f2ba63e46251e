from hypothesis import given
from hypothesis.strategies import integers

from merchant_desk.values.ids import new_ids


@given(count=integers(0, 500))
def test_many_ids_are_distinct_increasing_uuids_of_version_7(count: int) -> None:
    made = new_ids(count)

    assert len(set(made)) == count
    assert made == sorted(made)
    assert all(len(each) == 16 and each[6] >> 4 == 7 and each[8] >> 6 == 0b10 for each in made)
