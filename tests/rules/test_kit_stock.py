"""How many kits parts make, and how many left whole."""

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.kit_stock import Part, kits_left_whole, whole_kits
from merchant_desk.values.ids import ProductId

_IDS = [ProductId(bytes([number]) * 16) for number in range(1, 5)]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(-20, 99)), min_size=1, max_size=4))
def test_one_kit_more_would_lack_a_part(parts: list[tuple[int, int]]) -> None:
    units = {_IDS[place]: held for place, (_each, held) in enumerate(parts)}
    made = [Part(_IDS[place], each) for place, (each, _held) in enumerate(parts)]

    kits = whole_kits(units, made)

    assert all(units[part.product_id] >= kits * part.quantity for part in made)
    assert any(units[part.product_id] < (kits + 1) * part.quantity for part in made)


def test_nothing_is_made_of_no_part() -> None:
    assert whole_kits({}, []) == 0
    assert kits_left_whole(3, []) == 0


def test_a_kit_has_left_once_all_its_parts_have() -> None:
    assert kits_left_whole(2, [(4, 3), (2, 2)]) == 1
