"""What customers and owners do in the shops, whatever the desk does meanwhile."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from tests.simulator.shop import Shop, ShownOrder
from tests.simulator.world import World

_STREETS = ("3 rue Neuve", "14 place du Marché", "8 bis chemin des Vignes")


def _shop(world: World, dice: Random) -> Shop:
    return dice.choice(list(world.shops.values()))


def _article(shop: Shop, dice: Random) -> str | None:
    sold = shop.on_sale()
    return dice.choice(list(sold)) if sold else None


def _recent(shop: Shop, dice: Random) -> ShownOrder | None:
    """Choose an order, most often one of the last."""
    held = shop.orders()
    return dice.choice(list(held[-6:] if dice.random() < 0.8 else held)) if held else None


def _order(world: World, dice: Random) -> None:
    """A customer orders up to four articles, as far as the shop shows that it has them."""
    shop = _shop(world, dice)
    sold = list(shop.on_sale())
    basket = []
    for sku in dice.sample(sold, min(len(sold), dice.choice((1, 1, 2, 2, 3, 4)))):
        shown = shop.sellable(sku)
        most = 3 if shown is None else shown
        if most > 0:
            last = dice.random() < 0.12
            basket.append((sku, most if last else min(most, dice.choice((1, 1, 1, 2, 3)))))
    if basket:
        shop.order(basket, dice.randrange(16), paid=dice.random() < 0.8)


def _pay(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    waiting = [each for each in shop.orders() if not each.paid]
    if waiting:
        shop.pay(dice.choice(waiting).remote_id)


def _cancel(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if order := _recent(shop, dice):
        shop.cancel(order.remote_id)


def _refund(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if order := _recent(shop, dice):
        shop.refund(order.remote_id, dice.choice((1, 150, 500, order.total)))


def _take_back(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if order := _recent(shop, dice):
        shop.take_back(order.remote_id, dice.choice((1, 1, 2, 9)), restock=dice.random() < 0.5)


def _edit(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if order := _recent(shop, dice):
        shop.edit(order.remote_id, f"Sonner {dice.randrange(9)} fois")


def _move(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if order := _recent(shop, dice):
        shop.move_house(order.remote_id, dice.choice(_STREETS))


def _stock_by_hand(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if sku := _article(shop, dice):
        shop.set_stock(sku, dice.choice((0, 1, 3, 17, 60)))


def _price_by_hand(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if sku := _article(shop, dice):
        shop.set_price(sku, 100 * dice.randrange(3, 60) + 90)


def _rename(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if sku := _article(shop, dice):
        shop.rename(sku, f"Nouveau nom {dice.randrange(9)}")


def _throw_order_away(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    if order := _recent(shop, dice):
        for_good = dice.random() < 0.5
        if shop.throw_away_order(order.remote_id, for_good=for_good):
            world.thrown_away.add((shop.name, order.remote_id))


def _throw_article_away(world: World, dice: Random) -> None:
    shop = _shop(world, dice)
    sku = _article(shop, dice)
    if sku is not None and len(shop.on_sale()) > 3:
        shop.throw_away_article(sku, for_good=dice.random() < 0.5)


SHOP_STEPS: Mapping[str, Callable[[World, Random], None]] = MappingProxyType(
    {
        "order": _order,
        "pay": _pay,
        "cancel": _cancel,
        "refund": _refund,
        "take back": _take_back,
        "edit": _edit,
        "move": _move,
        "stock by hand": _stock_by_hand,
        "price by hand": _price_by_hand,
        "rename": _rename,
        "throw order away": _throw_order_away,
        "throw article away": _throw_article_away,
    }
)
