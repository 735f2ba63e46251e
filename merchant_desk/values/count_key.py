"""What is counted as one: an article, of one lot where lots are followed, in one bin."""

from typing import NamedTuple

from merchant_desk.values.ids import LotId, PlaceId, ProductId


class CountKey(NamedTuple):
    """An article in a bin, and its lot when the article is followed by lot."""

    place_id: PlaceId
    product_id: ProductId
    lot_id: LotId | None = None
