"""How to reach a storefront that is about to be added, and what became of it."""

from dataclasses import dataclass, field

from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.words import Master


@dataclass(frozen=True, slots=True)
class ShopAccess:
    """An address and the keys the shop gave; the secret never shows in a log or a repr."""

    platform: str
    url: str
    key: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewShop:
    """A storefront that was probed, under the name she gives it."""

    access: ShopAccess
    name: str
    facts: ShopFacts


@dataclass(frozen=True, slots=True)
class ShopAdded:
    """The account; ``keys_kept`` is False when this computer has no keyring to keep them in."""

    shop_id: ShopId
    name: str
    keys_kept: bool = True


@dataclass(frozen=True, slots=True)
class Masters:
    """Which side decides the stock and the price of a storefront."""

    stock: Master
    price: Master
