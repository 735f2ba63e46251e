"""First expired, first out, over any bins and lots."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.allocation import BinStock
from merchant_desk.rules.fefo import LotLying, first_expired
from merchant_desk.values.ids import PlaceId

_DAY = date(2026, 11, 22)
_PLACES = [PlaceId(bytes([0x10 + place]) * 16) for place in range(3)]
_LOTS = st.lists(
    st.tuples(st.sampled_from(_PLACES), st.integers(1, 9), st.none() | st.integers(0, 40)),
    max_size=6,
)


@given(lots=_LOTS, loose=st.integers(0, 5), wanted=st.integers(0, 40))
def test_the_earliest_leave_first_and_never_more_than_lies_there(
    lots: list[tuple[PlaceId, int, int | None]], loose: int, wanted: int
) -> None:
    lying = [
        LotLying(place, units, None if days is None else _DAY + timedelta(days=days))
        for place, units, days in lots
    ]
    held = dict.fromkeys(_PLACES, loose)
    for lot in lying:
        held[lot.place_id] += lot.units

    taken = dict(first_expired(wanted, [BinStock(*each) for each in held.items()], lying))

    assert sum(taken.values()) == min(wanted, sum(held.values()))
    assert all(units <= held[place] for place, units in taken.items())
    dated = sorted((lot for lot in lying if lot.expires_on), key=lambda lot: lot.expires_on or _DAY)
    if dated and 0 < wanted <= dated[0].units:
        first = {lot.place_id for lot in dated if lot.expires_on == dated[0].expires_on}
        assert set(taken) <= first


def test_units_promised_to_others_are_their_earliest() -> None:
    early, late = LotLying(_PLACES[0], 2, _DAY), LotLying(_PLACES[1], 5, _DAY + timedelta(days=9))

    taken = first_expired(3, [BinStock(_PLACES[0], 0), BinStock(_PLACES[1], 5)], [early, late])

    assert taken == ((_PLACES[1], 3),)
