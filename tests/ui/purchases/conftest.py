"""The window over the small shop that the products have."""

from tests.ui.products.conftest import desk, lanes, shop_file, stocked, window

__all__ = ["desk", "lanes", "shop_file", "stocked", "window"]
