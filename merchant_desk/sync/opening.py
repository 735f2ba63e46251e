"""Take the opening stock of everything a storefront shows, some at a time."""

from merchant_desk.lanes import Lanes
from merchant_desk.operations.take_shop_stock import Shown, take_shop_stock
from merchant_desk.sync.capabilities import Capabilities, StockMeaning
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId


def take_all(lanes: Lanes, gesture: Gesture, shop_id: ShopId, tells: Capabilities) -> int:
    """Take the stock the shop shows of what never came in here; return the units."""
    shown = Shown(
        physical=tells.stock_meaning is StockMeaning.PHYSICAL,
        swept=not tells.levels_in_products,
    )
    units = 0
    after: ProductId | None = None
    while True:
        taken = lanes.write(take_shop_stock, gesture, shop_id, after, shown=shown).result()
        units += taken.units
        after = taken.after
        if after is None:
            return units
