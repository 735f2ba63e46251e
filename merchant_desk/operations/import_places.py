"""The bins that an import names: found by code, made when new."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place, StockLevel, StockMove
from merchant_desk.operations.save_place import save_bin
from merchant_desk.operations.take_from_bins import first_location, unsorted_bin
from merchant_desk.values.ids import PlaceId
from merchant_desk.values.words import PlaceKind


class ImportPlaces:
    """Bins by code, whatever its letters' case; remembers those it made."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known = _bins(session)
        self.made: list[PlaceId] = []

    def find(self, codes: Sequence[str]) -> list[PlaceId | None]:
        """Return the bin of each code; None for an empty code."""
        found = {code: self._bin(code) for code in dict.fromkeys(codes) if code}
        return [found.get(code) for code in codes]

    def unsorted(self) -> PlaceId:
        """Return the bin for what has no place yet."""
        before = set(self._known.values())
        place_id = unsorted_bin(self._session)
        if place_id not in before and place_id not in self.made:
            self.made.append(place_id)
        return place_id

    def _bin(self, code: str) -> PlaceId:
        key = " ".join(code.split()).upper()
        known = self._known.get(key)
        if known is not None:
            return known
        made = save_bin(self._session, first_location(self._session), code[:60])
        self._known[key] = made
        self.made.append(made)
        return made


def _bins(session: Session) -> dict[str, PlaceId]:
    rows = session.execute(
        select(Place.code, Place.id).where(Place.kind == PlaceKind.BIN).order_by(Place.id.desc())
    )
    return {code.upper(): place_id for code, place_id in rows}


def remove_unused_bins(session: Session, place_ids: Sequence[PlaceId]) -> None:
    """Take away bins that an undone import had made, unless something lies or lay there."""
    used = (
        select(StockMove.from_place_id),
        select(StockMove.to_place_id),
        select(StockLevel.place_id),
        select(Product.default_place_id).where(Product.default_place_id.is_not(None)),
    )
    for place_id in place_ids:
        if not any(
            session.execute(each.where(each.selected_columns[0] == place_id).limit(1)).first()
            for each in used
        ):
            session.execute(delete(Place).where(Place.id == place_id))
