"""Every shop that the contract suite is run against, by name."""

from collections.abc import Mapping

from tests.storefronts.backend import OpenBackend
from tests.storefronts.magento_backend import open_magento, open_net_magento
from tests.storefronts.prestashop_backend import open_older_prestashop, open_prestashop
from tests.storefronts.shopify_backend import open_older_shopify, open_shopify
from tests.storefronts.vendure_backend import open_vendure
from tests.storefronts.woocommerce import open_newer_woocommerce, open_woocommerce

BACKENDS: Mapping[str, OpenBackend] = {
    "prestashop-1.7": open_older_prestashop,
    "prestashop-9.1": open_prestashop,
    "magento": open_magento,
    "magento-net": open_net_magento,
    "shopify": open_shopify,
    "shopify-lasting": open_older_shopify,
    "vendure": open_vendure,
    "woocommerce-9.8": open_woocommerce,
    "woocommerce-10.3": open_newer_woocommerce,
}
