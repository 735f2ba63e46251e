"""A quantity to carry from one place of the stock ledger to another."""

from dataclasses import dataclass

from merchant_desk.values.ids import ImportId, LotId, ParcelId, PlaceId, ProductId, RecordId
from merchant_desk.values.places import OUTSIDE
from merchant_desk.values.words import MoveReason


@dataclass(frozen=True, slots=True)
class Move:
    """A quantity to carry from one place to another."""

    product_id: ProductId
    from_place_id: PlaceId
    to_place_id: PlaceId
    quantity: int
    reason: MoveReason
    note: str = ""
    parcel_id: ParcelId | None = None
    import_id: ImportId | None = None
    lot_id: LotId | None = None
    value: int | None = None
    """What its units cost together, where that is known; else they go at the average."""
    cause_id: RecordId | None = None

    @property
    def change(self) -> int:
        """Return how many units the stock of the shop grows by."""
        return self.quantity * (
            (self.to_place_id not in OUTSIDE) - (self.from_place_id not in OUTSIDE)
        )
