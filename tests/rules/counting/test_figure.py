"""What entries come to: a reset begins anew, a hand between two of them is a doubt."""

from merchant_desk.rules.counting.figure import Doubt, Entry, Figure, Left, Touch, figure
from merchant_desk.rules.counting.packed_units import (
    PackedLine,
    TakenLine,
    chosen_anew,
    of_first,
    packed_from,
)
from merchant_desk.values.ids import OrderLineId, ParcelId, PlaceId
from merchant_desk.values.off_shelf import OffShelf, off_shelf_of, off_shelf_text

HERE, THERE = PlaceId(b"\1" * 16), PlaceId(b"\2" * 16)
BOX = ParcelId(b"\3" * 16)
LINE = OrderLineId(b"\4" * 16)


def _entry(row: int, quantity: int, *, level: int = 10, after: int = 0, **more: object) -> Entry:
    facts = {"resets": False, **more}
    return Entry(row, quantity, level=level, after_move=after, **facts)  # type: ignore[arg-type] # its own fields


def _figure(*entries: Entry, touches: tuple[Touch, ...] = ()) -> Figure:
    return figure(HERE, entries, touches, {})


def test_entries_add_up_against_the_level_at_the_last() -> None:
    found = _figure(_entry(1, 4), _entry(2, 5))

    assert (found.counted, found.expected, found.variance, found.doubt) == (9, 10, -1, Doubt.NONE)


def test_what_was_counted_before_a_reset_is_void() -> None:
    found = _figure(_entry(1, 4), _entry(2, 0, resets=True), _entry(3, 10))

    assert (found.counted, found.doubt) == (10, Doubt.NONE)


def test_a_reset_alone_asks_to_count() -> None:
    assert _figure(_entry(1, 4), _entry(2, 0, resets=True)).doubt is Doubt.ASKED


def test_units_that_came_and_went_between_two_entries_are_a_doubt() -> None:
    touches = (Touch(1, 2), Touch(2, -2))

    assert _figure(_entry(1, 4), _entry(2, 6, after=2), touches=touches).doubt is Doubt.MOVED


def test_a_level_that_changed_without_a_known_move_is_a_doubt() -> None:
    assert _figure(_entry(1, 4), _entry(2, 5, level=9)).doubt is Doubt.MOVED


def test_a_move_after_the_last_entry_leaves_the_variance() -> None:
    found = _figure(_entry(1, 9), touches=(Touch(7, -3),))

    assert (found.variance, found.doubt) == (-1, Doubt.NONE)


def test_a_correction_after_the_last_entry_is_a_doubt() -> None:
    touches = (Touch(7, -1, corrects=True),)

    assert _figure(_entry(1, 9), touches=touches).doubt is Doubt.CORRECTED


def test_a_parcel_that_left_says_by_its_moves_which_bin_it_took_from() -> None:
    entry = _entry(1, 9, in_parcels={BOX: OffShelf(1, 1)})

    from_here = figure(HERE, [entry], (), {BOX: Left(((HERE, 1),))})
    from_there = figure(HERE, [entry], (), {BOX: Left(((THERE, 1),))})
    gone = figure(HERE, [entry], (), {})

    assert (from_here.expected, from_there.expected, gone.expected) == (9, 10, 9)


def test_packed_units_come_from_the_bins_chosen_then_the_fullest_then_the_usual() -> None:
    line = PackedLine(BOX, LINE, 6, ((THERE, 2),))

    (taken,) = packed_from([line], {HERE: 3, THERE: 2}, THERE)

    assert taken.parts == ((THERE, 3), (HERE, 3))
    assert of_first(4, taken.parts, HERE) == 1


def test_what_was_chosen_for_units_still_to_pack_stays_chosen() -> None:
    line = PackedLine(BOX, LINE, 1, ((HERE, 1), (THERE, 2)))

    assert chosen_anew(TakenLine(line, ((THERE, 1),))) == ((THERE, 3),)
    assert chosen_anew(TakenLine(line, ((HERE, 1),))) == ((HERE, 1), (THERE, 2))


def test_what_lay_packed_is_read_back() -> None:
    packed = {BOX: OffShelf(3, 2)}

    assert off_shelf_of(off_shelf_text(packed)) == packed
    assert off_shelf_of("") == {}
