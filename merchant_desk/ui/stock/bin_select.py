"""The choice of a bin, with what it holds of the product."""

from collections.abc import Sequence

from merchant_desk.queries.stock import BinStock
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.french import number
from merchant_desk.values.ids import PlaceId
from merchant_desk.values.texts import _


class BinSelect(Select):
    """A drop-down list of bins."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._bins: tuple[BinStock, ...] = ()

    def show_bins(self, bins: Sequence[BinStock], chosen: PlaceId | None = None) -> None:
        """Offer these bins; keep the choice when it is still there."""
        wanted = chosen or (self.bin.place_id if self.bin else None)
        self._bins = tuple(bins)
        self.blockSignals(True)
        self.clear()
        self.addItems([self._words(each) for each in bins])
        self.blockSignals(False)
        places = [each.place_id for each in self._bins]
        self.setCurrentIndex(places.index(wanted) if wanted in places else min(0, len(bins) - 1))

    @property
    def bin(self) -> BinStock | None:
        """Return the chosen bin, if any."""
        index = self.currentIndex()
        return self._bins[index] if 0 <= index < len(self._bins) else None

    def _words(self, each: BinStock) -> str:
        if not each.quantity:
            return f"{each.code} · {each.location}"
        return _("{code} · {location} ({n} en place)").format(
            code=each.code, location=each.location, n=number(each.quantity)
        )
