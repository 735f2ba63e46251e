"""The storefronts this desk can talk to."""

from collections.abc import Mapping
from types import MappingProxyType

from merchant_desk.connectors.magento.connector import Magento
from merchant_desk.connectors.prestashop.connector import PrestaShop
from merchant_desk.connectors.shopify.connector import Shopify
from merchant_desk.connectors.vendure.connector import Vendure
from merchant_desk.connectors.woocommerce.connector import WooCommerce
from merchant_desk.sync.connector import Connector

CONNECTORS: Mapping[str, type[Connector]] = MappingProxyType(
    {  # as they are offered: what most merchants have comes first
        "woocommerce": WooCommerce,
        "prestashop": PrestaShop,
        "shopify": Shopify,
        "magento": Magento,
        "vendure": Vendure,
    }
)
