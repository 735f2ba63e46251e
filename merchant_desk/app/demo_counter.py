"""The counter of the sample shop: a few customers while the storefront does not answer."""

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.demo.catalogue import demo_catalogue
from merchant_desk.operations.sell_asked import Asked, Pays, give_back_asked, sell_asked
from merchant_desk.operations.sell_at_counter import CounterSold
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means

_NOTE = Money(10_000)
_BASKETS = ((0, 1, 1), (2, 3), (4,), (5, 6, 7))
"""Which articles of the catalogue each customer takes."""


def sell_a_morning(shop: DemoShop) -> tuple[list[CounterSold], CounterSold]:
    """Sell a few baskets, by card or for a note, and take one article back."""
    codes = [each.ean for each in demo_catalogue()]
    sold = []
    for rank, basket in enumerate(_BASKETS):
        wanted = [Asked(codes[place]) for place in basket]
        pays = [Pays(Means.CARD)] if rank % 2 else [Pays(Means.CASH, _NOTE)]
        sold.append(shop.home.lanes.write(sell_asked, shop.gesture(), wanted, pays).result())
    number = sold[0].tickets[0].number
    brought = [Asked(codes[_BASKETS[0][0]])]
    back = shop.home.lanes.write(give_back_asked, shop.gesture(), number, brought, Means.CASH)
    return sold, back.result()
