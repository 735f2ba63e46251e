"""The story of the cost of one article, with what each line is about named."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.models.product import Product
from merchant_desk.models.valuation import StockValue
from merchant_desk.queries.valuation.cost_ledger import cost_ledger
from merchant_desk.queries.valuation.layers import in_order
from merchant_desk.rules.valuation.fifo import Fifo, Layer
from merchant_desk.rules.valuation.replay import CostLine, replay
from merchant_desk.rules.valuation.written_down import written_down
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.stock_cost import money_of


@dataclass(frozen=True, slots=True)
class CostStory:
    """Both methods explained: the lines of the average, the oldest first, and the layers left."""

    product_id: ProductId
    sku: str
    title: str
    units: int
    value: int
    average: int
    lines: tuple[CostLine, ...]
    fifo_values: tuple[int, ...]
    """What the stock was worth after each line, first in, first out."""
    layers: tuple[Layer, ...]
    written_down: int = 0
    """What the units on hand are still written down by."""

    @property
    def amount(self) -> Money:
        """Return what the stock is worth by the average."""
        return money_of(self.value)

    @property
    def fifo_amount(self) -> Money:
        """Return what the stock is worth first in, first out."""
        return money_of(self.fifo_values[-1] if self.fifo_values else 0)

    @property
    def agrees(self) -> bool:
        """Tell whether the ledger replayed gives what is kept, line by line."""
        last = self.lines[-1] if self.lines else None
        ends = (0, 0) if last is None else (last.stock, last.worth)
        return ends == (self.units, self.value) and all(each.agrees for each in self.lines)


def cost_story(session: Session, product_id: ProductId) -> CostStory | None:
    """Tell the cost of an article, or return None when there is no such article."""
    product = session.get(Product, product_id)
    if product is None:
        return None
    kept = session.get(StockValue, product_id)
    ledger = cost_ledger(session, product_id)
    lines = replay(ledger)
    layers, after = Fifo(), dict[bytes, int]()
    for line in in_order(ledger):
        layers.feed(line)
        after[line.id] = layers.value
    return CostStory(
        product_id=product_id,
        sku=product.sku,
        title=product.name + (f" · {product.option_text}" if product.option_text else ""),
        units=0 if kept is None else kept.quantity,
        value=0 if kept is None else kept.value,
        average=lines[-1].average if lines else product.cost_tenthousandths or 0,
        lines=lines,
        fifo_values=tuple(after[line.id] for line in ledger),
        layers=layers.kept(),
        written_down=written_down(ledger),
    )
