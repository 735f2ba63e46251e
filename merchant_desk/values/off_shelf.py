"""Units that lie packed in open parcels: off the shelf, and still in the ledger of its bin."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from merchant_desk.values.ids import ParcelId, id_text

_NOTHING = "{}"


@dataclass(frozen=True, slots=True)
class OffShelf:
    """Units of one article in one open parcel; ``here`` of them are taken to be of this bin."""

    units: int
    here: int
    scans: int = 0
    """How often the article was scanned into it or out of it so far."""


def off_shelf_text(packed: Mapping[ParcelId, OffShelf]) -> str:
    """Return the text to keep beside what was counted."""
    return json.dumps(
        {id_text(each): [one.units, one.here, one.scans] for each, one in packed.items()}
    )


def off_shelf_of(text: str) -> dict[ParcelId, OffShelf]:
    """Return what was kept."""
    if text == _NOTHING:
        return {}  # of nearly every article
    return {
        ParcelId(bytes.fromhex(each)): OffShelf(*map(int, told))
        for each, told in json.loads(text or _NOTHING).items()
    }
