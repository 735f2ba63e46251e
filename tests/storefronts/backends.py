"""Every shop that the contract suite is run against, by name."""

from collections.abc import Mapping

from tests.storefronts.backend import OpenBackend
from tests.storefronts.woocommerce import open_newer_woocommerce, open_woocommerce

BACKENDS: Mapping[str, OpenBackend] = {
    "woocommerce-9.8": open_woocommerce,
    "woocommerce-10.3": open_newer_woocommerce,
}
