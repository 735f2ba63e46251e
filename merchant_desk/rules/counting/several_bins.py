"""An article that lies in several bins: between their counts, units may have left any of them.

The desk supposes from which bin a unit was packed or sold. When it came from another one, a count
made before and a count made after would say one unit too many together. What was counted first is
then counted again, so that no unit leaves between the last counts of two bins.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from merchant_desk.rules.counting.figure import Entry, Left, Touch, handled_between
from merchant_desk.values.ids import ParcelId, PlaceId


def outdated_bins(
    last: Mapping[PlaceId, Entry],
    now: Entry,
    touches: Sequence[Touch],
    left: Mapping[ParcelId, Left],
    *,
    again: bool,
) -> frozenset[PlaceId]:
    """Return the bins to count again, so that all of them stand on one side of every gesture.

    ``last`` is the last entry of each bin that is sure, ``now`` stands for one counted now; with
    ``again``, another bin is doubtful and will be.
    """
    ordered = sorted(last, key=lambda place: last[place].row)
    entries = [*(last[place] for place in ordered), now]
    handled = [handled_between(one, two, touches, left) for one, two in pairwise(entries)]
    if not any(handled if again else handled[:-1]):
        return frozenset()
    latest = max(place for place, each in enumerate(handled) if each)
    return frozenset(ordered[: latest + 1])
