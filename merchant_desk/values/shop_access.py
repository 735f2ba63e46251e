"""How to reach a storefront that is about to be added, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.words import Master


@dataclass(frozen=True, slots=True)
class SignInField:
    """One thing to type when a shop is connected; ``later`` texts, shown in her language."""

    name: str
    """``key``, ``secret``, or the name under which ``more`` or the shop's settings keep it."""
    label: str
    hint: str = ""
    secret: bool = False
    needed: bool = True
    chooses: bool = False
    """Whether it is no key but a choice, kept with the settings of the shop: which of its views."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """How a shop of a platform is connected: what to type, and the page of plain help."""

    address_hint: str
    fields: tuple[SignInField, ...]
    help_page: str
    """The name of the page in resources/help, without its ending."""
    where: str
    """One sentence: where the shop's own screens give these keys."""
    keys_path: str = ""
    """The very page of the shop's own screens that makes the keys, below its address."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A storefront platform that can be connected."""

    key: str
    title: str
    sign_in: SignIn


@dataclass(frozen=True, slots=True)
class ShopAccess:
    """An address and the keys the shop gave; the secret never shows in a log or a repr."""

    platform: str
    url: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    more: Mapping[str, str] = field(default_factory=dict, repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewShop:
    """A storefront that was probed, under the name she gives it."""

    access: ShopAccess
    name: str
    facts: ShopFacts
    location: str = ""
    """The remote id of the place whose stock is exchanged; empty for the shop's main one."""
    orders_since: datetime | None = None
    """Older orders are left alone by the first pull; None for all of them."""


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
