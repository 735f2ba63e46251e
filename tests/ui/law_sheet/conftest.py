"""The window of the receiving tests, whose soap is soldé in winter."""

from tests.ui.receiving.conftest import desk, lanes, shell, shop_file, stocked, window, winter

__all__ = ["desk", "lanes", "shell", "shop_file", "stocked", "window", "winter"]
