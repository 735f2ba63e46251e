"""The storefronts this desk can talk to."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from merchant_desk.connectors.woocommerce.connector import WooCommerce
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient

CONNECTORS: Mapping[str, Callable[[ShopAccount, HttpClient], Connector]] = MappingProxyType(
    {"woocommerce": WooCommerce}
)
