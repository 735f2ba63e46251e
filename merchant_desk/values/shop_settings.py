"""What she chose for one storefront: where its plugins keep things, and how stock is shown."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The choices of one shop; empty texts follow the platform's own ways."""

    ean: str = ""
    """The field that holds the EAN, where the platform has none of its own."""
    location: str = ""
    """The remote id of the place whose stock is exchanged; empty for the shop's main one."""
    prior_price: str = ""
    """The field that takes the lowest price of the thirty days before a reduction."""
    store: str = ""
    """The view of a platform that holds several shops."""
    prices: str = ""
    """``gross`` or ``net`` where a platform tells nobody how its prices are typed; empty: seen."""
    keep_last: int = 0
    """Last units kept for the counter: at or below, the shop shows that nothing is left."""
    buffered: bool = False
    """Whether a buffer per article holds units back, by its sales and the measured delay."""
    oversells_tenths: int = 5
    """Oversells a month that she accepts for the whole shop, in tenths."""

    def for_connector(self) -> Mapping[str, str]:
        """Return what a connector is told."""
        told = {
            "ean": self.ean,
            "location": self.location,
            "prior_price": self.prior_price,
            "store": self.store,
            "prices": self.prices,
        }
        return {name: value for name, value in told.items() if value}

    def text(self) -> str:
        """Return the settings as they are kept."""
        return json.dumps(asdict(self), sort_keys=True)


PLAIN = ShopSettings()
"""The settings of a shop for which nothing was chosen."""


def read_shop_settings(kept: str) -> ShopSettings:
    """Return kept settings; what is not understood stays as it is by default."""
    try:
        data = json.loads(kept)
    except ValueError:
        return PLAIN
    if not isinstance(data, dict):
        return PLAIN
    fit = {
        name: data[name]
        for name, value in asdict(PLAIN).items()
        if type(data.get(name)) is type(value)
    }
    return ShopSettings(**fit)
