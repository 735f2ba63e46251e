"""What lies on the shelves of the sample shop, article by article."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.queries.stock_list import StockList
from merchant_desk.values.ids import PlaceId, ProductId

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article in its bin."""

    product_id: ProductId
    place_id: PlaceId
    sku: str
    bin: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every article that lies in a bin."""

    articles: tuple[Shelved, ...]

    def of(self, *prefixes: str) -> tuple[Shelved, ...]:
        """Return the articles whose reference begins so."""
        return tuple(each for each in self.articles if each.sku.startswith(prefixes))

    def one(self, sku: str) -> Shelved:
        """Return one article."""
        return next(each for each in self.articles if each.sku == sku)


def sample_shelf(session: Session) -> Shelf:
    """Read the shelves."""
    rows = StockList(sort="sku").fetch(session, 0, _MOST)
    return Shelf(
        tuple(
            Shelved(each.product_id, each.place_id, each.sku, each.code, each.quantity)
            for each in rows
            if each.place_id is not None
        )
    )
